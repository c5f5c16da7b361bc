// Explanations: what went in, which rules in order, and why a version does not count.

import { describe, expect, it } from '@jest/globals';
import { toIsoDay } from '../../lib/domain/day.js';
import { explainLine } from '../../lib/pipeline/explain-line.js';
import { asOf, explained, first, newer, older, second } from './small-explanation.js';
import { CONTRACTOR, reversalOf, smallLedger, type SmallClaim } from './small-ledger.js';

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
