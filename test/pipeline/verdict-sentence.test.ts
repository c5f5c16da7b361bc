// The reason of a verdict in words, one case for each thing that a line can be told.

import { describe, expect, it } from '@jest/globals';
import { toIsoDay } from '../../lib/domain/day.js';
import { toCents } from '../../lib/domain/money.js';
import { openQuestion, verdictSentence } from '../../lib/pipeline/verdict-sentence.js';
import { smallLedger, type SmallLedger, type SmallLine } from './small-ledger.js';

/** Seeded with nothing, so that what the lines say is certain. */
const KNOWN = [{ group: 'PT_SLP' as const }, { group: 'OT' as const }];
const HOSPITAL = { claimType: 'institutional' as const, typeOfBill: '0131' };
const DENIED_119 = [{ group: 'CO', reason: '119', cents: toCents(20_000) }];

function told(ledger: SmallLedger, line: number) {
  const { years } = smallLedger(ledger);
  const judged = years.flatMap((year) => year.lines).find((each) => each.line.line === line);
  if (judged === undefined) throw new Error('no such line');
  const view = years
    .flatMap((year) => year.groups)
    .find((each) => each.year === judged.year && each.group === judged.group);
  return {
    sentence: verdictSentence(judged, view ?? null),
    open: openQuestion(judged, view ?? null),
  };
}

function claim(lines: readonly SmallLine[], facts: object = {}) {
  return { icn: 'A1', lines, ...facts };
}

const BIG: SmallLine = { code: '97110 GP', allowed: 240_000 };

describe('verdictSentence, lines of a group', () => {
  it.each([
    {
      name: 'not needed',
      lines: [{ code: '97110 GP', allowed: 248_000 }],
      expected: 'KX is not needed: PT+SLP is at $2,480.00 after it, not above $2,480.00.',
    },
    {
      name: 'crossing, with KX',
      lines: [{ code: '97110 GP KX', allowed: 248_001 }],
      expected:
        'It takes the PT+SLP total from $0.00 to $2,480.01, above $2,480.00: KX is needed. ' +
        'It is there.',
    },
    {
      name: 'crossing from exactly the amount',
      lines: [
        { code: '97110 GP', allowed: 248_000 },
        { code: '97110 GP KX', allowed: 1 },
      ],
      line: 2,
      expected:
        'It takes the PT+SLP total from $2,480.00 to $2,480.01, above $2,480.00: KX is needed. ' +
        'It is there.',
    },
    {
      name: 'later line, without KX',
      lines: [
        { code: '97110 GP KX', allowed: 250_000 },
        { code: '97110 GP', allowed: 9_000 },
      ],
      line: 2,
      expected:
        'The PT+SLP total was $2,500.00 before it, above $2,480.00: KX is needed. It is missing.',
    },
    {
      name: 'early',
      lines: [{ code: '97110 GP KX', allowed: 10_000 }],
      expected:
        'KX is not needed: PT+SLP is at $100.00 after it, not above $2,480.00. ' +
        'It is there all the same, $2,380.00 below the amount: early.',
    },
    {
      name: 'near',
      lines: [{ code: '97110 GP KX', allowed: 240_000 }],
      expected:
        'KX is not needed: PT+SLP is at $2,400.00 after it, not above $2,480.00. ' +
        'It is there, $80.00 below the amount: close, and tolerated.',
    },
    {
      name: 'conflict',
      lines: [{ code: '97110 GP KX GA', allowed: 10_000 }],
      expected:
        'KX is not needed: PT+SLP is at $100.00 after it, not above $2,480.00. ' +
        'KX stands beside GA, which expects a denial.',
    },
    {
      name: 'denied for the limit below our total',
      lines: [{ code: '97110 GP', allowed: 0, adjustments: DENIED_119 }],
      expected:
        'Denied because the limit was used up, so KX was needed. Our PT+SLP total is $0.00, ' +
        'not above $2,480.00, so others have billed too. It is missing.',
    },
    {
      name: 'denied for the limit, notice given',
      lines: [
        { code: '97110 GP KX', allowed: 250_000 },
        {
          code: '97110 GP GA',
          allowed: 0,
          adjustments: DENIED_119,
        },
      ],
      line: 2,
      expected:
        'Denied because the limit was used up, so KX was needed. The line itself expects a ' +
        'denial (GA, GX, GY or GZ), so a missing KX is not held against it.',
    },
    {
      name: 'denied for another reason',
      lines: [
        {
          code: '97110 GP',
          allowed: 0,
          adjustments: [{ group: 'CO', reason: '50', cents: toCents(20_000) }],
        },
      ],
      expected: 'Denied: it adds nothing, and no KX is asked of it.',
    },
    {
      name: 'bundled',
      lines: [{ code: '97010 GP', allowed: 0 }],
      expected: 'It adds nothing to the total, so no KX is asked of it.',
    },
    {
      name: 'year without the exception',
      lines: [{ code: '97110 GP', allowed: 10_000, on: '2002-05-01' }],
      expected:
        'In this year KX could not be used: either no limit was in force, or the limit knew no ' +
        'exception.',
    },
    {
      name: 'amount not known',
      lines: [{ code: '97110 GP KX', allowed: 10_000, on: '2027-05-03' }],
      expected:
        'The KX amount of 2027 is not known, so KX is not judged; ' +
        'PT+SLP is at least $100.00 after it.',
    },
  ])('tells $name', ({ lines, line = 1, expected }) => {
    const known = told({ claims: [claim(lines)], seeds: KNOWN }, line);

    expect(known).toEqual({ sentence: expected, open: '' });
  });

  it.each([
    {
      name: 'another line of the claim above, KX missing',
      lines: [BIG, { code: '97110 GP KX', allowed: 20_000 }],
      expected:
        'Another line of this institutional claim takes the PT+SLP total above $2,480.00, ' +
        'so KX is needed on all its lines of the group. It is missing.',
    },
    {
      name: 'SLP lines that agree',
      lines: [{ code: '92507 GN', allowed: 9_000 }, BIG],
      expected:
        'PT lines of this institutional claim are above $2,480.00 and no SLP line is, ' +
        'so KX may stand on all its SLP lines or on none. They agree.',
    },
    {
      name: 'SLP lines that do not agree',
      lines: [{ code: '92507 GN', allowed: 9_000 }, { code: '92526 GN KX', allowed: 9_000 }, BIG],
      expected:
        'PT lines of this institutional claim are above $2,480.00 and no SLP line is, ' +
        'so KX may stand on all its SLP lines or on none. Some carry it and others do not.',
    },
  ])('tells $name', ({ lines, expected }) => {
    expect(told({ claims: [claim(lines, HOSPITAL)], seeds: KNOWN }, 1).sentence).toBe(expected);
  });
});

describe('verdictSentence, lines of no group', () => {
  it.each([
    {
      name: 'another payer',
      facts: { filingIndicator: '16' },
      code: '97110 GP KX',
      expected:
        'The payer is not Medicare fee-for-service, so the line does not count. ' +
        'The KX on it is not judged. KX by the rules of another payer.',
    },
    {
      name: 'a payer on no list',
      facts: { payerId: '99999' },
      code: '97110 GP',
      expected: 'The payer says Medicare but is on no list: not counted until you confirm it.',
    },
    {
      name: 'a setting that does not count',
      facts: { claimType: 'institutional', typeOfBill: '0111' },
      code: '97110 GP',
      expected: 'The setting does not count toward the amounts on that day of service.',
    },
    {
      name: 'two disciplines',
      facts: {},
      code: '97110 GP GO',
      expected: 'More than one of GP, GO and GN: no total can be chosen for it.',
    },
    {
      name: 'no discipline',
      facts: {},
      code: '97110',
      expected: 'A therapy code without GP, GO or GN: no total can be chosen for it.',
    },
    {
      name: 'no therapy',
      facts: {},
      code: '98940 GP',
      expected: '98940 is not therapy, so the line does not count.',
    },
    {
      name: 'sometimes therapy',
      facts: {},
      code: '97597',
      expected:
        '97597 is not always therapy and carries no GP, GO or GN, so the line does not count.',
    },
  ])('tells $name', ({ facts, code, expected }) => {
    const known = told({ claims: [claim([{ code, allowed: 9_000 }], facts)] }, 1);

    expect(known).toEqual({ sentence: expected, open: '' });
  });
});

describe('openQuestion', () => {
  const asOf = toIsoDay('2026-02-15');

  it.each([
    {
      name: 'what others must have billed for KX to be needed',
      code: '97110 GP',
      seeds: [],
      expected:
        'Spend with other providers is not known: more than $2,380.00 of it before this line ' +
        'would make KX needed.',
    },
    {
      name: 'what others must have billed for KX to be right',
      code: '97110 GP KX',
      seeds: [],
      expected:
        'Spend with other providers is not known: more than $2,380.00 of it before this line ' +
        'would make it right.',
    },
    {
      name: 'a figure that may have come before or after',
      code: '97110 GP',
      seeds: [{ cents: toCents(240_000), asOf }],
      expected:
        'It depends on whether the spend with other providers came before this line or after.',
    },
    { name: 'nothing where a figure settles it', code: '97110 GP', seeds: [{}], expected: '' },
  ])('asks $name', ({ code, seeds, expected }) => {
    expect(told({ claims: [claim([{ code, allowed: 10_000 }])], seeds }, 1).open).toBe(expected);
  });

  it('names the quarantine when a figure is entered', () => {
    const quarantined = [{ quarantineKey: 'q', claimKey: null, year: 2026 }];
    const lines = [{ code: '97110 GP', allowed: 10_000 }];

    const { open } = told({ claims: [claim(lines)], seeds: KNOWN, quarantined }, 1);

    expect(open).toBe('A claim in quarantine may raise the total.');
  });
});
