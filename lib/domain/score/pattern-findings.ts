// Every pattern over every provider of one role. Order matters once: who shares a group with a
// detected provider is asked after all others have answered.

import type {
  BeneficiaryMeasures,
  ProviderMeasures,
  ShareJump,
} from '../measures/provider-measures.js';
import { billingFingerprint } from '../patterns/billing-fingerprint.js';
import { hitBeneficiaries } from '../patterns/hit-beneficiaries.js';
import { mistakenRule } from '../patterns/mistaken-rule.js';
import { newlySeen } from '../patterns/newly-seen.js';
import {
  PATTERN_IDS,
  type FirstSeenEvidence,
  type LinkEvidence,
  type PatternFinding,
  type PatternId,
} from '../patterns/pattern-finding.js';
import { SHARE_PATTERNS } from '../patterns/pattern-list.js';
import type { ProviderRole } from '../patterns/provider-role.js';
import { shareFindings, type RoleCells, type ShareFinding } from '../patterns/share-findings.js';
import type { BeneficiaryCount } from '../patterns/share-pattern.js';
import { sharedGroup } from '../patterns/shared-group.js';
import { groupBy } from '../group-by.js';
import { SCORE_WEIGHTS } from './score-weights.js';

export interface RoleFindings {
  readonly role: ProviderRole;
  /** All NPIs with a therapy line, in order. */
  readonly npis: readonly string[];
  readonly beneficiaries: ReadonlyMap<string, number>;
  readonly shares: ReadonlyMap<PatternId, ReadonlyMap<string, ShareFinding>>;
  readonly mistakes: ReadonlyMap<string, PatternFinding>;
  readonly jumps: ReadonlyMap<string, PatternFinding>;
  readonly firstSeen: ReadonlyMap<string, PatternFinding<FirstSeenEvidence>>;
  readonly links: ReadonlyMap<string, PatternFinding<LinkEvidence>>;
}

/** Patterns of a slip: being in one group with these providers is what factor V asks about. */
const FLAGGING: ReadonlySet<PatternId> = new Set<PatternId>([
  ...SCORE_WEIGHTS.map(({ pattern }) => pattern),
  'mistaken_rule',
  'billing_system_fingerprint',
]);

const ALL_PATTERNS: ReadonlySet<PatternId> = new Set(PATTERN_IDS);

/** `asked`: a pattern that is left out answers nothing, and nobody is flagged by it. */
export function patternFindings(
  measures: ProviderMeasures,
  role: ProviderRole,
  asked: ReadonlySet<PatternId> = ALL_PATTERNS,
): RoleFindings {
  const npis = npisOf(measures, role);
  const beneficiaries = beneficiariesOf(measures, role);
  const seen = (npi: string): number => beneficiaries.get(npi) ?? 0;
  const given = <Finding extends PatternFinding>(
    pattern: PatternId,
    findings: () => readonly Finding[],
  ): ReadonlyMap<string, Finding> => byNpi(asked.has(pattern) ? findings() : []);
  const shares = sharesOf(measures, { role, beneficiaries, asked });
  const mistakes = given('mistaken_rule', () => mistakesOf(measures, role, seen));
  const jumps = given('billing_system_fingerprint', () =>
    [...jumpsByNpi(measures, role)].map(([npi, each]) => billingFingerprint(each, seen(npi))),
  );
  const { period, firstSeen, links } = measures;
  const judged = [
    ...[...shares.values()].flatMap(valuesOf),
    ...valuesOf(mistakes),
    ...valuesOf(jumps),
  ];
  const detected = new Set(judged.filter(isFlagging).map(({ npi }) => npi));
  return {
    role,
    npis,
    beneficiaries,
    shares,
    mistakes,
    jumps,
    firstSeen: given('newly_seen', () => newlySeen(npis, { role, period, firstSeen })),
    links: given('shared_group', () => sharedGroup(npis, { role, links, detected })),
  };
}

function sharesOf(
  measures: ProviderMeasures,
  of: Pick<RoleCells, 'role' | 'beneficiaries'> & { readonly asked: ReadonlySet<PatternId> },
): RoleFindings['shares'] {
  const { role, beneficiaries, asked } = of;
  return new Map(
    SHARE_PATTERNS.filter(({ id }) => asked.has(id)).map((pattern) => {
      const cells = pattern.cells(measures).filter((cell) => cell.role === role);
      const behind = pattern.hitBeneficiaries?.(measures).filter((count) => count.role === role);
      const persons = behind === undefined ? {} : { hitBeneficiaries: hitBeneficiaries(behind) };
      const counted = { role, cells, beneficiaries, ...persons };
      return [pattern.id, byNpi(shareFindings(pattern, counted))] as const;
    }),
  );
}

/** Of one provider, in the order of the list of patterns; none for what it has no row in. */
export function findingsOf(all: RoleFindings, npi: string): readonly PatternFinding[] {
  return [
    ...[...all.shares.values()].map((findings) => findings.get(npi)),
    ...[all.mistakes, all.jumps, all.firstSeen, all.links].map((findings) => findings.get(npi)),
  ].filter((finding) => finding !== undefined);
}

function isFlagging({ pattern, outcome }: PatternFinding): boolean {
  return outcome.kind === 'detected' && FLAGGING.has(pattern);
}

function npisOf({ lines }: ProviderMeasures, role: ProviderRole): readonly string[] {
  const npis = new Set(lines.filter((row) => row.role === role).map(({ npi }) => npi));
  return [...npis].sort();
}

/** Denied lines and all, so that a denial takes no provider below the minimum. */
function beneficiariesOf(
  { beneficiaries }: ProviderMeasures,
  role: ProviderRole,
): ReadonlyMap<string, number> {
  const rows = beneficiaries.filter((row) => row.role === role);
  return sumByNpi(rows.map((row) => ({ npi: row.npi, beneficiaries: row.seenBeneficiaries })));
}

function mistakesOf(
  { ruleFits, beneficiaries }: ProviderMeasures,
  role: ProviderRole,
  seen: (npi: string) => number,
): readonly PatternFinding[] {
  const rows = beneficiaries.filter((row) => row.role === role);
  const sum = (count: (row: BeneficiaryMeasures) => number): ReadonlyMap<string, number> =>
    sumByNpi(rows.map((row) => ({ npi: row.npi, beneficiaries: count(row) })));
  const wrong = sum((row) => row.earlyKxBeneficiaries + row.missingKxBeneficiaries);
  const required = sum((row) => row.requiredBeneficiaries);
  return ruleFits
    .filter((row) => row.role === role)
    .map((row) =>
      mistakenRule(row, {
        seen: seen(row.npi),
        wrong: wrong.get(row.npi) ?? 0,
        required: required.get(row.npi) ?? 0,
      }),
    );
}

function sumByNpi(
  counts: readonly Pick<BeneficiaryCount, 'npi' | 'beneficiaries'>[],
): ReadonlyMap<string, number> {
  const sums = new Map<string, number>();
  for (const { npi, beneficiaries } of counts) {
    sums.set(npi, (sums.get(npi) ?? 0) + beneficiaries);
  }
  return sums;
}

function jumpsByNpi(
  { jumps }: ProviderMeasures,
  role: ProviderRole,
): ReadonlyMap<string, readonly ShareJump[]> {
  return groupBy(
    jumps.filter((jump) => jump.role === role),
    ({ npi }) => npi,
  );
}

function byNpi<Finding extends PatternFinding>(
  findings: readonly Finding[],
): ReadonlyMap<string, Finding> {
  return new Map(findings.map((finding) => [finding.npi, finding] as const));
}

function valuesOf(findings: ReadonlyMap<string, PatternFinding>): readonly PatternFinding[] {
  return [...findings.values()];
}
