// Random claims for the laws: few codes, few dates (so that received dates tie), small amounts, and
// every way in which a payer settles a line.

import * as fc from 'fast-check';
import type { ExampleClaim, ExampleLine } from '../model/ledger-example.js';

type Money = Pick<ExampleLine, 'charge' | 'allowed' | 'paid' | 'cas' | 'denied'>;

/** A weighted choice among fixed values. */
function among<Value>(...choices: readonly (readonly [weight: number, value: Value])[]) {
  return fc.oneof(...choices.map(([weight, value]) => ({ weight, arbitrary: fc.constant(value) })));
}

const codes = among(
  [8, '97110'],
  [3, '97140'],
  [3, '92507'],
  [3, '97530'],
  [1, '97165'],
  [1, '97597'],
  [1, 'G0237'],
  [1, '99213'],
);

const disciplines = among([8, ['GP']], [7, ['GN']], [5, ['GO']], [1, []], [1, ['GP', 'GO']]);

const companions = among<readonly string[]>(
  [16, []],
  [1, ['59']],
  [1, ['CQ']],
  [1, ['GA']],
  [1, ['GY', 'GX']],
);

const stated = among(
  [2, '0.01'],
  [4, '10.00'],
  [4, '20.00'],
  [4, '30.00'],
  [3, '60.00'],
  [1, '120.00'],
  [1, '600.00'],
).map((allowed): Money => ({ allowed }));

/** Stated, rebuilt, all deductible, beside another payer, bundled, over the limit, denied. */
const settlements: fc.Arbitrary<Money> = fc.oneof(
  { weight: 12, arbitrary: stated },
  {
    weight: 6,
    arbitrary: among<Money>(
      [
        3,
        settled('90.00', '23.52', [
          ['CO', '45', '60.00'],
          ['PR', '2', '6.00'],
          ['CO', '253', '0.48'],
        ]),
      ],
      [
        1,
        {
          ...settled('90.00', '0.00', [
            ['CO', '45', '40.00'],
            ['PR', '1', '50.00'],
          ]),
          allowed: '50.00',
        },
      ],
      [
        1,
        settled('90.00', '9.80', [
          ['CO', '45', '30.00'],
          ['OA', '23', '50.00'],
          ['CO', '253', '0.20'],
        ]),
      ],
      [1, { ...settled('15.00', '0.00', [['CO', '97', '15.00']]), allowed: '0.00' }],
      [1, { ...settled('55.00', '0.00', [['CO', '119', '55.00']]), allowed: '0.00', denied: true }],
      [1, settled('80.00', '0.00', [['PR', '50', '80.00']])],
    ),
  },
);

function settled(charge: string, paid: string, cas: NonNullable<Money['cas']>): Money {
  return { charge, paid, cas };
}

/** Days of service close together, some on both sides of the days from which rules hold. */
function serviceDays(years: readonly string[]): fc.Arbitrary<string> {
  const days = ['01-02', '01-02', '02-10', '09-28', '10-02', '12-30'];
  return fc.constantFrom(...years.flatMap((year) => days.map((day) => `${year}-${day}`)));
}

export function lineLists(years: readonly string[]): fc.Arbitrary<readonly ExampleLine[]> {
  const line = fc
    .record({
      dos: serviceDays(years),
      hcpcs: codes,
      discipline: disciplines,
      kx: among([3, []], [2, ['KX']]),
      others: companions,
      rev: fc.constantFrom('0420', '0430', '0440', '0510'),
      money: settlements,
    })
    .map(({ dos, hcpcs, discipline, kx, others, rev, money }) => ({
      dos,
      hcpcs,
      mods: [...others, ...kx, ...discipline],
      rev,
      ...money,
    }));
  return fc
    .array(line, { minLength: 1, maxLength: 4 })
    .map((list) => list.map((one, at) => ({ line: at + 1, ...one })));
}

/** A claim without a control number, before anything happens to it. */
export function firstClaims(years: readonly string[]): fc.Arbitrary<Omit<ExampleClaim, 'icn'>> {
  const received = years.flatMap((year) => [`${year}-03-02`, `${year}-03-02`, `${year}-10-15`]);
  return fc
    .record({
      received: fc.constantFrom(...received),
      status: among([12, '1'], [2, '2'], [1, '19'], [1, '4'], [1, '23']),
      lines: lineLists(years),
      where: settings,
      payer: among<ExampleClaim['payer']>([15, undefined], [1, 'MEDICARE_ADVANTAGE']),
      msp: among<ExampleClaim['mspAccrual']>(
        [1, undefined],
        [1, 'fee'],
        [1, 'medicare_secondary_payment'],
      ),
    })
    .map(({ where, payer, msp, ...claim }) => ({
      ...where,
      ...claim,
      ...(payer === undefined ? {} : { payer }),
      ...(msp === undefined || claim.status !== '2' ? {} : { mspAccrual: msp }),
    }));
}

const settings: fc.Arbitrary<Pick<ExampleClaim, 'claimType' | 'typeOfBill' | 'cah'>> = fc.oneof(
  fc.constant({ claimType: 'professional' as const }),
  fc.record({
    claimType: fc.constant('institutional' as const),
    typeOfBill: among([4, '0131'], [4, '0221'], [4, '0741'], [2, '0851'], [2, '0121'], [1, '0111']),
    cah: among([5, false], [1, true]),
  }),
);

/** Small institutional claims of speech and physical therapy lines, with KX here and there. */
export function institutionalClaims(year: string): fc.Arbitrary<Omit<ExampleClaim, 'icn'>> {
  const line = fc
    .record({
      dos: fc.constantFrom(`${year}-03-02`, `${year}-03-03`),
      discipline: among([4, 'GN'], [3, 'GP'], [1, 'GO']),
      kx: fc.constantFrom([], ['KX']),
      money: fc.oneof({ weight: 5, arbitrary: stated }, { weight: 1, arbitrary: settlements }),
    })
    .map(({ dos, discipline, kx, money }) => ({
      dos,
      hcpcs: '97530',
      mods: [discipline, ...kx],
      ...money,
    }));
  return fc
    .record({
      claimType: fc.constant('institutional' as const),
      typeOfBill: fc.constant('0741'),
      received: fc.constantFrom(`${year}-03-10`, `${year}-03-11`),
      status: fc.constant('1'),
      lines: fc.array(line, { minLength: 2, maxLength: 6 }),
    })
    .map((claim) => ({
      ...claim,
      lines: claim.lines.map((one, at) => ({ line: at + 1, ...one })),
    }));
}
