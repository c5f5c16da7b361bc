// The rule packs find nothing, and no acknowledgement outlives what it is for.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { Validations, type App } from 'aws-cdk-lib';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import * as z from 'zod';
import { addRulePacks } from '../../infra/kxray-app.js';
import { kxrayApp } from './synthesized.js';

const FINDING = z.object({
  ruleName: z.string(),
  violatingConstructs: z.array(z.object({ constructPath: z.string() })),
});
const REPORT = z.object({
  pluginReports: z.array(
    z.object({
      pluginName: z.string(),
      violations: z.array(FINDING),
      suppressedViolations: z.array(FINDING).optional(),
    }),
  ),
});
const ACKNOWLEDGED = z.union([
  z.record(z.string(), z.string()),
  z.array(z.object({ id: z.string(), reason: z.string() })),
]);

function reportOf(app: App) {
  app.synth();
  const text = readFileSync(join(app.outdir, 'validation-report.json'), 'utf8');
  return REPORT.parse(JSON.parse(text)).pluginReports;
}

/** Path of the construct, id and reason of every acknowledgement in the app. */
function acknowledgements(app: App) {
  return app.node.findAll().flatMap((construct) =>
    construct.node.metadata
      .filter(({ type }) => type === Validations.ACKNOWLEDGED_RULES_METADATA_KEY)
      .flatMap(({ data }) => {
        const known = ACKNOWLEDGED.parse(data);
        const list = Array.isArray(known)
          ? known
          : Object.entries(known).map(([id, reason]) => ({ id, reason }));
        return list.map((one) => ({ ...one, path: construct.node.path }));
      }),
  );
}

describe.each(['prod', 'dev'])('the rule packs on stage %s', (stage) => {
  const { app } = kxrayApp({ 'kxray:stage': stage });
  addRulePacks(app);
  const reports = reportOf(app);
  const known = acknowledgements(app);

  it('are both run', () => {
    expect(reports.map(({ pluginName }) => pluginName).sort()).toEqual([
      'AwsSolutions',
      'HIPAA.Security',
    ]);
  });

  it('find nothing that is not acknowledged', () => {
    expect(reports.flatMap(({ violations }) => violations)).toEqual([]);
  });

  it('have a reason for each acknowledgement', () => {
    expect(known.length).toBeGreaterThan(10);
    for (const { id, reason } of known) expect([id, reason.length > 40]).toEqual([id, true]);
  });

  it('still find what is acknowledged: no excuse outlives its finding', () => {
    const found = reports.flatMap(({ pluginName, suppressedViolations }) =>
      (suppressedViolations ?? []).flatMap(({ ruleName, violatingConstructs }) =>
        violatingConstructs.map(
          ({ constructPath }) => `${constructPath} ${pluginName}::${ruleName}`,
        ),
      ),
    );
    const unused = known.filter(({ id, path }) =>
      found.every((one) => !(one.startsWith(`${path}/`) && one.endsWith(` ${id}`))),
    );

    expect(unused).toEqual([]);
  });

  it('acknowledge no rule about wildcards as a whole', () => {
    for (const { id } of known) expect(id).not.toMatch(/-IAM[45]$/);
  });

  it('acknowledge "every resource" only for deliveries of logs and traces, which have no name', () => {
    const everywhere = known.filter(({ id }) => id.endsWith('[Resource::*]'));

    expect(everywhere.map(({ path }) => path.split('/').slice(1).join('/'))).toEqual([
      'Hourly/Policy',
      'Nightly/Policy',
      'Monthly/Policy',
      'Settings/Policy',
      'Identity/Policy',
    ]);
  });
});

describe('a construct without our defaults', () => {
  it('ends the synthesis', () => {
    const { app, stacks } = kxrayApp();
    addRulePacks(app);
    new Bucket(stacks.stateful, 'Open');

    expect(() => app.synth()).toThrow(/S3BucketSSLRequestsOnly/);
  });
});
