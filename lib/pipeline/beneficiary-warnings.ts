// What a reader of a beneficiary's totals must know before trusting them, in sentences: amounts
// that are not known, spend that is not known, claims that are missing or not counted.

import type { GroupView, JudgedLine, YearView } from '../domain/judgement.js';
import type { Seed } from '../domain/ledger-document.js';
import { countOf } from './text-layout.js';
import type { BeneficiaryLedger } from './read-beneficiary.js';
import { groupName } from './verdict-sentence.js';

/** What to do about what is not known, in the words of the place where it is read. */
export interface Remedies {
  readonly amount: string;
  readonly spend: string;
}

const ANYWHERE: Remedies = {
  amount: 'It can be entered with its source.',
  spend: 'It can be entered with its source.',
};

export function beneficiaryWarnings(
  ledger: BeneficiaryLedger,
  remedies: Remedies = ANYWHERE,
): readonly string[] {
  const warnings = [
    ...ledger.years.flatMap((year) => [
      ...amountWarnings(year).map((warning) => `${warning} ${remedies.amount}`),
      ...year.groups.flatMap((group) => groupWarnings(group, ledger.seeds, remedies)),
      ...lineWarnings(year),
    ]),
    ...ledgerWarnings(ledger),
  ];
  return [...new Set(warnings)];
}

function amountWarnings({ year, groups }: YearView): readonly string[] {
  const warnings: string[] = [];
  if (groups.some((group) => group.isKxAmountPending)) {
    warnings.push(`${year}: the KX amount is not known, so KX is not judged.`);
  }
  if (groups.some((group) => group.isReviewAmountPending)) {
    warnings.push(
      `${year}: the review amount is not known, so exposure to review is not measured.`,
    );
  }
  return warnings;
}

function groupWarnings(
  view: GroupView,
  seeds: readonly Seed[],
  remedies: Remedies,
): readonly string[] {
  const { year, group } = view;
  const name = `${year} ${groupName(group)}`;
  const warnings: string[] = [];
  if (!seeds.some((seed) => seed.year === year && seed.group === group)) {
    warnings.push(
      `${name}: spend with other providers is not known, so the total is "at least". ` +
        remedies.spend,
    );
  } else if (view.isLowerBound && view.completeness !== 'own_only') {
    warnings.push(
      `${name}: the figure for other providers is older than the newest claim, ` +
        'so the total is "at least".',
    );
  }
  if (view.hasMixedReceivedSources) {
    warnings.push(
      `${name}: received dates come from different sources, so the order of lines is in part ` +
        'an assumption.',
    );
  }
  return warnings;
}

function lineWarnings({ year, lines }: YearView): readonly string[] {
  const warnings: string[] = [];
  const unverified = lines.filter((line) => line.flags.includes('PAYER_UNVERIFIED'));
  if (unverified.length > 0) {
    const payers = [...new Set(unverified.map((line) => line.claim.payerId))].sort().join(', ');
    warnings.push(
      `${year}: ${countOf(unverified.length, 'line')} of a payer that is on no list ` +
        `(${payers}) not counted until you confirm it.`,
    );
  }
  if (lines.some(isInferred)) {
    warnings.push(`${year}: which claim a correction replaces was inferred in part.`);
  }
  if (lines.some((line) => line.rules.includes('ORD-2'))) {
    warnings.push(
      `${year}: lines stand in order of service date, another view than the one Medicare uses.`,
    );
  }
  return warnings;
}

function isInferred(line: JudgedLine): boolean {
  return line.notes.includes('LINK_INFERRED');
}

function ledgerWarnings(ledger: BeneficiaryLedger): readonly string[] {
  const warnings: string[] = [];
  if (ledger.quarantinedClaims > 0) {
    warnings.push(
      `${countOf(ledger.quarantinedClaims, 'claim')} of this beneficiary went to quarantine: ` +
        'totals may be too low.',
    );
  }
  const orphans = [...ledger.resolution.values()].filter(({ kind }) => kind === 'orphan_reversal');
  if (orphans.length > 0) {
    warnings.push(
      `${countOf(orphans.length, 'reversal')} of a payment that this ledger has not seen.`,
    );
  }
  if (ledger.tokens.length > 1) {
    warnings.push(`${ledger.tokens.length} identities are joined into this beneficiary.`);
  }
  return warnings;
}
