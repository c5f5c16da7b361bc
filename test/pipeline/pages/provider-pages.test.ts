// Charts and patterns say the same: the months of a provider add up to its pattern of early KX, the
// heat map shows these months, and the first KX of totals falls where the report counts it.

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { toIsoDay } from '../../../lib/domain/day.js';
import { earlyKxCount } from '../../../lib/domain/patterns/early-kx.js';
import { buildPages } from '../../../lib/pipeline/pages/build-pages.js';
import type { PatternsPage, ProviderPage } from '../../../lib/pipeline/pages/page-contents.js';
import { readPage } from '../../../lib/pipeline/pages/page-store.js';
import { firstKxBins, firstKxDistance } from '../../../lib/pipeline/reports/first-kx.js';
import { runScores } from '../../../lib/pipeline/scores/run-scores.js';
import { createTokenizer } from '../../../lib/pipeline/tokenizer.js';
import { measuredYears } from '../../queries/measured-years.js';
import { lakeOnDisk, TENANT, VERSIONS, type LakeOnDisk } from '../lake/lake-on-disk.js';

const YEARS = measuredYears(3, { isOneShard: true });
const PERIOD = { from: toIsoDay('2025-07-01'), to: toIsoDay('2026-06-30') };

let lake: LakeOnDisk;
let patterns: PatternsPage;
const providers: ProviderPage[] = [];

beforeAll(async () => {
  lake = await lakeOnDisk();
  const { snapshotId } = await lake.publish(YEARS);
  const query = (name: string) => lake.queries.get(name).query;
  const queries = { engine: lake.engine, query, tenantId: TENANT, snapshotId };
  const { objects } = lake;
  const scored = { queries, objects, versions: VERSIONS, period: PERIOD, benchmarks: [] };
  const { pagesId } = await buildPages({
    queries,
    objects,
    tokens: createTokenizer(TENANT, { keyId: 'abc1234', key: Buffer.alloc(32, 7) }),
    years: [2025, 2026].map((year) => ({ year, lines: 1_000 })),
    run: await runScores(scored),
    asOf: toIsoDay('2026-06-30'),
    now: '2026-06-30T12:00:00.000Z',
    pendingYears: [],
    headerOnly: { claims: 0, paidCents: 0 },
    quarantine: { claims: 0, lines: 0, files: 0, lists: 0 },
  });
  const read = (page: string): Promise<unknown> =>
    readPage({ tenantId: TENANT, objects }, { pagesId, page });
  patterns = (await read('patterns')) as PatternsPage;
  for (let bucket = 0; bucket < 64; bucket += 1) {
    const found = await read(`provider-${String(bucket).padStart(2, '0')}`);
    if (found !== null) providers.push(...Object.values(found as Record<string, ProviderPage>));
  }
});
afterAll(() => lake.close());

const add = (counts: readonly { readonly hits: number; readonly n: number }[]) => ({
  hits: counts.reduce((sum, { hits }) => sum + hits, 0),
  n: counts.reduce((sum, { n }) => sum + n, 0),
});

describe('early KX', () => {
  it('is the same share in the months, in the score and in the funnel', () => {
    const own = providers.map(({ role, npi, months }) => ({
      key: `${role} ${npi}`,
      ...add(months.map(earlyKxCount)),
    }));
    const parts = providers.flatMap(({ role, npi, parts: all }) =>
      all
        .filter(({ pattern }) => pattern === 'early_kx')
        .map(({ hits, n }) => ({ key: `${role} ${npi}`, hits, n })),
    );

    expect(own).toEqual(parts);
    expect(add(parts).hits).toBeGreaterThan(20);
    for (const { npi, hits, n } of patterns.funnel) {
      expect(parts).toContainEqual({ key: `rendering ${npi}`, hits, n });
    }
  });

  it('is the same share in the heat map', () => {
    const cells = patterns.heat.rows.map(({ npi, cells: own }) => ({ npi, ...add(own) }));
    const shown = new Set(cells.map(({ npi }) => npi));
    const points = patterns.funnel.filter(({ npi }) => shown.has(npi));

    expect(cells.length).toBeGreaterThan(0);
    expect(cells.toSorted(byNpi)).toEqual(
      points.map(({ npi, hits, n }) => ({ npi, hits, n })).toSorted(byNpi),
    );
  });
});

describe('the first KX of a total', () => {
  it('stands where the report counts it', () => {
    const distances = YEARS.flatMap(({ view }) =>
      view.groups.flatMap((group) => {
        const members = view.lines.filter((line) => line.group === group.group);
        return firstKxDistance(group, members) ?? [];
      }),
    );

    expect(patterns.firstKx).toEqual(firstKxBins(distances));
    expect(distances.length).toBeGreaterThan(10);
  });

  it('of a provider is never counted more often than there are totals', () => {
    const most = YEARS.length * 2;
    for (const { firstKx } of providers) {
      expect(firstKx.reduce((sum, { totals }) => sum + totals, 0)).toBeLessThanOrEqual(most);
    }
    expect(providers.some(({ firstKx }) => firstKx.length > 1)).toBe(true);
  });
});

function byNpi(one: { readonly npi: string }, other: { readonly npi: string }): number {
  return one.npi < other.npi ? -1 : 1;
}
