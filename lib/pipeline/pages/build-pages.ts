// Builds the pages of one snapshot and its run, then moves the pointer to them. Run after a publish
// on either host; the same inputs give the same id, so that a second build does nothing.

import { createHash } from 'node:crypto';
import { toIsoDay } from '../../domain/day.js';
import { periodParameters } from '../measures/period-parameters.js';
import { toMonthMeasures } from '../measures/provider-rows.js';
import type { ScoreRun } from '../scores/score-run.js';
import { serviceSpan } from '../scores/run-scores.js';
import { askSnapshot } from '../snapshot-queries.js';
import { beneficiaryTable, beneficiaryTablePage } from './beneficiary-table.js';
import { claimIndex } from './claim-index.js';
import { beneficiaryRows, claimMonths, CLAIMS_PER_PART } from './list-pages.js';
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
const PAGES_VERSION = '3';
const ID_DIGITS = 24;
const PAGES_AT_ONCE = 4;

export async function buildPages(input: PagesInput): Promise<PageSet> {
  const place = { tenantId: input.queries.tenantId, objects: input.objects };
  const pagesId = pagesIdOf(input);
  const before = await readPageSet(place);
  if (before?.pagesId === pagesId) return before;
  const years = yearNumbers(input);
  const put: Put = (page, content) => putPage(place, { pagesId, page }, content);
  const facts = input.run === null ? null : await providerFacts(input, input.run);
  if (facts !== null) await putProviders(put, facts);
  await put(
    'today',
    await todayPage({ ...input, years, trend: facts === null ? [] : trendOf(facts, 'rendering') }),
  );
  for (const year of years) {
    const rows = await beneficiaryRows(input.queries, year);
    await put(beneficiaryTablePage(year), beneficiaryTable(year, rows));
  }
  const set: PageSet = {
    format: 1,
    pagesId,
    snapshotId: input.queries.snapshotId,
    runId: input.run?.runId ?? null,
    asOf: input.asOf,
    dataThrough: (await serviceSpan(input.queries))?.last ?? null,
    builtAt: input.now,
    years,
    claimParts: await putClaims(input, put),
    previousId: before?.pagesId ?? null,
  };
  await movePageSet(place, set);
  await prunePages(place, [set.pagesId, ...(set.previousId === null ? [] : [set.previousId])]);
  return set;
}

type Page = readonly [name: string, content: unknown];
type Put = (...page: Page) => Promise<void>;

async function putProviders(put: Put, facts: ProviderFacts): Promise<void> {
  await put('providers', providersPage(facts.run));
  await put('patterns', patternsPage(facts));
  await putTogether(put, [...providerPages(facts)]);
}

async function providerFacts(
  { queries, years }: Pick<PagesInput, 'queries' | 'years'>,
  run: ScoreRun,
): Promise<ProviderFacts> {
  const parameters = periodParameters(run.period);
  const months = await askSnapshot(queries, 'fact_provider_months', parameters);
  const firstKxSteps = await askSnapshot(
    queries,
    'fact_first_kx_steps',
    wholeYears(yearNumbers({ years })),
  );
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
    const pages: Page[] = [];
    for (let at = 0; at < rows.length; at += CLAIMS_PER_PART) {
      const own = rows.slice(at, at + CLAIMS_PER_PART);
      const page = `claims-${month}-${String(at / CLAIMS_PER_PART).padStart(4, '0')}`;
      pages.push([page, own]);
      parts.push({ page, year, month, claims: own.length });
    }
    await putTogether(put, pages);
  }
  let waiting: Page[] = [];
  for await (const page of claimIndex(queries, tokens, yearNumbers(input))) {
    waiting.push(page);
    if (waiting.length < PAGES_AT_ONCE) continue;
    await putTogether(put, waiting);
    waiting = [];
  }
  await putTogether(put, waiting);
  return parts;
}

/** Compressed side by side, a few at a time: a page is megabytes before that. */
async function putTogether(put: Put, pages: readonly Page[]): Promise<void> {
  for (let at = 0; at < pages.length; at += PAGES_AT_ONCE) {
    await Promise.all(pages.slice(at, at + PAGES_AT_ONCE).map(([page, own]) => put(page, own)));
  }
}

function yearNumbers({ years }: Pick<PagesInput, 'years'>): readonly number[] {
  return years.map(({ year }) => year);
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
