// The closed form of a draft: what is refused, with place and reason and never the value.

import { describe, expect, it } from '@jest/globals';
import { draftVersion, parseDraft } from '../../lib/pipeline/draft-claim.js';
import { toIsoDay } from '../../lib/domain/day.js';

const line = {
  line: 1,
  serviceDate: '2026-03-02',
  hcpcs: '97110',
  modifiers: ['GP', 'KX'],
  expectedAllowed: '98.60',
};
const draft = { beneficiary: 'k1_token', claimType: 'professional', lines: [line] };
const bill = { ...draft, claimType: 'institutional', typeOfBill: '131' };

describe('parseDraft', () => {
  it.each([
    { name: 'text', expectedAllowed: '98.60', cents: 9_860 },
    { name: 'a number', expectedAllowed: 98.6, cents: 9_860 },
    { name: 'whole dollars', expectedAllowed: 98, cents: 9_800 },
    { name: 'nothing allowed', expectedAllowed: '0', cents: 0 },
  ])('reads dollars as $name', ({ expectedAllowed, cents }) => {
    const parsed = parseDraft({ ...draft, lines: [{ ...line, expectedAllowed }] });

    expect(parsed).toMatchObject({ kind: 'draft', draft: { lines: [{ expectedAllowed: cents }] } });
  });

  it.each([
    {
      name: 'an unknown field',
      value: { ...draft, mbi: 'x' },
      problems: ['draft: Unrecognized key: "mbi"'],
    },
    {
      name: 'no lines',
      value: { ...draft, lines: [] },
      problems: [expect.stringMatching(/^lines: /)],
    },
    {
      name: 'a day that does not exist',
      value: { ...draft, lines: [{ ...line, serviceDate: '2026-02-30' }] },
      problems: ['lines.0.serviceDate: not a calendar day (YYYY-MM-DD)'],
    },
    {
      name: 'an amount that is none',
      value: { ...draft, lines: [{ ...line, expectedAllowed: '1e3' }] },
      problems: ['lines.0.expectedAllowed: not an amount in dollars such as "80.01"'],
    },
    {
      name: 'an amount below zero',
      value: { ...draft, lines: [{ ...line, expectedAllowed: -5 }] },
      problems: ['lines.0.expectedAllowed: not an amount in dollars such as "80.01"'],
    },
    {
      name: 'a modifier of another length',
      value: { ...draft, lines: [{ ...line, modifiers: ['GP', 'K'] }] },
      problems: ['lines.0.modifiers.1: not a modifier of two characters'],
    },
    {
      name: 'a line number twice',
      value: { ...draft, lines: [line, line] },
      problems: ['lines.1.line: stands twice'],
    },
    {
      name: 'an institutional claim without type of bill',
      value: { ...draft, claimType: 'institutional' },
      problems: ['typeOfBill: an institutional claim needs it'],
    },
    {
      name: 'a professional claim with type of bill',
      value: { ...draft, typeOfBill: '0131' },
      problems: ['typeOfBill: a professional claim has none'],
    },
    {
      name: 'a service after the claim was received',
      value: { ...draft, receivedDate: '2026-03-01' },
      problems: ['lines.0.serviceDate: after the received date of the draft'],
    },
    { name: 'no object', value: 'draft', problems: [expect.stringMatching(/^draft: /)] },
  ])('refuses $name', ({ value, problems }) => {
    expect(parseDraft(value)).toEqual({ kind: 'rejected', problems });
  });

  it('never repeats a value', () => {
    const secret = '1EG4TE5MK73';
    const value = {
      beneficiary: { id: secret },
      claimType: secret,
      typeOfBill: secret,
      payer: secret,
      receivedDate: secret,
      lines: [{ ...line, serviceDate: secret, hcpcs: secret, modifiers: [secret], units: secret }],
    };

    const parsed = parseDraft(value);

    expect(parsed.kind).toBe('rejected');
    expect(JSON.stringify(parsed)).not.toContain(secret);
  });
});

describe('draftVersion', () => {
  it('writes type of bill and revenue code in full and expects what is expected', () => {
    const parsed = parseDraft({ ...bill, lines: [{ ...line, revenueCode: '420' }] });
    if (parsed.kind !== 'draft') throw new Error('refused');

    const version = draftVersion(parsed.draft, toIsoDay('2026-03-09'));

    expect(version).toMatchObject({
      typeOfBill: '0131',
      filingIndicator: 'MB',
      receivedDate: '2026-03-09',
      lines: [{ revenueCode: '0420', allowedCents: 9_860, units: 1 }],
    });
  });
});
