// Where a total stands between the two amounts of its year, for counts of beneficiaries: pages and
// reports must agree with queries/fact_beneficiary_zone.sql.

export type ThresholdZone = 'below_kx' | 'over_kx' | 'over_review' | 'kx_amount_unknown';

export interface ZonedTotal {
  readonly accumulatedCents: number;
  readonly kxThresholdCents: number | null;
  readonly reviewThresholdCents: number | null;
}

/** The zones exclude each other: the higher one counts. */
export function zoneOf(total: ZonedTotal): ThresholdZone {
  const { accumulatedCents, kxThresholdCents, reviewThresholdCents } = total;
  if (reviewThresholdCents !== null && accumulatedCents > reviewThresholdCents) {
    return 'over_review';
  }
  if (kxThresholdCents === null) return 'kx_amount_unknown';
  return accumulatedCents > kxThresholdCents ? 'over_kx' : 'below_kx';
}
