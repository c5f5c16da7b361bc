// An explanation in words, and what must hold for every version and line of any ledger.

import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { explainLine } from '../../lib/pipeline/explain-line.js';
import { explanationText } from '../../lib/pipeline/explanation-text.js';
import { TEXT_WIDTH } from '../../lib/pipeline/text-layout.js';
import { arbitrarySmallLedger } from './arbitrary-small-ledger.js';
import { first, newer, second } from './small-explanation.js';
import { reference, smallLedger } from './small-ledger.js';

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
