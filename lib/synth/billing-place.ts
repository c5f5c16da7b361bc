// Where a billing provider sits: an invented town in a real state, so that the data have states to
// compare. The state is a function of the market, as practices of one place share one.

export interface BillingPlace {
  readonly city: string;
  readonly state: string;
  readonly zip: string;
}

const STATES: readonly (readonly [state: string, zip: string])[] = [
  ['PA', '170000000'],
  ['NJ', '070000000'],
  ['DE', '197000000'],
  ['MD', '210000000'],
];

export function billingPlaceOf(market: number): BillingPlace {
  const [state, zip] = STATES[market % STATES.length] ?? ['PA', '170000000'];
  return { city: 'SYNTHVILLE', state, zip };
}
