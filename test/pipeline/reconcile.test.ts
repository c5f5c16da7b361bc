// Reconciling over a real ledger, log and lake: first they agree, then each is damaged in turn.

import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { openParquetTable } from '../../lib/adapters/common/lake/parquet-table-writer.js';
import type { ClaimVersion } from '../../lib/domain/claim.js';
import { toCents } from '../../lib/domain/money.js';
import { commitPerson } from '../../lib/pipeline/commit-person.js';
import { emptyChange } from '../../lib/pipeline/person-change.js';
import { judgedShard, type JudgedYear } from '../../lib/pipeline/judged-shard.js';
import {
  ledgerYearFacts,
  type LedgerYearFacts,
} from '../../lib/pipeline/lake/ledger-year-facts.js';
import { lineAccruals } from '../../lib/pipeline/lake/line-accruals.js';
import type { Manifest } from '../../lib/pipeline/lake/manifest.js';
import { publishSnapshot } from '../../lib/pipeline/lake/publish-snapshot.js';
import { reconcile, type ReconcileResult } from '../../lib/pipeline/reconcile.js';
import { shardOf } from '../../lib/ports/ledger-store.js';
import { claim, reversalOf, type ClaimGiven } from '../support/claim-builder.js';
import { seed } from '../support/fold-person.js';
import { testReference } from '../support/test-reference.js';
import { testTools, type TestTools } from '../support/test-tools.js';
import { lakeOnDisk, TENANT, VERSIONS, type LakeOnDisk } from './lake/lake-on-disk.js';

const reference = await testReference();

let lake: LakeOnDisk;
let tools: TestTools;

beforeEach(async () => {
  lake = await lakeOnDisk();
  tools = testTools(reference);
});
afterEach(() => lake.close());

const paid = (icn: string, dos: string, allowed: string, more: ClaimGiven = {}): ClaimVersion =>
  claim({ icn, paidOn: '2026-09-01', lines: [{ dos, allowed, mods: 'GP KX' }], ...more });

const ORIGINAL = paid('A', '2026-01-05', '2000.00');
const LARGE = paid('B', '2026-02-05', '900.00');
const OT = claim({ icn: 'C', lines: [{ dos: '2026-03-01', mods: 'GO', allowed: '70.00' }] });
const ACROSS = claim({
  icn: 'D',
  lines: [
    { dos: '2025-12-30', allowed: '10.00' },
    { dos: '2026-01-02', allowed: '11.00' },
  ],
});
/** Two beneficiaries, with what a year brings: reversal, orphan, replacement, straddle, seed. */
const HISTORY: Readonly<Record<string, readonly ClaimVersion[]>> = {
  k1_a: [
    ORIGINAL,
    LARGE,
    OT,
    reversalOf(LARGE, '2026-09-02'),
    paid('B', '2026-02-05', '950.00', { paidOn: '2026-09-03' }),
    reversalOf(paid('X', '2026-05-05', '33.00'), '2026-09-02'),
  ],
  k1_b: [
    ACROSS,
    paid('E', '2026-04-04', '50.00'),
    paid('F', '2026-04-04', '45.00', { replacesIcn: 'E' }),
    reversalOf(paid('G', '2026-06-06', '20.00'), '2026-09-02'),
    paid('G', '2026-06-06', '25.00'),
  ],
};

async function log(token: string, versions: readonly ClaimVersion[], shift = 0): Promise<void> {
  await lake.append(
    versions.map((version) => ({
      token,
      shard: shardOf(token),
      version,
      accruals: lineAccruals(version, tools.context).map((accrual) =>
        accrual.group === null
          ? accrual
          : { ...accrual, signedCents: toCents(accrual.signedCents + shift) },
      ),
    })),
  );
}

async function commit(token: string, versions: readonly ClaimVersion[]): Promise<void> {
  await commitPerson(tools, emptyChange(token, { versions }));
}

async function ingestHistory(): Promise<void> {
  for (const [token, versions] of Object.entries(HISTORY)) {
    await log(token, versions);
    await commit(token, versions);
  }
  const seeds = [seed({ amount: '400.00' })];
  await commitPerson(tools, emptyChange('k1_b', { seeds }));
}

function publish(change: (judged: JudgedYear) => JudgedYear = (judged) => judged) {
  return publishSnapshot({
    tenantId: TENANT,
    objects: lake.objects,
    openTable: openParquetTable,
    versions: VERSIONS,
    reference: tools.context.reference,
    listShards: () => tools.ledger.listShards(TENANT),
    async *readRows(year, shard) {
      for await (const judged of judgedShard(tools, year, shard)) yield change(judged);
    },
  });
}

async function check(
  manifest: Manifest,
  change: (facts: LedgerYearFacts) => LedgerYearFacts = (facts) => facts,
  logRowsPerQuery = 1_000,
): Promise<ReconcileResult> {
  return reconcile({
    logRowsPerQuery,
    engine: lake.engine,
    query: (name) => lake.queries.get(name).query,
    manifest,
    shards: await tools.ledger.listShards(TENANT),
    async *readFacts(year, shard) {
      for await (const folded of judgedShard(tools, year, shard)) {
        yield change(ledgerYearFacts(folded, tools.context));
      }
    },
  });
}

/** The year view with one line changed. */
function withLine(
  judged: JudgedYear,
  change: (line: JudgedYear['view']['lines'][number], at: number) => object,
): JudgedYear {
  const lines = judged.view.lines.map((line, at) => ({ ...line, ...change(line, at) }));
  return { ...judged, view: { ...judged.view, lines } };
}

describe('reconcile', () => {
  it('agrees after any ordinary history, and says what it left apart', async () => {
    await ingestHistory();

    const result = await check(await publish());

    expect(result).toMatchObject({
      isAgreed: true,
      differences: 0,
      byKind: {},
      examples: [],
      versions: 12,
      persons: 3,
      apart: { orphan_reversal: 1, superseded: 1, inexact_reversal: 2 },
    });
    expect(result.lines).toBeGreaterThan(0);
  });

  it('agrees on nothing', async () => {
    const result = await check(await publish());

    expect(result).toMatchObject({ isAgreed: true, versions: 0, persons: 0, lines: 0 });
  });

  it('takes no offence at a version that was logged twice', async () => {
    await ingestHistory();
    await log('k1_a', [ORIGINAL]);
    await log('k1_a', [OT, ORIGINAL]);

    expect(await check(await publish())).toMatchObject({ isAgreed: true });
  });

  it('agrees on a person whose tokens were joined across shards', async () => {
    const other = ['k1_c', 'k1_d', 'k1_e'].find((token) => shardOf(token) !== shardOf('k1_a'));
    if (other === undefined) throw new Error('tokens of two shards');
    await ingestHistory();
    const elsewhere = paid('H', '2026-07-07', '60.00');
    await log(other, [elsewhere]);
    await commit(other, [elsewhere]);
    const join = { joinKey: 'j', from: other, to: 'k1_a', source: 'a test', isUndone: false };
    await commitPerson(tools, emptyChange('k1_a', { joins: [join] }));

    const manifest = await publish();
    expect(await check(manifest)).toMatchObject({ isAgreed: true, persons: 3 });
    // Shard by shard, the two sides of a version are heard in different turns.
    expect(await check(manifest, undefined, 1)).toMatchObject({ isAgreed: true, persons: 3 });
  });

  it.each([
    ['nobody else', [], 0],
    ['a person whose claim is the same to the last digit', ['k1_b'], 0],
    ['two such persons, of whom one was never logged', ['k1_b', 'k1_f'], 1],
  ])('tells one claim of %s', async (_, others, missing) => {
    await ingestHistory();
    for (const [at, token] of others.entries()) {
      if (at >= missing) await log(token, [ORIGINAL]);
      await commit(token, [ORIGINAL]);
    }

    const { byKind } = await check(await publish());

    expect(byKind).toEqual(missing === 0 ? {} : { version_only_in_ledger: missing });
  });

  it('agrees on a person who has a claim under two tokens', async () => {
    const other = ['k1_c', 'k1_d', 'k1_e'].find((token) => shardOf(token) !== shardOf('k1_a'));
    if (other === undefined) throw new Error('tokens of two shards');
    await ingestHistory();
    await log(other, [ORIGINAL]);
    await commit(other, [ORIGINAL]);
    const join = { joinKey: 'j', from: other, to: 'k1_a', source: 'a test', isUndone: false };
    await commitPerson(tools, emptyChange('k1_a', { joins: [join] }));

    const manifest = await publish();
    expect(await check(manifest)).toMatchObject({ isAgreed: true });
    expect(await check(manifest, undefined, 1)).toMatchObject({ isAgreed: true });
  });

  it('finds a version that was never logged', async () => {
    await ingestHistory();
    const silent = paid('S', '2026-08-08', '10.00');
    await commit('k1_a', [silent]);

    const result = await check(await publish());

    expect(result.byKind).toEqual({ version_only_in_ledger: 1 });
    expect(result.examples[0]).toMatchObject({ year: 2026, subject: silent.versionKey });
  });

  it('finds a version that was logged and never committed', async () => {
    await ingestHistory();
    await log('k1_a', [paid('S', '2026-08-08', '10.00')]);

    expect((await check(await publish())).byKind).toEqual({ version_only_in_log: 1 });
  });

  it('finds a year that only the log has', async () => {
    await ingestHistory();
    await log('k1_a', [paid('S', '2019-08-08', '10.00')]);

    const result = await check(await publish());

    expect(result.examples).toMatchObject([{ kind: 'version_only_in_log', year: 2019 }]);
  });

  it('finds a logged amount that is another by the rules of today', async () => {
    await commit('k1_a', [ORIGINAL]);
    await log('k1_a', [ORIGINAL], 1);

    const result = await check(await publish());

    expect(result.byKind).toEqual({ version_amount: 1 });
    expect(result.examples[0]?.detail).toBe(
      'log PT_SLP 200001, OT 0 cents, ledger PT_SLP 200000, OT 0 cents',
    );
  });

  it('finds a stored total that its versions do not make', async () => {
    await ingestHistory();
    const manifest = await publish();

    const result = await check(manifest, (facts) =>
      facts.token === 'k1_a'
        ? { ...facts, ownCents: { ...facts.ownCents, OT: toCents(facts.ownCents.OT + 1) } }
        : facts,
    );

    expect(result.byKind).toEqual({ ledger_total: 1, lake_total: 1 });
  });

  it('finds published lines that lack an amount', async () => {
    await ingestHistory();
    const manifest = await publish((judged) =>
      judged.token === 'k1_a'
        ? withLine(judged, (_, at) => (at === 0 ? { group: null } : {}))
        : judged,
    );

    const { byKind } = await check(manifest);

    expect(byKind).toMatchObject({ lake_total: 1 });
    expect(byKind).not.toHaveProperty('ledger_total');
  });

  it('finds a person whom only the lake shows', async () => {
    await ingestHistory();
    const manifest = await publish((judged) => ({ ...judged, token: `${judged.token}x` }));

    expect((await check(manifest)).byKind).toMatchObject({ person_only_in_lake: 3, lake_total: 3 });
  });

  it.each([
    ['a total before', { beforeCents: toCents(7) }, { running_total: 1 }],
    ['a total after', { afterCents: toCents(7) }, { running_total: 1 }],
  ])('finds %s that the window does not give', async (_, wrong, byKind) => {
    await ingestHistory();
    const manifest = await publish((judged) =>
      judged.token === 'k1_a'
        ? withLine(judged, (line) => (line.claim.icn === 'A' ? wrong : {}))
        : judged,
    );

    const result = await check(manifest);

    expect(result.byKind).toEqual(byKind);
    expect(result.examples).toMatchObject([{ kind: 'running_total', subject: 'k1_a' }]);
  });

  it('finds a crossing that does not stand where the totals cross', async () => {
    await ingestHistory();
    const manifest = await publish((judged) => ({
      ...judged,
      view: {
        ...judged.view,
        groups: judged.view.groups.map((group) => ({ ...group, kxCrossing: null })),
      },
    }));

    expect((await check(manifest)).byKind).toEqual({ crossing: 1 });
  });
});
