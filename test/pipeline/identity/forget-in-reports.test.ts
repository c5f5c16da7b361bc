// Stored reports without a person: rows go, sums stay, files rendered from it go first and are
// asked for again; reports that never named the person stay as they were, to the byte.

import { describe, expect, it } from '@jest/globals';
import {
  forgetInReports,
  ROWS_TAKEN_OUT,
  unrenderedMonths,
} from '../../../lib/pipeline/identity/forget-in-reports.js';
import { readReport, storeReport } from '../../../lib/pipeline/reports/report-store.js';
import { memoryObjectStore } from '../lake/memory-object-store.js';
import { emptyModel } from '../reports/empty-model.js';

const GONE = ['k1_gone'];
const GAP = { discipline: 'GP', year: 2026, kxLines: 1, allowedCents: 5, lacking: [] } as const;
const READINESS = { documents: 1, kxLines: 2, linesWithDocuments: 1, items: [] };
const SPEND = { outsideCents: 0, kxAmountCents: null, reviewAmountCents: null, steps: [] };

function gapOf(token: string) {
  return { ...GAP, token, lacking: [] };
}

const LINE = {
  line: 1,
  year: 2026,
  group: 'OT',
  serviceDate: '2026-05-04',
  paidDate: '2026-05-20',
  hcpcs: '97110',
  modifiers: 'GO',
  allowedCents: 5_000,
  paidCents: 4_000,
  chargeCents: 9_000,
  beforeCents: 0,
  afterCents: 5_000,
  isInLookBack: true,
  isOverReview: false,
  finding: null,
  renderingNpi: null,
  billingNpi: null,
  rules: 'KX-1',
} as const;
const CASE = {
  line: 1,
  finding: null,
  status: 'confirmed',
  owner: 'ada',
  isReopened: false,
  since: '2026-05-21',
  dueDay: null,
  cents: 5_000,
  paidCents: 4_000,
} as const;

async function newWorld() {
  const place = { tenantId: 'a', objects: memoryObjectStore(), rendered: memoryObjectStore() };
  const gaps = [gapOf('k1_gone'), gapOf('k1_stays')];
  const largest = { token: 'k1_gone', year: 2026, group: 'OT' as const, ...SPEND };
  const named = { month: '2026-05', documentation: { ...READINESS, gaps }, largest };
  await storeReport(place, emptyModel(named));
  await storeReport(place, emptyModel({ month: '2026-06' }));
  for (const month of ['2026-05', '2026-06']) {
    await place.rendered.put(`tenant=a/${month}/edition-1/report.html`, Buffer.from('x'));
  }
  return place;
}

describe('forgetInReports', () => {
  it('takes rows out, says so, and leaves sums and other reports alone', async () => {
    const place = await newWorld();
    const other = await readReport(place, '2026-06');

    expect(await forgetInReports({ ...place, tokens: GONE })).toBe(1);

    const report = (await readReport(place, '2026-05'))?.model;
    expect(report?.documentation).toEqual({ ...READINESS, gaps: [gapOf('k1_stays')] });
    expect([report?.largest, report?.unknowns]).toEqual([null, [ROWS_TAKEN_OUT]]);
    expect(await readReport(place, '2026-06')).toEqual(other);
    expect(await unrenderedMonths(place)).toEqual(['2026-05']);
  });

  it('takes out what was decided on the lines of the person', async () => {
    const place = await newWorld();
    const icns = ['ICN-GONE', 'ICN-STAYS'];
    const lines = icns.map((icn, at) => ({
      ...LINE,
      icn,
      token: ['k1_gone', 'k1_stays'][at] ?? '',
    }));
    const cases = { owners: [], lines: icns.map((icn) => ({ ...CASE, icn })) };
    await storeReport(place, emptyModel({ month: '2026-04', lines, cases }));

    expect(await forgetInReports({ ...place, tokens: GONE })).toBe(2);

    const report = await readReport(place, '2026-04');
    expect(report?.model.cases?.lines).toEqual([{ ...CASE, icn: 'ICN-STAYS' }]);
    expect(JSON.stringify(report)).not.toContain('GONE');
  });

  it('changes nothing the second time', async () => {
    const place = await newWorld();
    await forgetInReports({ ...place, tokens: GONE });
    const once = await readReport(place, '2026-05');

    expect(await forgetInReports({ ...place, tokens: GONE })).toBe(0);
    expect(await readReport(place, '2026-05')).toEqual(once);
  });

  it('asks for no files where a host keeps none', async () => {
    const place = { ...(await newWorld()), rendered: null };

    expect(await forgetInReports({ ...place, tokens: GONE })).toBe(1);
    expect(await unrenderedMonths(place)).toEqual([]);
  });
});
