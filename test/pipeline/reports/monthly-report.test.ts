// The step that both hosts call: what a month's report holds, that it stays as it was, and what it
// says where there is little to say. Each report also compares itself with queries over its
// snapshot, so a count that differs stops these tests.

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { FiguresDifferError } from '../../../lib/pipeline/reports/check-against-snapshot.js';
import { reportDocument } from '../../../lib/pipeline/reports/document/report-document.js';
import { REPORT_MODEL, type ReportModel } from '../../../lib/pipeline/reports/report-model.js';
import { reportHash } from '../../../lib/pipeline/reports/report-store.js';
import { commitPerson } from '../../../lib/pipeline/commit-person.js';
import { emptyChange } from '../../../lib/pipeline/person-change.js';
import { namedSnapshots, readPointer } from '../../../lib/pipeline/lake/snapshot-pointer.js';
import { claim, reversalOf } from '../../support/claim-builder.js';
import { seed } from '../../support/fold-person.js';
import { TENANT } from '../lake/lake-on-disk.js';
import { reportLedger, type ReportLedger } from './report-ledger.js';

const visit = (icn: string, dos: string, allowed: string, mods = 'GP KX', paidOn = dos) =>
  claim({ icn, paidOn, received: dos, lines: [{ dos, allowed, mods }] });

const EARLY = visit('E', '2026-01-10', '200.00');
const LARGE = visit('L', '2026-01-12', '2400.00', 'GP');
const OVER = visit('O', '2026-02-10', '700.00');
const LATE = visit('P', '2026-01-20', '150.00', 'GP KX', '2026-01-25');

let ledger: ReportLedger;
let january: ReportModel;
let february: ReportModel;

beforeAll(async () => {
  ledger = await reportLedger();
  await ledger.take('k1_a', [EARLY]);
  await ledger.take('k1_b', [LARGE]);
  january = (await ledger.report('2026-01')).model;
  await ledger.take('k1_b', [OVER]);
  await ledger.take('k1_a', [LATE, reversalOf(EARLY, '2026-02-20')]);
  february = (await ledger.report('2026-02')).model;
});
afterAll(() => ledger.lake.close());

const countsOf = (model: ReportModel, measure: string) => {
  const row = model.movement.find((each) => each.measure === measure);
  if (row === undefined) throw new Error('a row for each measure');
  const { opening, restated, added, resolved, cleared, closing } = row;
  return [opening, restated, added, resolved, cleared, closing].map(({ count }) => count);
};

describe('a monthly report', () => {
  it('counts the two exposures apart, and findings by what is certain', () => {
    expect(february.exposures).toEqual([
      expect.objectContaining({ topic: 'rac_0a339', lines: 2, allowedCents: 85_000 }),
      expect.objectContaining({ topic: 'targeted_review', lines: 1, allowedCents: 70_000 }),
    ]);
    expect(february.findings).toEqual([
      expect.objectContaining({ kind: 'early', lines: 1, allowedCents: 15_000 }),
    ]);
    expect(february.zones.map(({ zone, beneficiaries }) => [zone, beneficiaries])).toEqual([
      ['below_kx', 1],
      ['over_review', 1],
    ]);
  });

  it('moves from what the month before printed, with late claims as restated', () => {
    expect(countsOf(january, 'rac_kx_lines')).toEqual([0, 0, 1, 0, 0, 1]);
    expect(countsOf(february, 'rac_kx_lines')).toEqual([1, 1, 1, 0, 1, 2]);
    expect(countsOf(february, 'early')).toEqual([1, 1, 0, 0, 1, 1]);
    expect(february.previous).toMatchObject({ month: '2026-01', edition: 1 });
  });

  it('stays as it was when asked for again, and counts anew as a new edition', async () => {
    const again = await ledger.report('2026-01');
    expect(again.sha256).toBe(reportHash(january));

    const anew = await ledger.report('2026-01', { isNewEdition: true });
    expect(anew.model.edition).toBe(2);
    expect(countsOf(anew.model, 'rac_kx_lines')).toEqual([0, 0, 2, 0, 0, 2]);
    expect((await ledger.report('2026-01')).model.edition).toBe(2);
  });

  it('gives the same bytes from the same inputs', async () => {
    const twin = await reportLedger();
    await twin.take('k1_b', [LARGE]);
    await twin.take('k1_a', [EARLY]);
    const { model } = await twin.report('2026-01');
    await twin.lake.close();

    expect(reportHash(model)).toBe(reportHash(january));
  });

  it('names its snapshots and leaves the current one alone', async () => {
    const lake = { tenantId: TENANT, objects: ledger.lake.objects };

    const names = await namedSnapshots(lake);
    expect(names.get('report-2026-02-1')).toBe(february.snapshot.id);
    expect(await readPointer(lake)).toBeNull();
  });

  it('lists every line behind its totals once', () => {
    const inLookBack = february.lines.filter(({ isInLookBack }) => isInLookBack);
    const total = inLookBack.reduce((sum, { allowedCents }) => sum + allowedCents, 0);
    expect([inLookBack.length, total]).toEqual([2, 85_000]);
    expect(new Set(february.lines.map(({ icn, line }) => `${icn}/${line}`)).size).toBe(
      february.lines.length,
    );
  });

  it('is not written when the queries count differently', async () => {
    const base = await reportLedger();
    await base.take('k1_a', [EARLY]);
    const { engine, queries } = base.lake;
    const halved: typeof engine = {
      close: () => engine.close(),
      run: async (query, binding) => {
        const rows = await engine.run(query, binding);
        if (query.name !== 'fact_exposure') return rows;
        return rows.map((row) => ({ ...row, paid_cents: Number(row['paid_cents']) - 1 }));
      },
    };
    const queriesOf = (snapshotId: string) => ({
      engine: halved,
      query: (name: string) => queries.get(name).query,
      tenantId: TENANT,
      snapshotId,
    });

    await expect(base.report('2026-01', { ports: { queriesOf } })).rejects.toThrow(
      FiguresDifferError,
    );
    await base.lake.close();
  });
});

describe('what a report cannot know', () => {
  it.each<[string, string, readonly RegExp[]]>([
    ['an empty month', '2020-01', [/^No therapy was paid by the end of 2020-01/]],
    ['no seeds', '2026-02', [/^No outside spend was entered: 2 of 2 totals/]],
    ['no documents', '2026-02', [/^No document was entered.*Unknown is not absent/]],
    ['a month without claims', '2026-03', [/^No therapy of 2026-03 itself is paid/]],
  ])('says so of %s', async (_what, month, sentences) => {
    const { model } = await ledger.report(month);

    for (const sentence of sentences) {
      expect(model.unknowns).toContainEqual(expect.stringMatching(sentence));
    }
    expect(REPORT_MODEL.safeParse(model).success).toBe(true);
    expectSentences(model);
  });

  it('says which amount is missing', async () => {
    const base = await reportLedger();
    await base.take('k1_a', [visit('N', '2027-01-05', '200.00')]);
    await commitPerson(
      base.tools,
      emptyChange('k1_a', { seeds: [seed({ amount: '100.00', year: 2027 })] }),
    );

    const { model } = await base.report('2027-01', { notices: ['A row was not checked.'] });
    await base.lake.close();

    expect(model.unknowns).toContainEqual(
      expect.stringMatching(/KX amount of 2027 is not entered/),
    );
    expect(model.unknowns).toContain('A row was not checked.');
    expect(model.zones).toEqual([expect.objectContaining({ zone: 'kx_amount_unknown' })]);
    expect(model.completeness).toMatchObject({ totalsSeeded: 1, notDeterminedLines: 1 });
    expectSentences(model);
  });
});

/** No section is empty without a sentence why. */
function expectSentences(model: ReportModel): void {
  const { sections } = reportDocument(model, { sha256: 'f'.repeat(64), isForCounsel: false });
  for (const { blocks } of sections) {
    expect(blocks.length).toBeGreaterThan(0);
    for (const block of blocks) {
      const isEmptyTable = block.kind === 'table' && block.rows.length === 0;
      expect(isEmptyTable ? block.empty : 'filled').not.toBe('');
    }
  }
}
