// Providers as screens show them, from a run and the months and distances behind it: the list, each
// provider in full, and the page of patterns.

import type { IsoDay } from '../../domain/day.js';
import { groupBy } from '../../domain/group-by.js';
import { SMALLEST_SHOWN } from '../../domain/small-cells.js';
import type { MonthMeasures } from '../../domain/measures/provider-measures.js';
import { earlyKxCount } from '../../domain/patterns/early-kx.js';
import type { PatternFinding } from '../../domain/patterns/pattern-finding.js';
import { patternText, PATTERN_TEXTS } from '../../domain/patterns/pattern-list.js';
import { patternSentence } from '../../domain/patterns/pattern-sentence.js';
import type { ProviderRole } from '../../domain/patterns/provider-role.js';
import type { ProviderScore } from '../../domain/score/score-providers.js';
import type { QueryRow } from '../../ports/query-engine.js';
import { firstKxBinsOf, type FirstKxBin } from '../reports/first-kx.js';
import type { ScoreRun } from '../scores/score-run.js';
import type {
  HeatRow,
  MonthShare,
  PatternsPage,
  PeerMonth,
  Percentile,
  PresentedFinding,
  ProviderPage,
  ProviderRow,
  ProvidersPage,
} from './page-contents.js';

const BUCKETS = 64;
const HEAT_ROWS = 40;
const OTHERS_MIN = 5;

/** Page that holds a provider in full; its content is a record by `role npi`. */
export function providerBucket(npi: string): string {
  let sum = 0;
  for (let at = 0; at < npi.length; at += 1) sum = (sum * 31 + npi.charCodeAt(at)) % BUCKETS;
  return `provider-${String(sum).padStart(2, '0')}`;
}

export function providerKey({ role, npi }: Pick<ProviderScore, 'role' | 'npi'>): string {
  return `${role} ${npi}`;
}

export function providersPage(run: ScoreRun): ProvidersPage {
  return { runId: run.runId, period: run.period, providers: run.providers.map(providerRow) };
}

function providerRow({
  role,
  npi,
  hundredths,
  band,
  beneficiaries,
  ...rest
}: ProviderScore): ProviderRow {
  const detected = rest.patterns.filter(({ outcome }) => outcome.kind === 'detected');
  const top = [...rest.parts].sort((one, other) => other.hundredths - one.hundredths)[0];
  const exposed = detected
    .map(({ dollars }) => dollars.exposedCents)
    .filter((cents) => cents !== null);
  return {
    role,
    npi,
    score: hundredths / 100,
    band,
    beneficiaries,
    detected: detected.map(({ pattern }) => pattern),
    // Patterns overlap: the largest of them, never their sum.
    exposedCents: exposed.length === 0 ? null : Math.max(...exposed),
    topPart: top === undefined || top.hundredths === 0 ? null : top.pattern,
  };
}

export interface ProviderFacts {
  readonly run: ScoreRun;
  readonly months: readonly MonthMeasures[];
  /** Rows of fact_first_kx_steps. */
  readonly firstKxSteps: readonly QueryRow[];
}

/** Bucket by bucket. */
export function providerPages(
  facts: ProviderFacts,
): ReadonlyMap<string, Readonly<Record<string, ProviderPage>>> {
  const { run } = facts;
  const months = groupBy(facts.months, providerKey);
  const firstKx = groupBy(facts.firstKxSteps, (row) => `${row['provider_role']} ${row['npi']}`);
  const shares = sharesByPart(run);
  const peerMonths = {
    rendering: peerMonthsOf(facts, 'rendering'),
    billing: peerMonthsOf(facts, 'billing'),
  };
  const buckets = new Map<string, Record<string, ProviderPage>>();
  for (const provider of run.providers) {
    const key = providerKey(provider);
    const name = providerBucket(provider.npi);
    const bucket = buckets.get(name) ?? {};
    buckets.set(name, bucket);
    const { hundredths, parts, patterns, ...rest } = provider;
    bucket[key] = {
      ...rest,
      runId: run.runId,
      period: run.period,
      score: hundredths / 100,
      parts: parts.map(({ hundredths: own, ...part }) => ({
        ...part,
        points: own / 100,
        title: patternText(part.pattern).title,
      })),
      patterns: patterns.map(presentFinding),
      months: months.get(key) ?? [],
      peerMonths: peerMonths[provider.role],
      firstKx: firstKxOf(firstKx.get(key) ?? []),
      percentiles: percentilesOf(provider, shares),
    };
  }
  return buckets;
}

export function presentFinding(finding: PatternFinding): PresentedFinding {
  const { title, rules, mend } = patternText(finding.pattern);
  return { ...finding, title, sentence: patternSentence(finding), rules, mend };
}

/** All lines of a role by month: what one provider's months are shown beside. */
export function trendOf(
  { months }: Pick<ProviderFacts, 'months'>,
  role: ProviderRole,
): readonly MonthShare[] {
  const sums = new Map<IsoDay, MonthShare>();
  for (const each of months) {
    if (each.role !== role) continue;
    const known = sums.get(each.month);
    sums.set(each.month, {
      month: each.month,
      therapyLines: (known?.therapyLines ?? 0) + each.therapyLines,
      kxLines: (known?.kxLines ?? 0) + each.kxLines,
      earlyKxLines: (known?.earlyKxLines ?? 0) + each.earlyKxLines,
      unrequiredLines: (known?.unrequiredLines ?? 0) + each.unrequiredLines,
    });
  }
  return [...sums.values()].sort((left, right) => (left.month < right.month ? -1 : 1));
}

function firstKxOf(rows: readonly QueryRow[]): readonly FirstKxBin[] {
  return firstKxBinsOf(
    new Map(rows.map((row) => [Number(row['distance_step']), Number(row['totals'])])),
  );
}

/** The fifths of the providers with enough lines, month by month: nearest rank. */
function peerMonthsOf(
  facts: Pick<ProviderFacts, 'months'>,
  role: ProviderRole,
): readonly PeerMonth[] {
  const shares = groupBy(
    facts.months.filter((each) => each.role === role && earlyKxCount(each).n >= SMALLEST_SHOWN),
    ({ month }) => month,
  );
  return trendOf(facts, role).map((each) => {
    const own = (shares.get(each.month) ?? [])
      .map(earlyKxCount)
      .map(({ hits, n }) => hits / n)
      .sort((left, right) => left - right);
    const at = (fifths: number): number => own[Math.ceil((own.length * fifths) / 5) - 1] ?? 0;
    return { ...each, band: own.length < OTHERS_MIN ? null : { low: at(1), high: at(4) } };
  });
}

export function patternsPage(facts: ProviderFacts): PatternsPage {
  const { run } = facts;
  const findings = run.providers.flatMap(({ patterns }) => patterns);
  return {
    runId: run.runId,
    period: run.period,
    causes: run.causes,
    heat: heatMap(facts),
    changePoints: findings
      .filter(({ pattern, outcome }) => {
        return pattern === 'billing_system_fingerprint' && outcome.kind === 'detected';
      })
      .map(presentFinding),
    byPattern: PATTERN_TEXTS.map(({ id, title }) => {
      const own = findings.filter(({ pattern }) => pattern === id);
      const of = (kind: string): number =>
        own.filter(({ outcome }) => outcome.kind === kind).length;
      return {
        pattern: id,
        title,
        detected: of('detected'),
        clear: of('clear'),
        notJudged: of('notApplicable'),
      };
    }),
    firstKx: firstKxOf(facts.firstKxSteps.filter((row) => row['provider_role'] === 'all')),
    funnel: run.providers
      .filter(({ role }) => role === 'rendering')
      .flatMap(({ npi, parts, patterns }) => {
        const part = parts.find(({ pattern }) => pattern === 'early_kx');
        if (part === undefined || part.n === 0) return [];
        const isDetected = patterns.some(
          ({ pattern, outcome }) => pattern === 'early_kx' && outcome.kind === 'detected',
        );
        return [{ npi, hits: part.hits, n: part.n, isDetected }];
      }),
  };
}

function heatMap({ run, months }: ProviderFacts): PatternsPage['heat'] {
  const names = [...new Set(months.map(({ month }) => month))].sort();
  const own = groupBy(months, providerKey);
  const rows = run.providers
    .filter(({ role }) => role === 'rendering')
    .map((provider): HeatRow => {
      const early = provider.patterns.find(({ pattern }) => pattern === 'early_kx');
      return {
        role: provider.role,
        npi: provider.npi,
        exposedCents: early?.dollars.exposedCents ?? 0,
        cells: (own.get(providerKey(provider)) ?? []).map((each) => ({
          month: each.month,
          ...earlyKxCount(each),
        })),
      };
    })
    .filter(({ exposedCents }) => exposedCents > 0)
    .sort((one, other) => other.exposedCents - one.exposedCents || (one.npi < other.npi ? -1 : 1));
  return { months: names, rows: rows.slice(0, HEAT_ROWS) };
}

type Shares = ReadonlyMap<string, readonly number[]>;

/** Shares of all judged providers of a role, per part, ascending. */
function sharesByPart(run: ScoreRun): Shares {
  const shares = new Map<string, number[]>();
  for (const { role, parts } of run.providers) {
    for (const { pattern, share, notJudged } of parts) {
      if (share === null || notJudged !== null) continue;
      const key = `${role} ${pattern}`;
      const known = shares.get(key);
      if (known === undefined) shares.set(key, [share]);
      else known.push(share);
    }
  }
  for (const each of shares.values()) each.sort((left, right) => left - right);
  return shares;
}

function percentilesOf({ role, parts }: ProviderScore, shares: Shares): readonly Percentile[] {
  return parts.flatMap(({ pattern, share, n, peerShare, notJudged }) => {
    if (share === null || notJudged !== null) return [];
    const all = shares.get(`${role} ${pattern}`) ?? [];
    const others = all.length - 1;
    const below = all.filter((each) => each < share).length;
    const percentile = others < OTHERS_MIN ? null : Math.floor((100 * below) / others);
    return [
      { pattern, title: patternText(pattern).title, share, n, peerShare, percentile, others },
    ];
  });
}
