// Laws 2 and 3 (DESIGN section 7) of the fold itself, claim by claim, on random claim sets. They
// need no second model: each compares the fold with itself. fast-check prints the seed on failure.

import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import type { AnswerEvent, ExampleClaim, LedgerAnswer } from '../model/ledger-example.js';
import type { NaiveInput } from '../model/naive-ledger.js';
import { firstClaims, lineLists } from './arbitrary-claims.js';
import { anyOrder, ledgers, type ArbitraryLedger } from './arbitraries.js';
import { canonicalAnswer } from './canonical-answer.js';
import { insertAt, later, paidOn, reversalOf } from './claim-shapes.js';
import { loadTestReference, replay } from './replay.js';

const reference = await loadTestReference();
const RUNS = { numRuns: 150 };
const MINUTES = 180_000;

function answer(input: NaiveInput): LedgerAnswer {
  return canonicalAnswer(replay(input, reference));
}

function view({ lines, buckets }: LedgerAnswer): Omit<LedgerAnswer, 'events'> {
  return { lines, buckets };
}

describe('law 2: order and duplication of arrival', () => {
  const rearranged = ledgers.chain((input) =>
    fc
      .subarray([...input.claims])
      .chain((again) => anyOrder([...input.claims, ...again]))
      .map((claims) => ({ input, other: { ...input, claims } })),
  );

  it(
    'leaves the current view as it is',
    () => {
      fc.assert(
        fc.property(rearranged, ({ input, other }) => {
          expect(view(answer(other))).toEqual(view(answer(input)));
        }),
        RUNS,
      );
    },
    MINUTES,
  );

  it(
    'lets events alternate and end at what stands',
    () => {
      fc.assert(
        fc.property(rearranged, ({ other }) => {
          const { buckets, events } = answer(other);
          const standing = buckets.flatMap((bucket) => [
            ...(bucket.kxCrossing === null ? [] : [`${bucket.year} ${bucket.bucket} kx`]),
            ...(bucket.reviewCrossing === null ? [] : [`${bucket.year} ${bucket.bucket} review`]),
          ]);

          const { open, breaks } = playEvents(events);

          expect(breaks).toEqual([]);
          expect(open).toEqual(standing.sort());
        }),
        RUNS,
      );
    },
    MINUTES,
  );
});

describe('law 3: a claim and its reversal', () => {
  it(
    'leave the view as if neither had come',
    () => {
      const withPair = ledgers.chain((input) =>
        fc
          .record({ pair: pairs(input), first: fc.nat({ max: 30 }), second: fc.nat({ max: 30 }) })
          .map(({ pair: [payment, reversal], first, second }) => ({
            input,
            claims: insertAt(insertAt(input.claims, payment, first), reversal, second),
          })),
      );

      fc.assert(
        fc.property(withPair, ({ input, claims }) => {
          expect(view(answer({ ...input, claims }))).toEqual(view(answer(input)));
        }),
        RUNS,
      );
    },
    MINUTES,
  );
});

/** A fresh claim, a fresh correction of a known claim, or one more payment of a known claim. */
function pairs(input: ArbitraryLedger): fc.Arbitrary<readonly [ExampleClaim, ExampleClaim]> {
  const fresh = fc
    .record({
      claim: firstClaims(input.years).filter((claim) => claim.status !== '23'),
      replaces: fc.option(fc.constantFrom(...input.claims.map((claim) => claim.icn))),
      daysLater: fc.constantFrom(0, 30),
    })
    .map(({ claim, replaces, daysLater }): readonly [ExampleClaim, ExampleClaim] => {
      const link = replaces === null ? {} : { replaces };
      const payment = { ...claim, ...link, icn: 'P0' };
      return [payment, reversalOf(payment, later(paidOn(payment), daysLater))];
    });
  const again = fc
    .record({ target: fc.constantFrom(...input.claims), lines: lineLists(input.years) })
    .filter(({ target }) => target.status !== '22' && target.status !== '23')
    .map(({ target, lines }): readonly [ExampleClaim, ExampleClaim] => {
      const payment = { ...target, lines, paidDate: '2031-01-10' };
      return [payment, reversalOf(payment, '2031-02-10')];
    });
  const hasPayment = input.claims.some((one) => one.status !== '22' && one.status !== '23');
  return hasPayment ? fc.oneof(fresh, again) : fresh;
}

/** Plays events in order; a second crossing, or a clearing of what does not stand, is a break. */
function playEvents(events: readonly AnswerEvent[]): {
  readonly open: readonly string[];
  readonly breaks: readonly AnswerEvent[];
} {
  const open = new Set<string>();
  const breaks = events.filter((event) => {
    const [threshold = '', change = ''] = event.type.split('.');
    const key = `${event.year} ${event.bucket} ${threshold}`;
    const isBreak = open.has(key) === (change === 'crossed');
    if (change === 'crossed') open.add(key);
    else open.delete(key);
    return isBreak;
  });
  return { open: [...open].sort(), breaks };
}
