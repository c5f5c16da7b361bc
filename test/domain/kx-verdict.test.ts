// What KX the rules ask of each line and what the line does (RULES 4), judged through the fold.
// Amount of 2026: 2,480.00.

import { describe, expect, it } from '@jest/globals';
import type { ClaimVersion } from '../../lib/domain/claim.js';
import type { NearTolerance } from '../../lib/domain/fold-settings.js';
import { dollars } from '../support/amounts.js';
import { claim, type LineGiven } from '../support/claim-builder.js';
import { fold, foldContext, lineOf, seed, verdicts } from '../support/fold-person.js';
import { testReference } from '../support/test-reference.js';

const reference = await testReference();
const context = foldContext(reference);

function judge(already: string, versions: readonly ClaimVersion[]) {
  return fold(2026, { versions, seeds: [seed({ amount: already })] }, context);
}

function pt(allowed: string, mods = 'GP'): LineGiven {
  return { allowed, mods, rev: '0420' };
}

function slp(allowed: string, mods = 'GN'): LineGiven {
  return { hcpcs: '92507', allowed, mods, rev: '0440' };
}

function ot(allowed: string, mods = 'GO'): LineGiven {
  return { hcpcs: '97530', allowed, mods, rev: '0430' };
}

function limitDenied(mods: string): LineGiven {
  return { allowed: '0.00', paid: '0.00', charge: '90.00', cas: 'CO-119 90.00', mods, rev: '0420' };
}

describe('professional claims', () => {
  it.each([
    ['exactly at the amount', '2400.00', [pt('80.00')], ['A/1 not_required ok']],
    ['one cent over', '2400.00', [pt('80.01')], ['A/1 required missing']],
    ['one cent over, with KX', '2400.00', [pt('80.01', 'GP KX')], ['A/1 required ok']],
    [
      'each line alone: below, crossing, after',
      '2430.00',
      [pt('30.00'), pt('25.00', 'KX GP'), pt('40.00')],
      ['A/1 not_required ok', 'A/2 required ok', 'A/3 required missing'],
    ],
    [
      'KX on a line below, although a later line crosses',
      '2430.00',
      [pt('30.00', 'GP KX'), pt('25.00', 'GP KX')],
      ['A/1 not_required early', 'A/2 required ok'],
    ],
    [
      'PT and SLP add up, OT does not',
      '2400.00',
      [pt('50.00'), ot('50.00', 'GO KX'), slp('50.00')],
      ['A/1 not_required ok', 'A/2 not_required early', 'A/3 required missing'],
    ],
    ['KX far below', '0.00', [pt('80.00', 'GP KX')], ['A/1 not_required early']],
    ['a bundled line above', '2600.00', [pt('0.00')], ['A/1 not_applicable not_applicable']],
    [
      'a bundled line with KX',
      '2600.00',
      [pt('0.00', 'GP KX')],
      ['A/1 not_applicable not_applicable'],
    ],
  ])('%s', (_, already, lines, expected) => {
    expect(verdicts(judge(already, [claim({ lines })]))).toEqual(expected);
  });
});

describe('lines denied because the limit was reached', () => {
  it.each([
    ['without KX', '2500.00', 'GP', 'A/1 required missing', []],
    ['with KX', '2500.00', 'GP KX', 'A/1 required ok', []],
    ['also below the amount in our own claims', '100.00', 'GP', 'A/1 required missing', []],
    ['with GA: the denial was announced', '2500.00', 'GP GA', 'A/1 required not_applicable', []],
    ['with GZ', '2500.00', 'GP GZ', 'A/1 required not_applicable', []],
    ['with GY', '2500.00', 'GP GY', 'A/1 required not_applicable', []],
    ['with GX', '2500.00', 'GP GX', 'A/1 required not_applicable', []],
    ['with KX and GA', '2500.00', 'GP KX GA', 'A/1 required not_applicable', ['KX_CONFLICT_GA']],
  ])('%s', (_, already, mods, expected, flags) => {
    const view = judge(already, [claim({ lines: [limitDenied(mods)] })]);

    expect(verdicts(view)).toEqual([expected]);
    expect(lineOf(view).accruedCents).toBe(0);
    expect(new Set(lineOf(view).flags)).toEqual(new Set([...flags, 'LIMIT_DENIED']));
  });
});

describe('contradicting modifiers', () => {
  it.each([
    ['GA above', '2500.00', 'GP KX GA', 'A/1 required conflict', ['KX_CONFLICT_GA']],
    ['GX above', '2500.00', 'GP KX GX', 'A/1 required conflict', ['KX_CONFLICT_GX']],
    ['GY above', '2500.00', 'GP KX GY', 'A/1 required conflict', ['KX_CONFLICT_GY']],
    ['GZ above', '2500.00', 'GZ KX GP', 'A/1 required conflict', ['KX_CONFLICT_GZ']],
    [
      'below: conflict goes before early',
      '0.00',
      'GP KX GA',
      'A/1 not_required conflict',
      ['KX_CONFLICT_GA'],
    ],
    [
      'two of them',
      '2500.00',
      'GP KX GX GY',
      'A/1 required conflict',
      ['KX_CONFLICT_GX', 'KX_CONFLICT_GY'],
    ],
    ['GA without KX, paid above', '2500.00', 'GP GA', 'A/1 required missing', []],
    ['GA without KX, below', '0.00', 'GP GA', 'A/1 not_required ok', []],
  ])('%s', (_, already, mods, expected, flags) => {
    const view = judge(already, [claim({ lines: [pt('60.00', mods)] })]);

    expect(verdicts(view)).toEqual([expected]);
    expect(lineOf(view)).toMatchObject({ flags, accruedCents: 6_000 });
  });
});

describe('KX close to the amount', () => {
  const fixed: NearTolerance = { kind: 'fixed', cents: dollars('150.00') };
  const visit: NearTolerance = { kind: 'visit', minimumCents: dollars('150.00') };
  const kx = pt('50.00', 'GP KX');

  it.each([
    ['150.00 left after the line is not within 150.00', fixed, '2280.00', [kx], 'early'],
    ['149.99 left is', fixed, '2280.01', [kx], 'near'],
    ['nothing left', fixed, '2430.00', [kx], 'near'],
    [
      'with no tolerance nothing is near',
      { kind: 'fixed', cents: dollars('0.00') } as const,
      '2430.00',
      [kx],
      'early',
    ],
    ['by visit: the minimum holds for a small visit', visit, '2280.01', [kx], 'near'],
    ['by visit: just outside the minimum', visit, '2280.00', [kx], 'early'],
    [
      'by visit: the lines of the day together widen it',
      visit,
      '2210.01',
      [kx, pt('170.00')],
      'near',
    ],
    [
      'by visit: lines of the other group do not',
      visit,
      '2210.00',
      [kx, pt('170.00'), ot('900.00')],
      'early',
    ],
  ])('%s', (_, nearTolerance, already, lines, assessment) => {
    const given = { versions: [claim({ lines })], seeds: [seed({ amount: already })] };
    const view = fold(2026, given, foldContext(reference, { nearTolerance }));

    expect(lineOf(view)).toMatchObject({ kxExpected: 'not_required', kxAssessment: assessment });
  });
});
