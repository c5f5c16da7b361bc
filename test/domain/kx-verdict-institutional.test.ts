// KX on institutional claims: all lines of the limit, or for speech all or none (KX-4 to KX-6).
// Judged through the fold; amount of 2026: 2,480.00.

import { describe, expect, it } from '@jest/globals';
import type { ClaimVersion } from '../../lib/domain/claim.js';
import { claim, type LineGiven } from '../support/claim-builder.js';
import { fold, foldContext, seed, verdicts } from '../support/fold-person.js';
import { testReference } from '../support/test-reference.js';

const reference = await testReference();
const context = foldContext(reference);
const HOSPITAL = { typeOfBill: '0131' };

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

describe('institutional claims', () => {
  const MIXED = ['SLP_KX_MIXED'];

  it.each([
    [
      'KX on all lines of the group, none on OT',
      '2430.00',
      [pt('30.00', 'GP KX'), pt('25.00', 'GP KX'), pt('40.00'), ot('35.00', 'GO KX'), ot('35.00')],
      [
        'claim_level ok',
        'required ok',
        'required missing',
        'not_required early',
        'not_required ok',
      ],
      [[], [], [], [], []],
    ],
    [
      'a line below without KX',
      '2430.00',
      [pt('30.00'), pt('25.00', 'GP KX')],
      ['claim_level missing', 'required ok'],
      [[], []],
    ],
    [
      'no line over: KX on a line is early',
      '2000.00',
      [pt('30.00', 'GP KX'), pt('25.00')],
      ['not_required early', 'not_required ok'],
      [[], []],
    ],
    [
      'OT over: PT is not asked',
      '0.00',
      [ot('2500.00', 'GO KX'), ot('20.00'), pt('30.00')],
      ['required ok', 'required missing', 'not_required ok'],
      [[], [], []],
    ],
    [
      'speech below a PT line that is over: all with KX',
      '2460.00',
      [slp('10.00', 'GN KX'), slp('5.00', 'GN KX'), pt('30.00', 'GP KX')],
      ['all_or_none ok', 'all_or_none ok', 'required ok'],
      [[], [], []],
    ],
    [
      'speech below a PT line that is over: none with KX',
      '2460.00',
      [slp('10.00'), slp('5.00'), pt('30.00', 'GP KX')],
      ['all_or_none ok', 'all_or_none ok', 'required ok'],
      [[], [], []],
    ],
    [
      'speech below a PT line that is over: some with KX',
      '2460.00',
      [slp('10.00', 'GN KX'), slp('5.00'), pt('30.00', 'GP KX')],
      ['all_or_none mixed', 'all_or_none mixed', 'required ok'],
      [MIXED, MIXED, []],
    ],
    [
      'a speech line itself over: all need KX, a mixture is flagged as well',
      '2460.00',
      [slp('10.00'), pt('30.00', 'GP KX'), slp('15.00', 'GN KX')],
      ['claim_level missing', 'required ok', 'required ok'],
      [MIXED, [], MIXED],
    ],
    [
      'a speech line over, PT below: claim level for PT',
      '2460.00',
      [pt('10.00', 'GP KX'), slp('30.00', 'GN KX')],
      ['claim_level ok', 'required ok'],
      [[], []],
    ],
    [
      'a conflict on speech lines of one kind',
      '2460.00',
      [slp('10.00', 'GN KX GA'), pt('30.00', 'GP KX')],
      ['all_or_none conflict', 'required ok'],
      [['KX_CONFLICT_GA'], []],
    ],
    [
      'a bundled line is asked nothing',
      '2460.00',
      [pt('0.00'), pt('30.00', 'GP KX')],
      ['not_applicable not_applicable', 'required ok'],
      [[], []],
    ],
  ])('%s', (_, already, lines, expected, flags) => {
    const view = judge(already, [claim({ ...HOSPITAL, lines })]);

    expect(verdicts(view).map((text) => text.replace(/^\S+ /, ''))).toEqual(expected);
    expect(view.lines.map((each) => each.flags)).toEqual(flags);
  });

  it('are judged one by one: another claim that is over changes nothing', () => {
    const view = judge('2440.00', [
      claim({ ...HOSPITAL, icn: 'A', lines: [pt('40.00')] }),
      claim({ ...HOSPITAL, icn: 'B', lines: [pt('10.00', 'GP KX')] }),
    ]);

    expect(verdicts(view)).toEqual(['A/1 not_required ok', 'B/1 required ok']);
  });

  it('are judged by year: a line of the next year is asked nothing', () => {
    const lines = [pt('80.01', 'GP KX'), { ...pt('10.00'), dos: '2027-01-02' }];
    const versions = [claim({ ...HOSPITAL, lines })];
    const seeds = [seed({ amount: '2400.00' })];

    expect(verdicts(fold(2026, { versions, seeds }, context))).toEqual(['A/1 required ok']);
    expect(verdicts(fold(2027, { versions, seeds }, context))).toEqual([
      'A/2 not_determined not_applicable',
    ]);
  });
});
