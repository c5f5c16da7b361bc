// Which events an endpoint wants: kinds, providers, smallest amount. Empty lists mean all.

import type { Cents } from '../money.js';
import type { AlertFacts, LedgerAlertType } from './alert-event.js';

export interface EndpointFilter {
  readonly types: readonly LedgerAlertType[];
  /** Rendering or billing. */
  readonly npis: readonly string[];
  readonly minimumCents: Cents;
}

/** `claim.exposed` comes only to who asked for it by name. */
export const DEFAULT_TYPES: readonly LedgerAlertType[] = [
  'kx.crossed',
  'kx.cleared',
  'review.crossed',
  'review.cleared',
  'threshold.approaching',
];

export type FilteredFacts = Pick<AlertFacts, 'amountCents' | 'renderingNpi' | 'billingNpi'>;

export function isWanted(
  filter: EndpointFilter,
  type: LedgerAlertType,
  facts: FilteredFacts,
): boolean {
  if (!filter.types.includes(type)) return false;
  // What is left until a threshold is no amount at stake.
  if (type !== 'threshold.approaching' && facts.amountCents < filter.minimumCents) return false;
  if (filter.npis.length === 0) return true;
  return [facts.renderingNpi, facts.billingNpi].some(
    (npi) => npi !== null && filter.npis.includes(npi),
  );
}
