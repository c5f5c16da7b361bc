// Random small ledgers for laws about what people read: all kinds of claims, corrections, seeds,
// amounts that are not known and claims that do not count.

import fc from 'fast-check';
import { toIsoDay } from '../../lib/domain/day.js';
import { toCents } from '../../lib/domain/money.js';
import { reversalOf, type SmallClaim, type SmallLedger } from './small-ledger.js';

const adjustment = fc.record({
  group: fc.constantFrom('CO', 'PR', 'OA'),
  reason: fc.constantFrom('1', '2', '45', '50', '97', '119', '253', '59'),
  cents: fc.integer({ min: 0, max: 90_000 }).map(toCents),
});

const line = fc.record({
  code: fc
    .tuple(
      fc.constantFrom('97110', '97165', '92507', '97597', '98940', '97010', 'Z9999', 'E0601'),
      fc.subarray(['GP', 'GO', 'GN', 'KX', 'GA', 'CQ', '59'], { maxLength: 4 }),
    )
    .map(([code, modifiers]) => [code, ...modifiers].join(' ')),
  on: fc.constantFrom('2004-03-01', '2012-09-30', '2025-12-30', '2026-01-05', '2027-01-04'),
  allowed: fc.option(fc.integer({ min: 0, max: 300_000 })),
  paid: fc.integer({ min: 0, max: 100_000 }),
  adjustments: fc.array(adjustment, { maxLength: 2 }),
  revenue: fc.constantFrom('0420', '0430', '0510'),
  units: fc.integer({ min: 1, max: 12 }),
});

const claim = fc.record({
  icn: fc.integer({ min: 1, max: 6 }).map((number) => `22260${number}`),
  received: fc.option(fc.constantFrom('2026-01-10', '2026-02-10', '2027-02-10')),
  paid: fc.constantFrom('2027-03-01', '2027-03-05', '2027-04-01'),
  claimType: fc.constantFrom('professional' as const, 'institutional' as const),
  typeOfBill: fc.constantFrom('0131', '0111', null),
  filingIndicator: fc.constantFrom('MB', 'MB', 'MB', '16'),
  payerId: fc.constantFrom('01112', '01112', '99999'),
  status: fc.constantFrom('1', '2', '4'),
  replacesIcn: fc.option(fc.constantFrom('222601', '222602')),
  accountNumber: fc.option(fc.constantFrom('X', 'Y')),
  lines: fc.array(line, { maxLength: 4 }),
  statementFrom: fc.constant(toIsoDay('2026-01-05')),
});

const withReversal = fc
  .tuple(claim, fc.boolean())
  .map(([each, isTaken]): readonly SmallClaim[] =>
    isTaken ? [each, reversalOf(each, '2027-04-01')] : [each],
  );

const seed = fc.record({
  seedKey: fc.constantFrom('a', 'b', 'c'),
  kind: fc.constantFrom('outside' as const, 'totalUsed' as const),
  year: fc.constantFrom(2025, 2026, 2027),
  group: fc.constantFrom('PT_SLP' as const, 'OT' as const),
  cents: fc.integer({ min: 0, max: 300_000 }).map(toCents),
  asOf: fc.option(fc.constantFrom(toIsoDay('2026-01-20'), toIsoDay('2027-06-01'))),
});

const mark = fc.record({
  quarantineKey: fc.constant('q'),
  claimKey: fc.constant(null),
  year: fc.constantFrom(null, 2026),
});

export const arbitrarySmallLedger: fc.Arbitrary<SmallLedger> = fc.record({
  claims: fc.array(withReversal, { minLength: 1, maxLength: 6 }).map((claims) => claims.flat()),
  seeds: fc.array(seed, { maxLength: 3 }),
  quarantined: fc.array(mark, { maxLength: 1 }),
  settings: fc.record({ order: fc.constantFrom('receipt' as const, 'dos' as const) }),
});
