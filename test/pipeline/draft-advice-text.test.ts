// Advice in words, as the terminal shows it.

import { describe, expect, it } from '@jest/globals';
import { draftAdviceText } from '../../lib/pipeline/draft-advice-text.js';
import { TEXT_WIDTH } from '../../lib/pipeline/text-layout.js';
import { advised, visits } from './small-draft.js';

describe('draftAdviceText', () => {
  it('says the answer, the reasons, what remains and what to mind', () => {
    const lines = [
      { code: '97110 GP', dollars: '200.00' },
      { code: '97165 GO', dollars: '90.00' },
    ];

    const text = draftAdviceText(advised({ claims: [visits] }, lines));

    expect(text).toContain('Judged as received on 2026-03-02, after all that is known.');
    expect(text).toContain('Line 1, 2026-03-02, 97110 GP: needs KX\n');
    expect(text).toContain('Line 2, 2026-03-02, 97165 GO: KX cannot be decided\n');
    expect(text).toContain('    - no: No figure for other providers is entered.');
    expect(text).toContain('    - not known: Claims do not show whether a plan of care stands');
    expect(text.replace(/\n/g, ' ')).toContain(
      '2026 PT+SLP: at least $2,400.00 before the draft, $2,600.00 after; at most $80.00 left ' +
        'before, at most $0.00 after, over by at least $120.00. No visit left: an estimate, at ' +
        '$866.67 a visit, the mean of 3 visits of this year.',
    );
    expect(text).toContain('Mind\n  - 2026 PT+SLP: the total is "at least"');
    const widest = Math.max(...text.split('\n').map((line) => line.length));
    expect(widest).toBeLessThanOrEqual(TEXT_WIDTH);
  });
});
