// What a tracker of a remittance knows to be open: interchange, group, set, payment, loop.

import type { EnvelopePlace, Stretch } from './remittance-place.js';

export interface OpenEnvelope {
  interchange: number;
  transaction: string | null;
  /** Something is open between a header and its SE, whatever it is. */
  isInSet: boolean;
  /** It is an 835, with ST or without. */
  isRemittance: boolean;
  header: Stretch | null;
  group: Stretch | null;
  payment: Stretch | null;
  isPastHeader: boolean;
  lx: Stretch | null;
  ts3: Stretch | null;
  groups: number;
  sets: number;
  firstSegment: number;
  amountCents: number | null;
  claimsCents: number | null;
  adjustedCents: number | null;
}

/** Null: nothing is open yet. */
export function openAt(from: EnvelopePlace | null): OpenEnvelope {
  const loop = from?.loop ?? [];
  return {
    interchange: from?.interchange ?? 0,
    transaction: from?.transaction ?? null,
    isInSet: from !== null,
    isRemittance: from !== null,
    header: from?.header ?? null,
    group: from?.group ?? null,
    payment: from?.payment ?? null,
    isPastHeader: from !== null,
    lx: loop[0] ?? null,
    ts3: loop[1] ?? null,
    groups: from?.groups ?? 0,
    sets: from?.sets ?? 0,
    firstSegment: from?.firstSegment ?? 0,
    amountCents: from?.amountCents ?? 0,
    claimsCents: from?.claimsCents ?? 0,
    adjustedCents: from?.adjustedCents ?? 0,
  };
}
