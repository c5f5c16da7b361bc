// What a ledger says of a person, without storage versions, arrival data and the order of arrays:
// the part that must be the same however the facts came.

import type { BeneficiaryLedger } from '../../lib/pipeline/read-beneficiary.js';

export interface ViewLine {
  readonly year: number;
  readonly claim: string;
  readonly line: number;
  readonly group: string | null;
  readonly serviceDate: string;
  readonly accruedCents: number;
  readonly beforeCents: number | null;
  readonly afterCents: number | null;
  readonly words: readonly string[];
}

export type ViewGroup = BeneficiaryLedger['years'][number]['groups'][number];

export interface PersonView {
  /** In the order in which they accrue. */
  readonly lines: readonly ViewLine[];
  readonly groups: readonly ViewGroup[];
}

export function personView(person: BeneficiaryLedger | null): PersonView {
  const years = person?.years ?? [];
  return {
    lines: years.flatMap((year) =>
      year.lines.map((judged) => ({
        year: judged.year,
        claim: judged.claim.versionKey,
        line: judged.line.line,
        group: judged.group,
        serviceDate: judged.line.serviceDate,
        accruedCents: judged.accruedCents,
        beforeCents: judged.beforeCents,
        afterCents: judged.afterCents,
        words: [
          judged.kxExpected,
          judged.kxAssessment,
          judged.kxCertainty,
          ...[...judged.flags].sort(),
          ...[...judged.notes].sort(),
        ],
      })),
    ),
    groups: years.flatMap((year) => year.groups),
  };
}
