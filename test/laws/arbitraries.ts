// Random ledgers of one person for the laws: seeds a little below the amounts, so that lines cross
// often; a few claims; and a history of what happens to them: voids, corrections in and across
// years, repayments, second copies, all arriving in any order.

import * as fc from 'fast-check';
import type {
  ExampleClaim,
  ExampleConfig,
  ExampleLine,
  ExampleSeed,
} from '../model/ledger-example.js';
import { dollars } from '../model/naive-money.js';
import type { NaiveInput } from '../model/naive-ledger.js';
import { firstClaims, institutionalClaims, lineLists } from './arbitrary-claims.js';
import { later, paidOn, reversalOf } from './claim-shapes.js';

/** The years that a set draws from: ordinary ones, the turn of a year, the odd ones out. */
const SPANS: readonly (readonly string[])[] = [
  ['2026'],
  ['2026'],
  ['2025', '2026'],
  ['2025', '2026'],
  ['2024', '2025', '2026'],
  ['2026', '2027'],
  ['2012'],
  ['2004', '2010'],
];

/** Cents around which seeds are laid: the KX and review amounts of those years. */
const LANDMARKS: Readonly<Record<string, readonly number[]>> = {
  '2004': [0],
  '2010': [186_000],
  '2012': [188_000, 370_000],
  '2024': [233_000, 300_000],
  '2025': [241_000, 300_000],
  '2026': [248_000, 300_000],
  '2027': [248_000, 300_000],
};

const DISTANCES = [0, 1, 1_000, 2_500, 4_500, 9_000, 20_000, -1_000];

const configs: fc.Arbitrary<ExampleConfig> = fc.record(
  {
    orderPolicy: fc.constantFrom('receipt' as const, 'dos' as const),
    correctionPosition: fc.constantFrom('original' as const, 'append' as const),
    nearThresholdTolerance: fc.constantFrom('0.00', '50.00', '150.00'),
  },
  { requiredKeys: [] },
);

function seeds(years: readonly string[]): fc.Arbitrary<ExampleSeed> {
  const groupsOf = (year: string) => {
    const amount = fc
      .record({
        landmark: fc.constantFrom(...(LANDMARKS[year] ?? [0])),
        distance: fc.constantFrom(...DISTANCES),
      })
      .map(({ landmark, distance }) => dollars(Math.max(0, landmark - distance)));
    return fc.option(fc.record({ PT_SLP: amount, OT: amount }, { requiredKeys: ['PT_SLP'] }), {
      freq: 4,
    });
  };
  return fc.tuple(...years.map(groupsOf)).map((groups) =>
    Object.fromEntries(
      years.flatMap((year, at) => {
        const seed = groups[at];
        return seed === null || seed === undefined ? [] : [[year, seed]];
      }),
    ),
  );
}

/** What may happen to a claim after its first payment. */
interface Happening {
  readonly kind:
    | 'copied'
    | 'voided'
    | 'voided_same_day'
    | 'repaid'
    | 'repaid_changed'
    | 'corrected'
    | 'corrected_without_reversal';
  readonly target: number;
  /** What a correction or a changed repayment holds. */
  readonly lines: readonly ExampleLine[];
  /** Whether the control number of a correction sorts before those of first claims. */
  readonly sortsBefore: boolean;
  /** Whether a changed repayment names its own control number as replaced (a real shape). */
  readonly namesItself: boolean;
}

function happenings(years: readonly string[]): fc.Arbitrary<Happening> {
  return fc.record({
    kind: fc.constantFrom(
      'copied' as const,
      'voided' as const,
      'voided_same_day' as const,
      'repaid' as const,
      'repaid_changed' as const,
      'corrected' as const,
      'corrected_without_reversal' as const,
    ),
    target: fc.nat({ max: 7 }),
    lines: lineLists(years),
    sortsBefore: fc.boolean(),
    namesItself: fc.boolean(),
  });
}

export interface ArbitraryLedger extends NaiveInput {
  /** The years that the set draws from. */
  readonly years: readonly string[];
}

/** Everything known of one person, in the order in which it arrives. */
export const ledgers: fc.Arbitrary<ArbitraryLedger> = fc.constantFrom(...SPANS).chain((years) =>
  fc
    .record({
      config: configs,
      seed: seeds(years),
      first: fc.array(firstClaims(years), { minLength: 1, maxLength: 5 }),
      after: fc.array(happenings(years), { maxLength: 6 }),
    })
    .chain(({ first, after, ...rest }) =>
      anyOrder(history(first, after)).map((claims) => ({ ...rest, years, claims })),
    ),
);

/** One to three institutional claims, their lines just around the KX amount of 2026. */
export const institutionalLedgers: fc.Arbitrary<NaiveInput> = fc.record({
  config: configs,
  seed: fc
    .constantFrom('2479.99', '2470.00', '2455.00', '2440.00', '2410.00', '2380.00')
    .map((amount) => ({ '2026': { PT_SLP: amount, OT: amount } })),
  claims: fc
    .array(institutionalClaims('2026'), { minLength: 1, maxLength: 3 })
    .map((claims) => claims.map((claim, at) => ({ ...claim, icn: `M${at}` }))),
});

export function anyOrder<Item>(items: readonly Item[]): fc.Arbitrary<readonly Item[]> {
  return fc.shuffledSubarray([...items], { minLength: items.length, maxLength: items.length });
}

/** Lets the happenings take place one after the other. */
function history(
  first: readonly Omit<ExampleClaim, 'icn'>[],
  after: readonly Happening[],
): readonly ExampleClaim[] {
  const claims: ExampleClaim[] = first.map((claim, at) => ({ ...claim, icn: `M${at}` }));
  for (const [at, happening] of after.entries()) {
    const payments = claims.filter((claim) => claim.status !== '22');
    const target = payments[happening.target % payments.length];
    if (target !== undefined) claims.push(...outcome({ claims, target, happening, at }));
  }
  return claims;
}

/** The versions that a happening adds; a new paid date is later than all of the same claim. */
function outcome(known: {
  readonly claims: readonly ExampleClaim[];
  readonly target: ExampleClaim;
  readonly happening: Happening;
  readonly at: number;
}): readonly ExampleClaim[] {
  const { claims, target, happening, at } = known;
  const days = claims.filter((claim) => claim.icn === target.icn).map(paidOn);
  const paidDate = later(
    days.reduce((last, day) => (day > last ? day : last)),
    10,
  );
  const icn = `${happening.sortsBefore ? 'A' : 'Z'}${at}`;
  const { lines } = happening;
  const correction = { ...target, icn, received: paidDate, paidDate, replaces: target.icn, lines };
  switch (happening.kind) {
    case 'copied':
      return [target];
    case 'voided':
      return [reversalOf(target, paidDate)];
    case 'voided_same_day':
      return [reversalOf(target, paidOn(target))];
    case 'repaid':
      return [{ ...target, paidDate }];
    case 'repaid_changed':
      return [
        { ...target, paidDate, lines, ...(happening.namesItself ? { replaces: target.icn } : {}) },
      ];
    case 'corrected':
      return [reversalOf(target, paidDate), correction];
    case 'corrected_without_reversal':
      return [correction];
  }
}
