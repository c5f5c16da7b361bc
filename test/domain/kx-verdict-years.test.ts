// Years in which KX means something else or cannot be judged: no amount yet, no limit, no remedy.

import { describe, expect, it } from '@jest/globals';
import { claim } from '../support/claim-builder.js';
import { fold, foldContext, groupOf, lineOf } from '../support/fold-person.js';
import { testReference } from '../support/test-reference.js';

const reference = await testReference();
const context = foldContext(reference);

function oneLine(year: number, allowed: string, mods: string) {
  const version = claim({ lines: [{ dos: `${year}-06-15`, allowed, mods }] });
  return fold(year, { versions: [version] }, context);
}

describe('2027, whose KX amount is not known', () => {
  it.each(['GP', 'GP KX', 'GP KX GA'])('leaves KX open with %s', (mods) => {
    expect(lineOf(oneLine(2027, '80.00', mods))).toMatchObject({
      accruedCents: 8_000,
      beforeCents: 0,
      afterCents: 8_000,
      kxExpected: 'not_determined',
      kxAssessment: 'not_applicable',
      kxCertainty: 'not_determined',
    });
  });

  it('keeps totals and the review amount, and says which amount is missing', () => {
    expect(groupOf(oneLine(2027, '3000.01', 'GP'))).toMatchObject({
      accumulatedCents: 300_001,
      kxThresholdCents: null,
      remainingCents: null,
      overCents: null,
      kxCrossing: null,
      reviewThresholdCents: 300_000,
      reviewCrossing: { line: 1 },
      reviewExposedAllowedCents: 300_001,
      reviewExcessCents: 1,
      isKxAmountPending: true,
      isReviewAmountPending: false,
    });
  });
});

describe('2028, of which neither amount is known', () => {
  it('crosses nothing and says that both are missing', () => {
    const view = oneLine(2028, '9000.00', 'GP');

    expect(lineOf(view)).toMatchObject({ kxExpected: 'not_determined', flags: [] });
    expect(groupOf(view)).toMatchObject({
      kxCrossing: null,
      reviewCrossing: null,
      reviewExposedAllowedCents: 0,
      reviewExcessCents: 0,
      isKxAmountPending: true,
      isReviewAmountPending: true,
    });
  });
});

describe('a year on no list', () => {
  it('guesses nothing', () => {
    const view = oneLine(2031, '9000.00', 'GP');

    expect(lineOf(view).kxExpected).toBe('not_determined');
    expect(groupOf(view)).toMatchObject({ isKxAmountPending: true, isReviewAmountPending: true });
  });
});

describe('years without KX as a remedy', () => {
  it.each([
    ['a moratorium', 2004, '9000.00', 'GP'],
    ['a moratorium, with KX', 2004, '9000.00', 'GP KX'],
    ['the hard cap, below', 1999, '100.00', 'GP'],
    ['the hard cap, above', 1999, '1500.01', 'GP'],
    ['the hard cap of a part of 2003, with KX', 2003, '1590.01', 'GP KX'],
  ])('ask nothing: %s', (_, year, allowed, mods) => {
    expect(lineOf(oneLine(year, allowed, mods))).toMatchObject({
      kxExpected: 'not_applicable',
      kxAssessment: 'not_applicable',
    });
  });

  it('have no amount to come in a moratorium', () => {
    expect(groupOf(oneLine(2004, '9000.00', 'GP'))).toMatchObject({
      accumulatedCents: 900_000,
      kxThresholdCents: null,
      kxCrossing: null,
      isKxAmountPending: false,
    });
  });

  it('still show the amount of the hard cap and what is over it', () => {
    expect(groupOf(oneLine(1999, '1500.01', 'GP'))).toMatchObject({
      kxThresholdCents: 150_000,
      overCents: 1,
      remainingCents: 0,
    });
  });
});

describe('years of the cap with exceptions', () => {
  it.each([
    [2006, '1740.00', 'not_required'],
    [2006, '1740.01', 'required'],
    [2010, '1860.01', 'required'],
    [2017, '1980.00', 'not_required'],
    [2017, '1980.01', 'required'],
    [2018, '2010.01', 'required'],
    [2025, '2410.00', 'not_required'],
    [2025, '2410.01', 'required'],
  ])('ask for KX by the amount of %i at %s: %s', (year, allowed, expected) => {
    expect(lineOf(oneLine(year, allowed, 'GP')).kxExpected).toBe(expected);
  });
});
