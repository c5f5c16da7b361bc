// A random ledger as it comes in real life: in another order, some claims twice, cut into files.

import * as fc from 'fast-check';
import type { ExampleClaim } from '../model/ledger-example.js';
import { anyOrder, ledgers, type ArbitraryLedger } from './arbitraries.js';

export interface LedgerInFiles {
  /** In the order and number in which the claims were made. */
  readonly input: ArbitraryLedger;
  readonly files: readonly (readonly ExampleClaim[])[];
}

export const ledgersInFiles: fc.Arbitrary<LedgerInFiles> = ledgers.chain((input) =>
  fc
    .record({ again: fc.subarray([...input.claims]), cuts: fc.array(fc.nat({ max: 20 })) })
    .chain(({ again, cuts }) =>
      anyOrder([...input.claims, ...again]).map((claims) => ({ input, files: cut(claims, cuts) })),
    ),
);

function cut(
  claims: readonly ExampleClaim[],
  cuts: readonly number[],
): readonly (readonly ExampleClaim[])[] {
  const places = [...new Set(cuts.map((at) => at % claims.length))].sort((a, b) => a - b);
  return [0, ...places].map((from, at) => claims.slice(from, places[at] ?? claims.length));
}
