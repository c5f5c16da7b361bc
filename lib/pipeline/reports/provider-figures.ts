// Providers as the report shows them: the score run over the month's snapshot in plain words and
// points, with the place of each comparative figure among the providers of the data.

import type { CbrComparison } from '../../domain/score/cbr-comparison.js';
import type { CbrRow } from '../../domain/score/cbr-table.js';
import type { ProviderScore } from '../../domain/score/score-providers.js';
import { patternText } from '../../domain/patterns/pattern-list.js';
import { patternSentence } from '../../domain/patterns/pattern-sentence.js';
import type { Period } from '../../domain/measures/provider-measures.js';
import { askSnapshot, type SnapshotQueries } from '../snapshot-queries.js';
import { factorText } from '../scores/factor-text.js';
import type { ScoreRun } from '../scores/score-run.js';
import type {
  ProviderMonth,
  ReportCause,
  ReportCbrRow,
  ReportProvider,
} from './report-model-providers.js';

/** Fewer providers make no scale (policy; as for the peers of a score). */
const COMPARED_MIN = 5;

export function reportProviders(run: ScoreRun): readonly ReportProvider[] {
  const scales = cbrScales(run.providers);
  return run.providers.map((provider) => reportProvider(provider, scales));
}

export function reportCauses({ causes }: ScoreRun): readonly ReportCause[] {
  return causes.causes.map(
    ({ kind, role, npi, payerId, lines, exposedPaidCents, underBilledChargeCents, mend }) => ({
      kind,
      role,
      npi,
      payerId,
      lines,
      exposedPaidCents,
      underBilledChargeCents,
      mend,
    }),
  );
}

/** Early lines of each billing provider by month of service, and what they are set against. */
export async function providerMonths(
  queries: SnapshotQueries,
  period: Period,
): Promise<readonly ProviderMonth[]> {
  const rows = await askSnapshot(queries, 'fact_provider_months', {
    first_year: Number(period.from.slice(0, 4)),
    last_year: Number(period.to.slice(0, 4)),
    period_from: period.from,
    period_to: period.to,
  });
  return rows
    .filter((row) => row['provider_role'] === 'billing' && row['npi'] !== null)
    .map((row) => ({
      npi: String(row['npi']),
      month: `${String(row['service_year'])}-${String(row['service_month']).padStart(2, '0')}`,
      earlyKxLines: Number(row['early_kx_lines']),
      unrequiredLines: Number(row['unrequired_lines']),
    }))
    .toSorted((one, other) => (keyOf(one) < keyOf(other) ? -1 : 1));
}

function keyOf({ npi, month }: ProviderMonth): string {
  return `${npi} ${month}`;
}

function reportProvider(provider: ProviderScore, scales: Scales): ReportProvider {
  const { role, npi, beneficiaries, hundredths, band, parts, patterns } = provider;
  return {
    role,
    npi,
    beneficiaries,
    score: hundredths / 100,
    band,
    detected: patterns
      .filter(({ outcome }) => outcome.kind === 'detected')
      .map((finding) => ({ pattern: finding.pattern, sentence: patternSentence(finding) })),
    parts: parts.map((part) => ({
      pattern: part.pattern,
      title: patternText(part.pattern).title,
      points: part.hundredths / 100,
      weightPoints: part.weightPoints,
      hits: part.hits,
      n: part.n,
      share: part.share,
      peerShare: part.peerShare,
      peerProviders: part.peerProviders,
    })),
    factors: provider.factors.map((factor) => ({
      factor: factor.factor,
      title: factor.title,
      value: factorText(factor.value),
      citation: factor.citation,
    })),
    cbr: provider.cbr.map((row) => reportCbrRow(row, scales)),
  };
}

/** Values of all applicable rows of a measure, role and discipline. */
type Scales = ReadonlyMap<string, readonly number[]>;

function cbrScales(providers: readonly ProviderScore[]): Scales {
  const scales = new Map<string, number[]>();
  for (const row of providers.flatMap(({ cbr }) => cbr)) {
    if (!row.isApplicable) continue;
    const known = scales.get(scaleKey(row));
    if (known === undefined) scales.set(scaleKey(row), [row.value]);
    else known.push(row.value);
  }
  return scales;
}

function scaleKey({ measure, role, discipline }: CbrRow): string {
  return `${measure} ${role} ${discipline}`;
}

function reportCbrRow(row: CbrRow, scales: Scales): ReportCbrRow {
  const scale = scales.get(scaleKey(row)) ?? [];
  // Without the provider itself: "higher than 91 of 100 others".
  const others = scale.length - 1;
  const isPlaced = row.isApplicable && others >= COMPARED_MIN;
  return {
    measure: row.measure,
    discipline: row.discipline,
    setting: row.setting,
    state: row.state,
    value: row.value,
    n: row.n,
    isApplicable: row.isApplicable,
    peers: comparison(row.peers),
    stateWide: comparison(row.stateWide),
    nation: comparison(row.nation),
    lowerPeers: isPlaced ? scale.filter((value) => value < row.value).length : null,
    comparedPeers: isPlaced ? others : null,
  };
}

function comparison(compared: CbrComparison): ReportCbrRow['peers'] {
  if (compared.kind === 'no_data') return null;
  const { value, n, outcome } = compared;
  return { value, n: n === null ? null : Math.round(n), outcome };
}
