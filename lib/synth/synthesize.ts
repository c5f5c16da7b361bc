// The front of the generator: starts a run, hands out what payers delivered, market by market, and
// tells the truth at the end. The same options give the same run, byte for byte; a run of any size
// needs the memory of one market (and, with truth `full`, a small record of each beneficiary).

import { billBeneficiary } from './bill-beneficiary.js';
import { planBeneficiary, reserveSeats } from './beneficiary-plan.js';
import type { ClaimEvent, RemittanceBatch } from './claim-event.js';
import {
  BENEFICIARIES_PER_MARKET,
  createMarket,
  plannedBeneficiaries,
  plannedMarkets,
  plantedOfMarket,
} from './market.js';
import { refusalOf } from './refusal-of.js';
import { batchRemittances } from './remittance.js';
import { resolveOptions, type ResolvedOptions, type SynthOptions } from './synth-options.js';
import { createTruthBuilder, type TruthBuilder } from './truth-builder.js';
import type { Truth } from './truth.js';

export interface SynthRun {
  /** What the payers delivered, in the order of a billing office's inbox. Can be read once. */
  batches(): Generator<RemittanceBatch, void, undefined>;
  /** Throws until all batches have been read: only then is everything known. */
  truth(): Truth;
}

/** Throws on options that `refusalOf` refuses: ask it first. */
export function startSynth(options: SynthOptions): SynthRun {
  const refusal = refusalOf(options);
  if (refusal !== null) throw new RangeError(refusal);
  const resolved = resolveOptions(options);
  const truth = createTruthBuilder(resolved);
  let state: 'fresh' | 'reading' | 'done' = 'fresh';
  return {
    *batches() {
      if (state !== 'fresh') throw new Error('a synthetic run can be read once');
      state = 'reading';
      yield* generateMarkets(resolved, truth);
      state = 'done';
    },
    truth() {
      if (state !== 'done') throw new Error('the truth is known when all batches have been read');
      return truth.build();
    },
  };
}

function* generateMarkets(
  options: ResolvedOptions,
  truth: TruthBuilder,
): Generator<RemittanceBatch, void, undefined> {
  const counter = createCounter();
  const traces = createCounter();
  let beneficiaries = 0;
  const isEnough = (): boolean =>
    options.size.kind === 'beneficiaries'
      ? beneficiaries >= options.size.count
      : truth.versionLines() >= options.size.count;
  for (let index = 0; !isEnough(); index += 1) {
    const seats = marketSeats(options, { beneficiaries, lines: truth.versionLines() });
    const planted = plantedOfMarket(options.planted, index, plannedMarkets(options));
    const market = createMarket(options, index, planted);
    truth.plant(market.planted);
    const events: ClaimEvent[] = [];
    for (const reservedFor of reserveSeats(market, seats)) {
      if (isEnough()) break;
      const plan = planBeneficiary({ options, market, index: beneficiaries, reservedFor });
      const claims = billBeneficiary(plan, options, counter);
      truth.add(plan.beneficiary.mbi, claims);
      for (const claim of claims) events.push(...claim.events);
      beneficiaries += 1;
    }
    yield* batchRemittances(events, options.seed, traces);
  }
}

/** Seats of the next market: a full one, or about what the asked size still needs. */
function marketSeats(
  options: ResolvedOptions,
  made: { readonly beneficiaries: number; readonly lines: number },
): number {
  const { size } = options;
  if (size.kind === 'beneficiaries') {
    return Math.min(BENEFICIARIES_PER_MARKET, size.count - made.beneficiaries);
  }
  // The first market goes by a measured average, the others by what came out so far.
  const linesEach =
    made.beneficiaries === 0
      ? size.count / plannedBeneficiaries(options)
      : made.lines / made.beneficiaries;
  return Math.min(BENEFICIARIES_PER_MARKET, Math.ceil((size.count - made.lines) / linesEach));
}

function createCounter(): { next(): number } {
  let count = 0;
  return {
    next() {
      count += 1;
      return count;
    },
  };
}
