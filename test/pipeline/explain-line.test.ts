// Explanations: what went in, which rules, what would change it, and why a version does not count.

import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { toIsoDay } from '../../lib/domain/day.js';
import type { Seed } from '../../lib/domain/ledger-document.js';
import { toCents } from '../../lib/domain/money.js';
import { explainLine, type LineExplanation } from '../../lib/pipeline/explain-line.js';
import { explanationText } from '../../lib/pipeline/explanation-text.js';
import { lineCitations } from '../../lib/pipeline/line-citations.js';
import { TEXT_WIDTH } from '../../lib/pipeline/text-layout.js';
import { arbitrarySmallLedger } from './arbitrary-small-ledger.js';
import {
  CONTRACTOR,
  reference,
  reversalOf,
  smallLedger,
  type SmallClaim,
  type SmallLedger,
} from './small-ledger.js';

const asOf = toIsoDay('2026-01-31');
const older: Partial<Seed> = {
  seedKey: 'older',
  cents: toCents(1_000),
  asOf: toIsoDay('2026-01-02'),
};
const newer: Partial<Seed> = { seedKey: 'newer', cents: toCents(50_000), asOf };

const first: SmallClaim = {
  icn: 'A1',
  received: '2026-02-03',
  lines: [{ code: '97110 GP', allowed: 190_000, paid: 150_000 }],
};
const second: SmallClaim = {
  icn: 'B1',
  received: '2026-03-02',
  lines: [
    {
      code: '97530 GP CQ',
      allowed: null,
      paid: 15_680,
      adjustments: [
        { group: 'PR', reason: '2', cents: toCents(4_000) },
        { group: 'CO', reason: '253', cents: toCents(320) },
      ],
    },
  ],
};

function explained(ledger: SmallLedger, claim: string, line?: number): LineExplanation {
  const explanation = explainLine(smallLedger(ledger), claim, line);
  const only = explanation.kind === 'explained' ? explanation.lines[0] : undefined;
  if (only === undefined) throw new Error('not explained');
  return only;
}

describe('explainLine', () => {
  it('gathers what went into the verdict', () => {
    const line = explained({ claims: [second, first], seeds: [older, newer] }, 'B1', 1);

    expect(line.inputs).toMatchObject({
      group: 'PT_SLP',
      discipline: 'GP',
      payerId: CONTRACTOR,
      paidCents: 15_680,
      statedAllowedCents: null,
      allowedCents: 20_000,
      accruedCents: 20_000,
      receivedDate: '2026-03-02',
      receivedSource: 'stated',
      place: { position: 2, of: 2, inPlaceOf: null },
      beforeCents: 240_000,
      afterCents: 260_000,
      kxThresholdCents: 248_000,
      reviewThresholdCents: 300_000,
      outsideCents: 50_000,
      completeness: 'seeded',
    });
    expect(line.inputs.adjustments).toHaveLength(2);
    expect(line.inputs.seed).toMatchObject({ seedKey: 'newer', asOf });
  });

  it('traces the rules in order, each with its source', () => {
    const line = explained({ claims: [first, second], seeds: [newer] }, 'B1', 1);

    expect(line.rules.map(({ id }) => id)).toEqual([
      'ID-1',
      'BKT-1',
      'ACC-1',
      'ACC-2',
      'ORD-1',
      'SEED-1',
      'KX-1',
    ]);
    expect(line.rules[6]).toMatchObject({ confidence: 'high', isPolicy: false });
    expect(line.relatedRules.map(({ id }) => id)).toEqual([
      'ACC-3',
      'ACC-6',
      'CWF-1',
      'CWF-2',
      'KX-3',
    ]);
    expect(line.verdict).toBe(
      'It takes the PT+SLP total from at least $2,400.00 to $2,600.00, above $2,480.00: ' +
        'KX is needed. It is missing.',
    );
    expect(line.notes.map(({ note }) => note)).toContain('ALLOWED_REBUILT');
  });

  it('says in whose place a correction stands', () => {
    const correction = { ...second, icn: 'A2', replacesIcn: 'A1', paid: '2026-05-04' };

    const line = explained({ claims: [first, correction] }, 'A2');

    expect(line.inputs.receivedDate).toBe('2026-02-03');
    expect(line.inputs.place).toEqual({ position: 1, of: 1, inPlaceOf: 'A1' });
    expect(line.relatedRules.map(({ id }) => id)).toContain('ADJ-2');
  });

  it('explains all lines of a claim, in every year that it touches', () => {
    const spanning: SmallClaim = {
      icn: 'C1',
      lines: [
        { code: '97110 GP', allowed: 5_000, on: '2025-12-30' },
        { code: '97110 GP', allowed: 5_000, on: '2026-01-02' },
      ],
    };

    const explanation = explainLine(smallLedger({ claims: [spanning] }), 'C1');

    expect(explanation).toMatchObject({
      kind: 'explained',
      standing: 'Counts: this version stands.',
      lines: [
        { line: 1, year: 2025 },
        { line: 2, year: 2026 },
      ],
    });
  });

  it('explains a line of no group', () => {
    const other = { ...first, filingIndicator: '16' };

    const line = explained({ claims: [other] }, 'A1', 1);

    expect(line).toMatchObject({
      verdict: 'The payer is not Medicare fee-for-service, so the line does not count.',
      inputs: { group: null, place: null, seed: null, beforeCents: null },
      flags: [{ flag: 'PAYER_EXCLUDED' }],
      rules: [{ id: 'RULES-8.3' }],
      changes: [],
    });
  });

  it.each([
    {
      name: 'taken back',
      claims: [first, reversalOf(first, '2026-04-01')],
      standing: 'Does not count: taken back by the reversal of 2026-04-01.',
      versions: 2,
    },
    {
      name: 'replaced',
      claims: [first, { ...second, replacesIcn: 'A1' }],
      standing: 'Does not count: claim B1 replaces it.',
      versions: 2,
    },
    {
      name: 'known by its reversal only',
      claims: [reversalOf(first, '2026-04-01')],
      standing: 'Does not count: only a reversal of it is known, and it lowers nothing.',
      versions: 1,
    },
    {
      name: 'without service lines',
      claims: [{ icn: 'A1', lines: [], statementFrom: toIsoDay('2026-02-02') }],
      standing:
        'Counts: this version stands. It has no service lines, so there is nothing to judge.',
      versions: 1,
    },
  ])('says why a claim gives no lines: $name', ({ claims, standing, versions }) => {
    const explanation = explainLine(smallLedger({ claims }), 'A1', 1);

    expect(explanation).toMatchObject({ kind: 'explained', standing, lines: [] });
    expect(explanation).toHaveProperty('history.length', versions);
  });

  it.each([
    { claim: 'Z9', line: undefined, expected: { kind: 'unknown_claim', claim: 'Z9' } },
    {
      claim: 'A1',
      line: 7,
      expected: { kind: 'unknown_line', claim: 'A1', line: 7, knownLines: [1] },
    },
  ])('does not guess about claim $claim line $line', ({ claim, line, expected }) => {
    expect(explainLine(smallLedger({ claims: [first] }), claim, line)).toEqual(expected);
  });
});

describe('explainLine, what would change it', () => {
  const needed = { code: '97110 GP KX', allowed: 10_000 };
  const denied = { group: 'CO', reason: '119', cents: toCents(20_000) };

  it.each([
    {
      name: 'spend that is not known',
      ledger: { claims: [first] },
      expected: [
        'Spend with other providers is not known: more than $580.00 of it before this line ' +
          'would make KX needed. (SEED-1)',
      ],
    },
    {
      name: 'more spend than is entered',
      ledger: { claims: [first], seeds: [{}] },
      expected: ['More than $580.00 of other spend before it would make KX needed. (SEED-1, KX-1)'],
    },
    {
      name: 'less spend, fewer own lines',
      ledger: {
        claims: [first, { icn: 'A2', lines: [needed] }],
        seeds: [{ cents: toCents(50_000) }],
        claim: 'A2',
      },
      expected: [
        'Of the $500.00 spent with other providers, $20.00 less before this line would mean that ' +
          'it needs no KX. (SEED-1, KX-1)',
        'Reversals or denials of own PT+SLP lines before it, of $20.00 or more, would mean the ' +
          'same. (ADJ-1, ADJ-4)',
      ],
    },
    {
      name: 'the amount of the year',
      ledger: { claims: [{ icn: 'A1', lines: [{ ...needed, on: '2027-02-01' }] }], seeds: [] },
      expected: [
        'The KX amount of 2027, once CMS has published it and it is entered here; the line needs ' +
          'KX if that is below $100.00. (THR-2)',
      ],
    },
    {
      name: 'a reopening',
      ledger: {
        claims: [{ icn: 'A1', lines: [{ code: '97110 GP', allowed: 0, adjustments: [denied] }] }],
      },
      expected: [
        'If the record supports KX, the contractor may reopen the denial and pay the line; it ' +
          'then adds its allowed amount. (DEN-3, ADJ-4, KX-11)',
      ],
    },
    {
      name: 'the received date and the tolerance',
      ledger: { claims: [{ icn: 'A1', received: null, lines: [needed] }], seeds: [{}] },
      expected: [
        'More than $2,380.00 of other spend before it would make KX needed. (SEED-1, KX-1)',
        'The received date is not stated on the remittance; knowing it may move the line in the ' +
          'order and change its total. (ORD-1, ORD-3)',
        'The tolerance for KX close to the amount decides between near and early. (KX-10)',
      ],
    },
    {
      name: 'how secondary payments count',
      ledger: {
        claims: [
          { icn: 'A1', status: '2', lines: [{ code: '97110 GP', allowed: 9_000, paid: 500 }] },
        ],
        seeds: [{}],
      },
      expected: [
        'More than $2,475.00 of other spend before it would make KX needed. (SEED-1, KX-1)',
        'Medicare pays second here: the setting for such claims decides what counts. (MSP-1)',
      ],
    },
    {
      name: 'a confirmed payer',
      ledger: { claims: [{ ...first, payerId: '99999' }] },
      expected: ['Confirm payer 99999 as a Medicare contractor, and its claims count. (RULES-8.3)'],
    },
    {
      name: 'a modifier',
      ledger: { claims: [{ icn: 'A1', lines: [{ code: '97110', allowed: 9_000 }] }] },
      expected: [
        'A corrected claim with GP, GO or GN on the line counts in that group. (ID-5, ID-7)',
      ],
    },
  ])('names $name', ({ ledger, expected }) => {
    const claim = 'claim' in ledger && ledger.claim !== undefined ? ledger.claim : 'A1';

    const { changes } = explained(ledger, claim, 1);

    expect(changes.map(({ sentence, rules }) => `${sentence} (${rules.join(', ')})`)).toEqual(
      expected,
    );
  });
});

describe('lineCitations', () => {
  it('cites the rows behind the line', () => {
    const line = explained({ claims: [second] }, 'B1', 1);

    const cited = lineCitations(line, reference);

    expect(cited.map(({ what }) => what)).toEqual([
      'amounts of 2026',
      'code 97530',
      `payer ${CONTRACTOR}`,
      'adjustment reason 2',
      'adjustment reason 253',
    ]);
    expect(cited.every(({ source, checkedOn }) => source !== '' && checkedOn !== '')).toBe(true);
  });
});

describe('explanationText', () => {
  it('puts the verdict first and the sources after it', () => {
    const ledger = smallLedger({ claims: [first, second], seeds: [newer] });

    const text = explanationText(explainLine(ledger, 'B1', 1), reference);

    expect(text).toContain('Line 1, 2026-02-02, 97530 GP CQ: missing\n  It takes the PT+SLP total');
    expect(text).toContain(
      '    allowed            $200.00, rebuilt from payment and adjustments\n',
    );
    expect(text).toContain('    adjustments        PR-2 $40.00, CO-253 $3.20\n');
    expect(text).toContain('    place in order     2 of 2 PT+SLP lines of the year\n');
    expect(text).toContain('$500.00 counted, from $500.00 spent with others, as of 2026-01-31');
    expect(text).toContain('KX-1: KX is needed on the line that takes the total above the amount');
    expect(text).toContain('amounts of 2026: ');
    expect(text).toContain('History\n  - 2026-03-02 claim B1, current. Counts');
  });

  it.each([
    { line: undefined, claim: 'Z9', said: 'This beneficiary has no claim Z9.' },
    { line: 3, claim: 'B1', said: 'Claim B1 has no line 3; its lines: 1.' },
  ])('says plainly: $said', ({ claim, line, said }) => {
    const ledger = smallLedger({ claims: [first, second] });

    expect(explanationText(explainLine(ledger, claim, line))).toBe(said);
  });

  it('explains every version and line of any ledger, never too wide', () => {
    fc.assert(
      fc.property(arbitrarySmallLedger, (small) => {
        const ledger = smallLedger(small);
        for (const icn of new Set(ledger.headers.map((header) => header.icn))) {
          const explanation = explainLine(ledger, icn);

          const text = explanationText(explanation, reference);

          const judged = ledger.years
            .flatMap((year) => year.lines)
            .filter((line) => line.claim.icn === icn);
          const lines = explanation.kind === 'explained' ? explanation.lines : [];
          expect(lines.map((line) => line.rules.map(({ id }) => id))).toEqual(
            judged.map((line) => [...new Set(line.rules)]),
          );
          expect(lines.every((line) => line.verdict.endsWith('.'))).toBe(true);
          const widest = Math.max(...text.split('\n').map((line) => line.length));
          expect(widest).toBeLessThanOrEqual(TEXT_WIDTH);
        }
      }),
      { numRuns: 40 },
    );
  });
});
