// One alert: something about a beneficiary's year that somebody asked to be told. It carries every
// fact that a payload or a filter may need, so that the same event gives the same body for ever.

import type { IsoDay } from '../day.js';
import type { Completeness, KxCertainty } from '../judgement.js';
import type { BeneficiaryToken, CrossingEventType, ThresholdKind } from '../ledger-document.js';
import type { Cents } from '../money.js';
import type { ThresholdGroup } from '../reference.js';

export type LedgerAlertType = CrossingEventType | 'threshold.approaching' | 'claim.exposed';

export const LEDGER_ALERT_TYPES: readonly LedgerAlertType[] = [
  'kx.crossed',
  'kx.cleared',
  'review.crossed',
  'review.cleared',
  'threshold.approaching',
  'claim.exposed',
];

/** Why an event is told in a digest and not by itself. */
export type HoldReason = 'first_load' | 'closed_year';

/** What the ledger says at one alert; the fields that an endpoint may choose from. */
export interface AlertFacts {
  readonly token: BeneficiaryToken;
  /** Control number of the claim that crossed, of the one that had, or of the exposed one. */
  readonly claim: string | null;
  readonly line: number | null;
  readonly serviceDate: IsoDay | null;
  readonly group: ThresholdGroup;
  readonly year: number;
  readonly threshold: ThresholdKind;
  readonly thresholdCents: Cents | null;
  readonly beforeCents: Cents | null;
  readonly afterCents: Cents | null;
  /** Dollars that the event is about: over the threshold, exposed, or left until it. */
  readonly amountCents: Cents;
  readonly renderingNpi: string | null;
  readonly billingNpi: string | null;
  readonly completeness: Completeness;
  readonly isLowerBound: boolean;
  readonly certainty: KxCertainty;
  readonly rules: readonly string[];
  /** Number of the outbox entry, or of the last one before an event that has none. */
  readonly sequence: number;
}

export interface AlertDraft {
  readonly type: LedgerAlertType;
  /** Outbox entries bring their id; others are hashed from these parts under the tenant's key. */
  readonly identity:
    | { readonly kind: 'outbox'; readonly eventId: string }
    | { readonly kind: 'derived'; readonly parts: readonly (string | number)[] };
  readonly facts: AlertFacts;
}
