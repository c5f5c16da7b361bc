// Gathers the events of a market into payments: one remittance for each payer, biller and pay day,
// with the provider-level money that makes it balance, and batches of what a payer delivered in a
// month. A few remittances arrive late, so that a reversal can come before what it reverses.

import { groupBy } from '../domain/group-by.js';
import { isoOf, monthOfDay, parseDayNumber, type DayNumber } from './calendar.js';
import type {
  ClaimEvent,
  ProviderAdjustmentEvent,
  Remittance,
  RemittanceBatch,
} from './claim-event.js';
import { createPrng } from './prng.js';

const LATE_SHARE = 0.03;
const INTEREST_SHARE = 0.04;

/** Hands out payment trace numbers: one count for the whole run. */
export interface TraceCounter {
  next(): number;
}

export function* batchRemittances(
  events: readonly ClaimEvent[],
  seed: number,
  traces: TraceCounter,
): Generator<RemittanceBatch> {
  const batches = new Map<string, Delivered[]>();
  for (const remittance of buildRemittances(events, seed, traces)) {
    const delivered = deliver(remittance, seed);
    const key = `${monthOfDay(delivered.day)}|${remittance.payer.payerId}`;
    const batch = batches.get(key);
    if (batch === undefined) batches.set(key, [delivered]);
    else batch.push(delivered);
  }
  for (const key of [...batches.keys()].sort()) {
    const batch = (batches.get(key) ?? []).sort((left, right) => left.day - right.day);
    const last = batch[batch.length - 1];
    if (last === undefined) continue;
    const remittances = batch.map((delivered) => delivered.remittance);
    yield { payer: last.remittance.payer, deliveredDate: isoOf(last.day), remittances };
  }
}

interface Delivered {
  readonly remittance: Remittance;
  readonly day: DayNumber;
}

function deliver(remittance: Remittance, seed: number): Delivered {
  const prng = createPrng(seed, 'delivery', remittance.trace);
  const paid = parseDayNumber(remittance.paidDate);
  const day = prng.chance(LATE_SHARE) ? paid + prng.between(25, 60) : paid;
  return { remittance, day };
}

function buildRemittances(
  events: readonly ClaimEvent[],
  seed: number,
  traces: TraceCounter,
): readonly Remittance[] {
  const payments = groupBy(
    events,
    ({ paidDate, payer, biller }) => `${paidDate}|${payer.payerId}|${biller.npi}`,
  );
  const owed = new Map<string, number>();
  return [...payments.keys()].sort().map((key) => {
    const claims = (payments.get(key) ?? []).sort(byClaimNumber);
    return payRemittance({ claims, number: traces.next(), seed, owed });
  });
}

interface Payment {
  readonly claims: readonly ClaimEvent[];
  readonly number: number;
  readonly seed: number;
  /** What a biller still owes a payer because more was taken back than paid. */
  readonly owed: Map<string, number>;
}

function payRemittance({ claims, number, seed, owed }: Payment): Remittance {
  const first = claims[0];
  if (first === undefined) throw new Error('a remittance has a claim');
  const { payer, biller, paidDate } = first;
  const trace = `EFT${String(number).padStart(9, '0')}`;
  const account = `${payer.payerId}|${biller.npi}`;
  let total = claims.reduce((sum, claim) => sum + paidCentsOf(claim), 0);
  const providerAdjustments: ProviderAdjustmentEvent[] = [];
  const adjust = (reason: ProviderAdjustmentEvent['reason'], cents: number, ref: string): void => {
    if (cents === 0) return;
    providerAdjustments.push({ reason, reference: ref, cents });
    total -= cents;
  };
  const prng = createPrng(seed, 'plb', number);
  if (prng.chance(INTEREST_SHARE)) adjust('L6', -prng.between(11, 240), first.icn);
  const recovered = Math.max(0, Math.min(owed.get(account) ?? 0, total));
  adjust('WO', recovered, trace);
  owed.set(account, (owed.get(account) ?? 0) - recovered);
  if (total < 0) {
    // A payment is never below zero: the debt is carried forward and recovered later.
    owed.set(account, (owed.get(account) ?? 0) - total);
    adjust('FB', total, trace);
  }
  return { payer, biller, trace, paidDate, claims, providerAdjustments, paymentCents: total };
}

/** What the claim adds to its payment. */
export function paidCentsOf(claim: ClaimEvent): number {
  return claim.sign * claim.lines.reduce((sum, line) => sum + line.paidCents, 0);
}

/** Claims stand by number, not by person; a correction follows the reversal of what it replaces. */
function byClaimNumber(left: ClaimEvent, right: ClaimEvent): number {
  const [a, b] = [left.replacesIcn ?? left.icn, right.replacesIcn ?? right.icn];
  if (a !== b) return a < b ? -1 : 1;
  return left.sign - right.sign;
}
