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
