// `kxray reconcile` is worth what it finds: it agrees on a healthy workspace, and says DRIFT, with
// exit code 1, when a table or a stored document was changed behind its back.

import { beforeAll, describe, expect, it } from '@jest/globals';
import { cpSync, readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { openWorkspace } from '../../lib/adapters/embedded/open-workspace.js';
import type { ClaimLine } from '../../lib/domain/claim.js';
import { toCents } from '../../lib/domain/money.js';
import type { YearDocument } from '../../lib/domain/ledger-document.js';
import { TENANT_ID } from '../../cli/session.js';
import { temporaryDirectory } from '../adapters/embedded/temporary-directory.js';
import { runCli, runJson } from './run-cli.js';

const directory = temporaryDirectory();
const HEALTHY = join(directory, 'healthy');

beforeAll(async () => {
  const synthetic = join(directory, 'synthetic');
  await runJson(['synth', '--out', synthetic, '--beneficiaries', '60', '--years', '2026']);
  const file = join(synthetic, 'remittance.835');
  await runJson(['ingest', file, '--include-test', '--data', HEALTHY]);
});

/** A copy to be damaged. */
function copied(name: string): string {
  const data = join(directory, name);
  cpSync(HEALTHY, data, { recursive: true });
  return data;
}

function filesOf(data: string, part: RegExp): readonly string[] {
  return readdirSync(data, { recursive: true, encoding: 'utf8' })
    .map((name) => join(data, name))
    .filter((path) => part.test(path) && statSync(path).isFile())
    .sort();
}

/** Which lines accrue depends on the random key of the workspace's tokens: these surely do. */
function isPaidTherapy({ allowedCents, paidCents, modifiers }: ClaimLine): boolean {
  const isTherapy = modifiers.some((modifier) => ['GP', 'GO', 'GN'].includes(modifier));
  return isTherapy && (allowedCents ?? 0) > 1 && paidCents > 0;
}

/** Writes a year document as no command would: with one field changed by hand. */
async function change(data: string, edit: (document: YearDocument) => YearDocument): Promise<void> {
  const workspace = await openWorkspace({ directory: data });
  for (const { year, shard } of await workspace.ledger.listShards(TENANT_ID)) {
    for await (const document of workspace.ledger.readShard(TENANT_ID, year, shard)) {
      const edited = edit(document);
      if (edited === document) continue;
      const next = { kind: 'year', ...edited, version: document.version + 1 } as const;
      expect(await workspace.ledger.commit([{ document: next }])).toEqual({ kind: 'committed' });
      await workspace.close();
      return;
    }
  }
  throw new Error('nothing to change');
}

describe('kxray reconcile', () => {
  it('agrees on a healthy workspace, and counts what it compared', async () => {
    const { stdout, code } = await runCli(['reconcile', '--data', HEALTHY]);

    expect(code).toBe(0);
    expect(stdout).toMatch(/Compared [\d,]+ claim versions, \d+ beneficiary years and [\d,]+/);
    expect(stdout).toContain('agree to the cent');
  });

  it('finds a claim version that the log lost', async () => {
    const data = copied('log');
    const [chunk = ''] = filesOf(data, /claim_lines.*\.parquet$/);
    rmSync(chunk);

    const end = await runCli(['reconcile', '--data', data]);

    expect(end.code).toBe(1);
    expect(end.stdout).toContain('DRIFT');
    expect(end.stdout).toMatch(/version_only_in_ledger: \d+/);
  });

  it('finds a stored total that is another one', async () => {
    const data = copied('total');
    await change(data, (document) => ({
      ...document,
      totals: { ...document.totals, PT_SLP: toCents(document.totals.PT_SLP + 1) },
    }));

    const end = await runCli(['reconcile', '--data', data]);

    expect(end.code).toBe(1);
    expect(end.stdout).toContain('DRIFT');
    expect(end.stdout).toContain('ledger_total: 1');
  });

  it('finds a stored claim that says another amount than the log', async () => {
    const data = copied('claim');
    await change(data, (document) => {
      const at = document.versions.findIndex(({ isReversal, filingIndicator, lines }) => {
        const isMedicare = filingIndicator?.startsWith('M') ?? false;
        return isMedicare && !isReversal && lines.every(isPaidTherapy);
      });
      const isReversed = document.versions.some(({ isReversal }) => isReversal);
      if (at < 0 || isReversed || document.totals.PT_SLP + document.totals.OT === 0) {
        return document;
      }
      const versions = document.versions.map((version, place) =>
        place === at
          ? {
              ...version,
              lines: version.lines.map((line) => ({ ...line, allowedCents: toCents(1) })),
            }
          : version,
      );
      return { ...document, versions };
    });

    const end = await runCli(['reconcile', '--data', data, '--json']);

    expect(end.code).toBe(1);
    expect(JSON.parse(end.stdout)).toMatchObject({
      isAgreed: false,
      byKind: { version_amount: 1 },
    });
  });

  it('does not call a workspace healthy whose published table is gone', async () => {
    const data = copied('table');
    for (const path of filesOf(data, /snapshot=.*\.parquet$/)) rmSync(path);

    const end = await runCli(['reconcile', '--data', data]);

    expect(end.code).toBe(1);
    expect(end.stdout).not.toContain('agree');
  });
});
