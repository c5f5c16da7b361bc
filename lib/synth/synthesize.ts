// The front of the generator: starts a run, hands out what payers delivered, market by market, and
// tells the truth at the end. The same options give the same run, byte for byte; a run of any size
// needs the memory of one market (and, with truth `full`, a small record of each beneficiary).

import { billBeneficiary } from './bill-beneficiary.js';
import { planBeneficiary } from './beneficiary-plan.js';
import type { ClaimEvent, RemittanceBatch } from './claim-event.js';
import { createMarket, type Market } from './market.js';
import {
  BENEFICIARIES_PER_MARKET,
  planPlacements,
  plannedBeneficiaries,
  therapistsOfMarket,
} from './market-plan.js';
import { refusalOf } from './refusal-of.js';
import { batchRemittances } from './remittance.js';
import { drawnSeats, plannedSeats, type Seat } from './seats.js';
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
  const placements = planPlacements(options);
  const made = { markets: 0, beneficiaries: 0, lines: 0 };
  while (!isEnough(options, made)) {
    const market = createMarket(options, made.markets, placements);
    truth.open(market);
    const events: ClaimEvent[] = [];
    for (const seat of seatsOf(market, options, made)) {
      const plan = planBeneficiary({ options, market, index: made.beneficiaries, seat });
      const claims = billBeneficiary(plan, options, counter);
      truth.add(plan, claims);
      for (const claim of claims) events.push(...claim.events);
      made.beneficiaries += 1;
      made.lines = truth.versionLines();
      if (options.size.kind !== 'providers' && isEnough(options, made)) break;
    }
    made.markets += 1;
    yield* batchRemittances(events, options.seed, traces);
  }
}

interface Made {
  readonly markets: number;
  readonly beneficiaries: number;
  readonly lines: number;
}

function isEnough(options: ResolvedOptions, { markets, beneficiaries, lines }: Made): boolean {
  const { size } = options;
  switch (size.kind) {
    case 'beneficiaries':
      return beneficiaries >= size.count;
    case 'lines':
      return lines >= size.count;
    case 'providers':
      return therapistsOfMarket(options, markets) <= 0;
  }
}

/** People of the next market: a full one, or about what the asked size still needs. */
function seatsOf(market: Market, options: ResolvedOptions, made: Made): readonly Seat[] {
  const { size } = options;
  if (size.kind === 'providers') return plannedSeats(market, options);
  if (size.kind === 'beneficiaries') {
    const left = size.count - made.beneficiaries;
    return drawnSeats(market, Math.min(BENEFICIARIES_PER_MARKET, left));
  }
  // The first market goes by a measured average, the others by what came out so far.
  const linesEach =
    made.beneficiaries === 0
      ? size.count / plannedBeneficiaries(options)
      : made.lines / made.beneficiaries;
  const left = Math.ceil((size.count - made.lines) / linesEach);
  return drawnSeats(market, Math.min(BENEFICIARIES_PER_MARKET, left));
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
