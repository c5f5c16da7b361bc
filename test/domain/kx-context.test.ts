// KX-7: KX that has nothing to do with therapy, and its look-alikes.

import { describe, expect, it } from '@jest/globals';
import { kxNotes } from '../../lib/domain/kx-context.js';
import { classifyLine } from '../../lib/domain/therapy-line.js';
import { claimFacts, line, type ClaimGiven, type LineGiven } from '../support/claim-builder.js';
import { testReference } from '../support/test-reference.js';

const reference = await testReference();

function notes(lineGiven: LineGiven, claimGiven: ClaimGiven = {}): readonly string[] {
  const one = line(lineGiven);
  return kxNotes(one, classifyLine(claimFacts(claimGiven), one, reference), reference);
}

describe('kxNotes', () => {
  const CASES: readonly (readonly [string, LineGiven, ClaimGiven, readonly string[]])[] = [
    ['KX on a therapy line', { mods: 'GP KX' }, {}, []],
    ['no KX on a shoe', { hcpcs: 'A5500', mods: '' }, {}, []],
    ['therapeutic shoe', { hcpcs: 'A5500', mods: 'KX' }, {}, ['KX_CONTEXT_DMEPOS']],
    ['airway pressure device', { hcpcs: 'E0601', mods: 'RR KX' }, {}, ['KX_CONTEXT_DMEPOS']],
    ['orthosis', { hcpcs: 'L1833', mods: 'KX' }, {}, ['KX_CONTEXT_DMEPOS']],
    ['dental', { hcpcs: 'D7140', mods: 'KX' }, {}, ['KX_CONTEXT_DENTAL']],
    ['hospice', { hcpcs: 'Q5001', mods: 'KX' }, {}, ['KX_CONTEXT_HOSPICE_NOTICE']],
    ['sex conflict', { hcpcs: '76856', mods: 'KX' }, {}, ['KX_CONTEXT_SEX_PROCEDURE_CONFLICT']],
    ['respiratory', { hcpcs: 'G0237', mods: 'KX' }, {}, ['KX_CONTEXT_RESPIRATORY']],
    ['something else', { hcpcs: '99213', mods: 'KX' }, {}, []],
    ['another payer', { mods: 'GP KX' }, { filingIndicator: '16' }, ['KX_CONTEXT_OTHER_PAYER']],
    ['always-code without discipline', { mods: 'KX' }, {}, ['KX_WITHOUT_DISCIPLINE_MODIFIER']],
    [
      'sometimes-code without discipline',
      { hcpcs: '97597', mods: 'KX' },
      {},
      ['KX_WITHOUT_DISCIPLINE_MODIFIER'],
    ],
    ['look-alike KF', { mods: 'GP KF' }, {}, ['KX_LOOKALIKE_KF']],
    ['look-alike KZ', { mods: 'GP KZ' }, {}, ['KX_LOOKALIKE_KZ']],
    ['look-alike beside KX', { mods: 'GP KF KX' }, {}, ['KX_LOOKALIKE_KF']],
    ['KX as billed', { hcpcs: 'E0601', mods: '', billed: 'E0601 KX' }, {}, ['KX_CONTEXT_DMEPOS']],
  ];

  it.each(CASES)('%s', (_, lineGiven, claimGiven, expected) => {
    expect(notes(lineGiven, claimGiven)).toEqual(expected);
  });
});
