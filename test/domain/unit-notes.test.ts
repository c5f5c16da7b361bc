// ACC-6 and RULES 7.6: observations about units and assistants; they change no amount.

import { describe, expect, it } from '@jest/globals';
import { unitNotes } from '../../lib/domain/unit-notes.js';
import { claim, line, type ClaimGiven, type LineGiven } from '../support/claim-builder.js';
import { testReference } from '../support/test-reference.js';

const reference = await testReference();
const HOSPITAL: ClaimGiven = { typeOfBill: '0131' };

describe('unitNotes', () => {
  const CASES: readonly (readonly [string, LineGiven, ClaimGiven, readonly string[]])[] = [
    ['nothing to say', { units: 1 }, {}, []],
    ['at the practitioner limit', { units: 6 }, {}, []],
    ['over the practitioner limit', { units: 7 }, {}, ['UNITS_OVER_MUE']],
    ['over it by a part of a unit', { units: 6.5 }, {}, ['UNITS_OVER_MUE']],
    ['at the hospital limit', { units: 8 }, HOSPITAL, []],
    ['over the hospital limit', { units: 9 }, HOSPITAL, ['UNITS_OVER_MUE']],
    ['group therapy twice', { hcpcs: '97150', units: 2 }, {}, ['UNITS_OVER_MUE']],
    ['group therapy twice in a hospital', { hcpcs: '97150', units: 2 }, HOSPITAL, []],
    ['an evaluation twice', { hcpcs: '97161', units: 2 }, {}, ['UNITS_OVER_MUE']],
    ['a code without a limit', { hcpcs: '97010', units: 40 }, {}, []],
    ['a code on no list', { hcpcs: '99213', units: 40 }, {}, []],
    ['a PT assistant', { mods: 'GP CQ' }, {}, ['ASSISTANT_FURNISHED']],
    ['an OT assistant', { mods: 'GO CO' }, {}, ['ASSISTANT_FURNISHED']],
    ['both', { mods: 'GP CQ', units: 7 }, {}, ['ASSISTANT_FURNISHED', 'UNITS_OVER_MUE']],
    ['units taken back', { units: -7 }, {}, []],
  ];

  it.each(CASES)('%s', (_, lineGiven, claimGiven, notes) => {
    expect(unitNotes(claim(claimGiven), line(lineGiven), reference)).toEqual(notes);
  });
});
