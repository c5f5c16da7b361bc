// Child of postgres-raw.ts, our side of its row: fills a workspace with the raw claims, publishes
// it (reads the stored documents, folds, writes Parquet), or asks what was published.

import { publishLake, withLake } from '../cli/lake.js';
import { withSession } from '../cli/session.js';
import { commitPerson } from '../lib/pipeline/commit-person.js';
import { emptyChange } from '../lib/pipeline/person-change.js';
import { identifyClaim } from '../lib/pipeline/claim-identity.js';
import { SHARD_COUNT } from '../lib/ports/ledger-store.js';
import type { NamedQuery } from '../lib/ports/query-engine.js';
import { claimsOf } from './judged-lines-claims.js';
import { beneficiariesOf, benchClaims, type BenchBeneficiary } from './judged-lines-child.js';
import { measured } from './measured.js';
import { parametersOf, queryFiles } from './measures-snapshot.js';

const [mode = '', data = '', given = ''] = process.argv.slice(2);

/** Commits of persons that share one flush. */
const AT_ONCE = 500;

/** No query file asks for it: how many totals crossed, and what they came to. */
export const CROSSINGS: NamedQuery = {
  name: 'bench_crossings',
  text: `select
        service_year,
        threshold_group,
        count_if(is_kx_crossing) as kx_crossings,
        cast(sum(after_cents) as bigint) as after_cents
    from ledger_lines
    where threshold_group is not null
    group by service_year, threshold_group`,
  parameters: [],
  outputs: [
    { name: 'service_year', type: 'integer' },
    { name: 'threshold_group', type: 'text' },
    { name: 'kx_crossings', type: 'integer' },
    { name: 'after_cents', type: 'cents' },
  ],
};

async function load(): Promise<unknown> {
  const from = await benchClaims(Number(given));
  return withSession({ data }, ({ tools }) =>
    measured(async () => {
      let lines = 0;
      const commitOne = async ({ number, token }: BenchBeneficiary): Promise<void> => {
        const claims = claimsOf(from.maker, number);
        if (claims.length === 0) return;
        for (const claim of claims) lines += claim.lines.length;
        const versions = claims.map((facts) => identifyClaim(tools.tenantId, facts));
        await commitPerson(tools, emptyChange(token, { versions }));
      };
      for (let shard = 0; shard < SHARD_COUNT; shard += 1) {
        const members = beneficiariesOf(from.beneficiaries, shard);
        for (let at = 0; at < members.length; at += AT_ONCE) {
          await Promise.all(members.slice(at, at + AT_ONCE).map(commitOne));
        }
      }
      return lines;
    }),
  );
}

function publish(): Promise<unknown> {
  return withSession({ data }, (session) =>
    measured(async () => {
      const { ledgerLines } = await publishLake(session);
      return ledgerLines.reduce((rows, shard) => rows + shard.rows, 0);
    }),
  );
}

function ask(): Promise<unknown> {
  const query = given === CROSSINGS.name ? CROSSINGS : queryFiles().get(given).query;
  return withSession({ data }, (session) =>
    withLake(session, ({ queries }) =>
      measured(() =>
        queries.engine.run(query, {
          tenantId: queries.tenantId,
          snapshotId: queries.snapshotId,
          parameters: parametersOf(query),
        }),
      ),
    ),
  );
}

const MODES: Readonly<Record<string, () => Promise<unknown>>> = { load, publish, ask };
if (import.meta.filename === process.argv[1]) {
  const run = MODES[mode];
  if (run === undefined) throw new Error(`modes: ${Object.keys(MODES).join(', ')}`);
  process.stdout.write(JSON.stringify(await run()));
}
