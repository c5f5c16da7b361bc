// RULES 3: which lines are therapy, whose discipline, which group, and why not.

import { describe, expect, it } from '@jest/globals';
import { classifyLine } from '../../lib/domain/therapy-line.js';
import { claimFacts, line, type ClaimGiven, type LineGiven } from '../support/claim-builder.js';
import { testReference } from '../support/test-reference.js';

const reference = await testReference();

function classify(lineGiven: LineGiven, claimGiven: ClaimGiven = {}) {
  return classifyLine(claimFacts(claimGiven), line(lineGiven), reference);
}

const OUTPATIENT: ClaimGiven = { typeOfBill: '0131' };

describe('classifyLine', () => {
  const IN_A_GROUP: readonly (readonly [
    string,
    LineGiven,
    ClaimGiven,
    string,
    string,
    readonly string[],
  ])[] = [
    ['PT', { mods: 'GP' }, {}, 'PT_SLP', 'GP', []],
    ['SLP', { hcpcs: '92507', mods: 'GN' }, {}, 'PT_SLP', 'GN', []],
    ['OT', { hcpcs: '97530', mods: 'GO' }, {}, 'OT', 'GO', []],
    ['any place among the modifiers', { mods: '59 CQ KX GP' }, {}, 'PT_SLP', 'GP', []],
    ['a sometimes-code with its modifier', { hcpcs: '97597', mods: 'GP' }, {}, 'PT_SLP', 'GP', []],
    ['a code new in 2026', { hcpcs: '98979', mods: 'GO' }, {}, 'OT', 'GO', []],
    [
      'a code retired after 2016',
      { hcpcs: '97001', mods: 'GP', dos: '2016-12-31' },
      {},
      'PT_SLP',
      'GP',
      [],
    ],
    [
      'PT evaluation under OT',
      { hcpcs: '97161', mods: 'GO' },
      {},
      'OT',
      'GO',
      ['DISCIPLINE_CODE_MISMATCH'],
    ],
    [
      'OT evaluation under PT',
      { hcpcs: '97168', mods: 'GP' },
      {},
      'PT_SLP',
      'GP',
      ['DISCIPLINE_CODE_MISMATCH'],
    ],
    [
      'speech evaluation under OT',
      { hcpcs: '92523', mods: 'GO' },
      {},
      'OT',
      'GO',
      ['DISCIPLINE_CODE_MISMATCH'],
    ],
    ['the revenue code agrees', { mods: 'GP', rev: '0420' }, OUTPATIENT, 'PT_SLP', 'GP', []],
    ['any 043X agrees with OT', { mods: 'GO', rev: '0434' }, OUTPATIENT, 'OT', 'GO', []],
    [
      'the revenue code disagrees',
      { mods: 'GO', rev: '0420' },
      OUTPATIENT,
      'OT',
      'GO',
      ['DISCIPLINE_REVENUE_MISMATCH'],
    ],
    [
      'code and revenue code disagree',
      { hcpcs: '97161', mods: 'GN', rev: '0430' },
      OUTPATIENT,
      'PT_SLP',
      'GN',
      ['DISCIPLINE_CODE_MISMATCH', 'DISCIPLINE_REVENUE_MISMATCH'],
    ],
    [
      'a revenue code of no discipline',
      { mods: 'GP', rev: '0510' },
      OUTPATIENT,
      'PT_SLP',
      'GP',
      [],
    ],
    ['a revenue code on a professional claim', { mods: 'GP', rev: '0430' }, {}, 'PT_SLP', 'GP', []],
    [
      'no modifier, PT by revenue code',
      { mods: '', rev: '0420' },
      OUTPATIENT,
      'PT_SLP',
      'GP',
      ['DISCIPLINE_FROM_REVENUE_CODE'],
    ],
    [
      'no modifier, OT by revenue code',
      { mods: 'KX', rev: '0431' },
      OUTPATIENT,
      'OT',
      'GO',
      ['DISCIPLINE_FROM_REVENUE_CODE'],
    ],
    [
      'no modifier, SLP by revenue code',
      { hcpcs: '92507', mods: '', rev: '0440' },
      OUTPATIENT,
      'PT_SLP',
      'GN',
      ['DISCIPLINE_FROM_REVENUE_CODE'],
    ],
  ];

  it.each(IN_A_GROUP)('%s', (_, lineGiven, claimGiven, group, discipline, flags) => {
    expect(classify(lineGiven, claimGiven)).toMatchObject({ group, discipline, flags });
  });

  const OUTSIDE: readonly (readonly [string, LineGiven, ClaimGiven, readonly string[]])[] = [
    ['a sometimes-code without modifier', { hcpcs: '97597', mods: '' }, {}, []],
    [
      'a sometimes-code without modifier, therapy revenue code',
      { hcpcs: '97597', mods: '', rev: '0420' },
      OUTPATIENT,
      [],
    ],
    ['an always-code without modifier', { mods: 'KX' }, {}, ['DISCIPLINE_UNRESOLVED']],
    [
      'an always-code without modifier, revenue code of no discipline',
      { mods: '', rev: '0510' },
      OUTPATIENT,
      ['DISCIPLINE_UNRESOLVED'],
    ],
    [
      'an always-code without modifier, therapy revenue code on a professional claim',
      { mods: '', rev: '0420' },
      {},
      ['DISCIPLINE_UNRESOLVED'],
    ],
    ['two disciplines', { mods: 'GP GO' }, {}, ['MULTIPLE_DISCIPLINE_MODIFIERS']],
    ['three disciplines', { mods: 'GP KX GO GN' }, {}, ['MULTIPLE_DISCIPLINE_MODIFIERS']],
    [
      'two disciplines beside a revenue code',
      { mods: 'GP GO', rev: '0420' },
      OUTPATIENT,
      ['MULTIPLE_DISCIPLINE_MODIFIERS'],
    ],
    ['not therapy', { hcpcs: 'E0601', mods: 'KX' }, {}, []],
    ['respiratory therapy', { hcpcs: 'G0237', mods: '' }, {}, []],
    ['respiratory therapy under PT', { hcpcs: 'G0237', mods: 'GP' }, {}, []],
    ['needle EMG under PT', { hcpcs: '95860', mods: 'GP' }, {}, []],
    ['cardiac rehabilitation under PT', { hcpcs: '93798', mods: 'GP' }, {}, []],
    ['chiropractic under PT', { hcpcs: '98941', mods: 'GP' }, {}, []],
    ['a code before its first day', { hcpcs: '98979', mods: '', dos: '2025-12-31' }, {}, []],
    ['a code after its last day', { hcpcs: '97001', mods: '', dos: '2017-01-01' }, {}, []],
    ['Medicare Advantage', { mods: 'GP' }, { filingIndicator: '16' }, ['PAYER_EXCLUDED']],
    ['an unknown payer', { mods: 'GP' }, { payerId: '99999' }, ['PAYER_UNVERIFIED']],
    ['a Part A stay', { mods: 'GP' }, { typeOfBill: '0111' }, ['SETTING_EXCLUDED']],
    [
      'payer before setting',
      { mods: 'GP' },
      { typeOfBill: '0111', filingIndicator: 'CI' },
      ['PAYER_EXCLUDED'],
    ],
    [
      'unknown payer before setting',
      { mods: 'GP' },
      { typeOfBill: '0111', payerId: '99999' },
      ['PAYER_UNVERIFIED'],
    ],
    ['setting before disciplines', { mods: 'GP GO' }, { typeOfBill: '0111' }, ['SETTING_EXCLUDED']],
    [
      'a hospital before 2012-10-01',
      { mods: 'GP', dos: '2012-09-30' },
      OUTPATIENT,
      ['SETTING_EXCLUDED'],
    ],
  ];

  it.each(OUTSIDE)('outside every group: %s', (_, lineGiven, claimGiven, flags) => {
    expect(classify(lineGiven, claimGiven)).toMatchObject({ group: null, discipline: null, flags });
  });

  // CWF counts a line whenever it carries one of the three modifiers (ID-1).
  it.each([
    ['an office visit', { hcpcs: '99213', mods: 'GP' }, ['CODE_NOT_ON_THERAPY_LIST']],
    [
      'a retired code',
      { hcpcs: '97001', mods: 'GP', dos: '2017-01-01' },
      ['CODE_NOT_ON_THERAPY_LIST'],
    ],
    ['a code on the list', { mods: 'GP' }, []],
  ])('counts by the modifier, and notes a code that is on no list: %s', (_, given, notes) => {
    expect(classify(given)).toMatchObject({ group: 'PT_SLP', discipline: 'GP', flags: [], notes });
  });

  it('goes by what was paid, not by what was billed', () => {
    const changed = { hcpcs: '97530', mods: 'GO', billed: '97110 GP KX' };

    expect(classify(changed)).toMatchObject({ group: 'OT', discipline: 'GO' });
  });
});
