// RULES 2: what a line adds, stated or rebuilt; what is denied; Medicare as second payer.

import { describe, expect, it } from '@jest/globals';
import { accrueLine, hasKx } from '../../lib/domain/allowed-amount.js';
import { dollars } from '../support/amounts.js';
import { claimFacts, line, type ClaimGiven, type LineGiven } from '../support/claim-builder.js';
import { foldContext } from '../support/fold-person.js';
import { testReference } from '../support/test-reference.js';

const reference = await testReference();
const context = foldContext(reference);

function accrue(lineGiven: LineGiven, claimGiven: ClaimGiven = {}) {
  return accrueLine(claimFacts(claimGiven), line(lineGiven), context);
}

/** A remittance line without a stated allowed amount. */
function unstated(paid: string, cas: string): LineGiven {
  return { allowed: null, charge: '200.00', paid, cas };
}

describe('accrueLine, first payer', () => {
  it.each([
    ['stated', { allowed: '60.00', paid: '47.04' }, '60.00'],
    ['stated wins over what adds up to another', { allowed: '60.00', cas: 'PR-2 30.00' }, '60.00'],
    ['all deductible', { allowed: '80.00', paid: '0.00', cas: 'PR-1 80.00' }, '80.00'],
    ['reduced for several procedures', { allowed: '41.37', paid: '32.44' }, '41.37'],
    [
      'rebuilt: payment, coinsurance, sequestration',
      unstated('78.40', 'PR-2 20.00, CO-253 1.60'),
      '100.00',
    ],
    ['rebuilt: all deductible', unstated('0.00', 'CO-45 120.00, PR-1 80.00'), '80.00'],
    [
      'rebuilt: deductible, coinsurance, copayment',
      unstated('50.00', 'PR-1 10.00, PR-2 5.00, PR-3 2.50'),
      '67.50',
    ],
    [
      'rebuilt: the contractual part is not allowed',
      unstated('80.00', 'CO-45 100.00, PR-2 20.00'),
      '100.00',
    ],
    [
      'rebuilt: nor is the several-procedures cut',
      unstated('40.00', 'CO-59 12.00, PR-2 10.00'),
      '50.00',
    ],
    ['rebuilt: what an earlier payer took', unstated('9.80', 'OA-23 50.00, CO-253 0.20'), '60.00'],
    ['rebuilt: repeated reasons add up', unstated('70.00', 'PR-2 10.00, PR-2 10.00'), '90.00'],
    ['rebuilt: 253 counts under CO only', unstated('78.40', 'PR-2 20.00, PR-253 1.60'), '98.40'],
    ['rebuilt: 23 counts under OA only', unstated('80.00', 'CO-23 50.00, PR-2 20.00'), '100.00'],
    ['rebuilt: 2 counts under PR only', unstated('80.00', 'CO-2 50.00, PR-2 20.00'), '100.00'],
    [
      'rebuilt: quality adjustments do not count',
      unstated('80.00', 'PR-2 20.00, CO-237 3.00'),
      '100.00',
    ],
    ['rebuilt: nothing but the payment', unstated('55.10', 'CO-45 144.90'), '55.10'],
  ])('accrues %s', (_, given, cents) => {
    const accrual = accrue(given);

    expect(accrual).toMatchObject({
      allowedCents: dollars(cents),
      accruedCents: dollars(cents),
      isDenied: false,
      isLimitDenied: false,
      isRebuilt: given.allowed === null,
    });
  });

  it.each([
    ['bundled', { allowed: '0.00', paid: '0.00', charge: '15.00', cas: 'CO-97 15.00' }, {}, false],
    ['bundled, unstated', unstated('0.00', 'CO-97 200.00'), {}, false],
    ['not necessary', unstated('0.00', 'PR-50 200.00'), {}, true],
    ['not covered', unstated('0.00', 'PR-96 200.00'), {}, true],
    ['the feed says denied', { allowed: '60.00', isDenied: true }, {}, true],
    ['the claim is denied', { allowed: '60.00', paid: '0.00' }, { status: '4' }, true],
    ['a negative amount', { allowed: '-60.00', paid: '-48.00' }, {}, false],
    ['nothing at all', { allowed: '0.00', paid: '0.00', charge: '0.00' }, {}, false],
  ])('accrues nothing: %s', (_, given, claimGiven, isDenied) => {
    expect(accrue(given, claimGiven)).toMatchObject({
      accruedCents: 0,
      isDenied,
      isLimitDenied: false,
    });
  });

  it('keeps no allowed amount on a denied line', () => {
    expect(accrue({ allowed: '60.00', isDenied: true }).allowedCents).toBe(0);
  });

  it('does not take a paid line for denied because of one reason', () => {
    const partly = { allowed: '60.00', paid: '48.00', cas: 'CO-50 40.00, PR-2 12.00' };

    expect(accrue(partly)).toMatchObject({ isDenied: false, accruedCents: dollars('60.00') });
  });
});

describe('accrueLine, limit reached', () => {
  it.each([
    ['CO', unstated('0.00', 'CO-119 200.00'), {}],
    ['PR', unstated('0.00', 'PR-119 200.00'), {}],
    ['stated as zero', { allowed: '0.00', paid: '0.00', cas: 'CO-119 200.00' }, {}],
    ['said by the feed', { allowed: '0.00', paid: '0.00', cas: 'CO-119 9.00', isDenied: true }, {}],
    ['on a denied claim', unstated('0.00', 'CO-119 200.00'), { status: '4' }],
    ['beside another reason', unstated('0.00', 'CO-45 80.00, CO-119 120.00'), {}],
  ])('denies: %s', (_, given, claimGiven) => {
    expect(accrue(given, claimGiven)).toMatchObject({
      accruedCents: 0,
      isDenied: true,
      isLimitDenied: true,
      rules: ['ADJ-4', 'DEN-1'],
    });
  });

  it('does not deny what was paid', () => {
    expect(accrue({ allowed: '60.00', paid: '48.00', cas: 'CO-119 10.00' })).toMatchObject({
      accruedCents: dollars('60.00'),
      isLimitDenied: false,
    });
  });
});

describe('accrueLine, Medicare as second payer', () => {
  const secondary: LineGiven = {
    allowed: '100.00',
    paid: '19.60',
    cas: 'CO-45 60.00, OA-23 80.00, CO-253 0.40',
  };

  it.each([
    ['second', secondary, { status: '2' }, '20.00'],
    ['third', secondary, { status: '3' }, '20.00'],
    ['second, forwarded', secondary, { status: '20' }, '20.00'],
    ['third, forwarded', secondary, { status: '21' }, '20.00'],
    ['first, forwarded', secondary, { status: '19' }, '100.00'],
    ['first', secondary, { status: '1' }, '100.00'],
    ['second, unstated amount', { ...secondary, allowed: null }, { status: '2' }, '20.00'],
    [
      'second, paid nothing',
      { ...secondary, paid: '0.00', cas: 'OA-23 100.00' },
      { status: '2' },
      '0.00',
    ],
    ['the claim says fee', secondary, { status: '2', mspAccrual: 'fee' as const }, '100.00'],
    [
      'the claim says second payment, whatever its status',
      secondary,
      { status: '1', mspAccrual: 'medicare_secondary_payment' as const },
      '20.00',
    ],
  ])('%s', (_, given, claimGiven, cents) => {
    expect(accrue(given, claimGiven).accruedCents).toBe(dollars(cents));
  });

  it('accrues the fee where the workspace says so', () => {
    const fee = foldContext(reference, { mspAccrual: 'fee' });

    expect(accrueLine(claimFacts({ status: '2' }), line(secondary), fee).accruedCents).toBe(10_000);
    expect(
      accrueLine(
        claimFacts({ status: '2', mspAccrual: 'medicare_secondary_payment' }),
        line(secondary),
        fee,
      ).accruedCents,
    ).toBe(2_000);
  });
});

describe('hasKx', () => {
  it.each([
    ['first', { mods: 'KX GP' }, true],
    ['fourth', { mods: 'GP 59 CQ KX' }, true],
    ['none', { mods: 'GP' }, false],
    ['a look-alike', { mods: 'GP KF' }, false],
    ['billed, though the payer changed the line', { mods: 'GP', billed: '97110 GP KX' }, true],
    ['not billed, though the payer shows it', { mods: 'GP KX', billed: '97110 GP' }, false],
  ])('%s', (_, given, expected) => {
    expect(hasKx(line(given))).toBe(expected);
  });
});
