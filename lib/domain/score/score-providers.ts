// From counts to what people read: patterns, scores, factors and comparative tables per provider,
// and the causes of all findings. A pure function: the same measures give the same answer, in the
// same order.

import type { Period, ProviderMeasures } from '../measures/provider-measures.js';
import type { PatternFinding } from '../patterns/pattern-finding.js';
import { PROVIDER_ROLES, type ProviderRole } from '../patterns/provider-role.js';
import type { ShareFinding } from '../patterns/share-findings.js';
import type { Benchmark } from './benchmark.js';
import { cbrTable, type CbrRow } from './cbr-table.js';
import { factorPanel, type Factor } from './factor-panel.js';
import { findingsOf, patternFindings, type RoleFindings } from './pattern-findings.js';
import { rootCauses, type RootCauses } from './root-causes.js';
import { scoreBand, type ScoreBand } from './score-band.js';
import { scorePart, type ScorePart } from './score-part.js';
import { SCORE_WEIGHTS } from './score-weights.js';

export interface ProviderScore {
  readonly role: ProviderRole;
  readonly npi: string;
  readonly beneficiaries: number;
  /** Hundredths of points, 0 to 10000: the sum of the parts. */
  readonly hundredths: number;
  readonly band: ScoreBand;
  readonly parts: readonly ScorePart[];
  readonly patterns: readonly PatternFinding[];
  readonly factors: readonly Factor[];
  readonly cbr: readonly CbrRow[];
}

export interface ProviderScores {
  readonly period: Period;
  /** Of each role: highest score first, then by NPI. */
  readonly providers: Readonly<Record<ProviderRole, readonly ProviderScore[]>>;
  readonly causes: RootCauses;
}

export interface ScoreOptions {
  readonly benchmarks: readonly Benchmark[];
}

export function scoreProviders(
  measures: ProviderMeasures,
  { benchmarks }: ScoreOptions,
): ProviderScores {
  const scored = (role: ProviderRole): readonly ProviderScore[] => {
    const own = measuresOfRole(measures, role);
    const findings = patternFindings(own, role);
    const tables = cbrTable(own, role, benchmarks);
    return findings.npis
      .map((npi) => scoreOne(findings, npi, tables.get(npi) ?? []))
      .sort(compareScores);
  };
  const providers = { rendering: scored('rendering'), billing: scored('billing') };
  const findings = PROVIDER_ROLES.flatMap((role) =>
    providers[role].flatMap(({ patterns }) => patterns),
  );
  return {
    period: measures.period,
    providers,
    causes: rootCauses(measures.findings, findings),
  };
}

/** Each pattern passes over all rows: those of the other role would be passed over for nothing. */
function measuresOfRole(measures: ProviderMeasures, role: ProviderRole): ProviderMeasures {
  const own = <Row extends { readonly role: ProviderRole }>(rows: readonly Row[]) =>
    rows.filter((row) => row.role === role);
  return {
    ...measures,
    lines: own(measures.lines),
    beneficiaries: own(measures.beneficiaries),
    visits: own(measures.visits),
    distances: own(measures.distances),
    months: own(measures.months),
    ruleFits: own(measures.ruleFits),
    jumps: own(measures.jumps),
  };
}

function scoreOne(all: RoleFindings, npi: string, cbr: readonly CbrRow[]): ProviderScore {
  const parts = SCORE_WEIGHTS.map((weight) =>
    scorePart(weight, all.shares.get(weight.pattern)?.get(npi)),
  );
  const shares = [...all.shares.values()]
    .map((findings) => findings.get(npi))
    .filter((finding): finding is ShareFinding => finding !== undefined);
  const hundredths = parts.reduce((sum, part) => sum + part.hundredths, 0);
  const isScored = parts.some(({ notJudged }) => notJudged === null);
  return {
    role: all.role,
    npi,
    beneficiaries: all.beneficiaries.get(npi) ?? 0,
    hundredths,
    band: scoreBand(hundredths, isScored),
    parts,
    patterns: findingsOf(all, npi),
    factors: factorPanel({
      shares,
      firstSeen: all.firstSeen.get(npi),
      links: all.links.get(npi),
    }),
    cbr,
  };
}

function compareScores(one: ProviderScore, other: ProviderScore): number {
  return other.hundredths - one.hundredths || (one.npi < other.npi ? -1 : 1);
}
