// Builds the pages of one snapshot and its run, then moves the pointer to them. Run after a publish
// on either host; the same inputs give the same id, so that a second build does nothing.

import { createHash } from 'node:crypto';
import { toIsoDay } from '../../domain/day.js';
import { periodParameters } from '../measures/period-parameters.js';
import { toMonthMeasures } from '../measures/provider-rows.js';
import type { ScoreRun } from '../scores/score-run.js';
import { serviceSpan } from '../scores/run-scores.js';
import { askSnapshot } from '../snapshot-queries.js';
import { beneficiaryRows, claimIndex, claimMonths, CLAIMS_PER_PART } from './list-pages.js';
import {
  movePageSet,
  prunePages,
  putPage,
  readPageSet,
  type ClaimPart,
  type PageSet,
} from './page-store.js';
import type { PagesInput } from './pages-input.js';
import {
  patternsPage,
  providerPages,
  providersPage,
  trendOf,
  type ProviderFacts,
} from './provider-pages.js';
import { todayPage } from './today-page.js';

/** Raised with every change of what a page holds. */
const PAGES_VERSION = '2';
const ID_DIGITS = 24;

export async function buildPages(input: PagesInput): Promise<PageSet> {
  const place = { tenantId: input.queries.tenantId, objects: input.objects };
  const pagesId = pagesIdOf(input);
  const before = await readPageSet(place);
  if (before?.pagesId === pagesId) return before;
  const put = (page: string, content: unknown): Promise<void> =>
    putPage(place, { pagesId, page }, content);
  const facts = input.run === null ? null : await providerFacts(input, input.run);
  if (facts !== null) await putProviders(put, facts);
  await put(
    'today',
    await todayPage({ ...input, trend: facts === null ? [] : trendOf(facts, 'rendering') }),
  );
  for (const year of input.years) {
    await put(`beneficiaries-${year}`, await beneficiaryRows(input.queries, year));
  }
  const set: PageSet = {
    format: 1,
    pagesId,
    snapshotId: input.queries.snapshotId,
    runId: input.run?.runId ?? null,
    asOf: input.asOf,
    dataThrough: (await serviceSpan(input.queries))?.last ?? null,
    builtAt: input.now,
    years: input.years,
    claimParts: await putClaims(input, put),
    previousId: before?.pagesId ?? null,
  };
  await movePageSet(place, set);
  await prunePages(place, [set.pagesId, ...(set.previousId === null ? [] : [set.previousId])]);
  return set;
}

type Put = (page: string, content: unknown) => Promise<void>;

async function putProviders(put: Put, facts: ProviderFacts): Promise<void> {
  await put('providers', providersPage(facts.run));
  await put('patterns', patternsPage(facts));
  for (const [page, content] of providerPages(facts)) await put(page, content);
}

async function providerFacts(
  { queries, years }: Pick<PagesInput, 'queries' | 'years'>,
  run: ScoreRun,
): Promise<ProviderFacts> {
  const parameters = periodParameters(run.period);
  const months = await askSnapshot(queries, 'fact_provider_months', parameters);
  const firstKxSteps = await askSnapshot(queries, 'fact_first_kx_steps', wholeYears(years));
  return {
    run,
    months: months
      .map(toMonthMeasures)
      .sort((left, right) => (left.month + left.npi < right.month + right.npi ? -1 : 1)),
    firstKxSteps,
  };
}

/** The first KX of a total is the first of its calendar year, whenever the period begins. */
function wholeYears(years: readonly number[]) {
  const [first, last] = [Math.min(...years), Math.max(...years)];
  return periodParameters({ from: toIsoDay(`${first}-01-01`), to: toIsoDay(`${last}-12-31`) });
}

async function putClaims(input: PagesInput, put: Put): Promise<readonly ClaimPart[]> {
  const { queries, tokens, years } = input;
  const parts: ClaimPart[] = [];
  for await (const { year, month, rows } of claimMonths(queries, tokens, years)) {
    for (let at = 0; at < rows.length; at += CLAIMS_PER_PART) {
      const own = rows.slice(at, at + CLAIMS_PER_PART);
      const page = `claims-${month}-${String(at / CLAIMS_PER_PART).padStart(4, '0')}`;
      await put(page, own);
      parts.push({ page, year, month, claims: own.length });
    }
  }
  for (const [page, owners] of await claimIndex(queries, tokens, years)) await put(page, owners);
  return parts;
}

function pagesIdOf(input: PagesInput): string {
  const { queries, run, asOf, pendingYears, quarantine } = input;
  const named = [
    PAGES_VERSION,
    queries.tenantId,
    queries.snapshotId,
    run?.runId ?? null,
    asOf,
    pendingYears,
    quarantine,
  ];
  return createHash('sha256').update(JSON.stringify(named)).digest('hex').slice(0, ID_DIGITS);
}
