// The ledger itself against amounts worked by hand: the same tables that hold the second model to
// account, replayed through the fold that judges real claims.

import { describe, expect, it } from '@jest/globals';
import { answerDifferences } from '../model/answer-differences.js';
import { PUBLIC_EXAMPLES, readLedgerExamples, WORKED_EXAMPLES } from '../model/read-examples.js';
import { loadTestReference, replay } from './replay.js';

const reference = await loadTestReference();
const published = readLedgerExamples(PUBLIC_EXAMPLES);

describe('ledger, hand-worked examples', () => {
  it.each(readLedgerExamples(WORKED_EXAMPLES))('$id: $title', (example) => {
    expect(answerDifferences(example.expected, replay(example, reference))).toEqual([]);
  });
});

if (published.length > 0) {
  describe('ledger, published examples', () => {
    it.each(published)('$id: $title', (example) => {
      expect(answerDifferences(example.expected, replay(example, reference))).toEqual([]);
    });
  });
} else {
  describe('ledger, published examples: not run, the file is not beside this checkout', () => {
    it('has only the hand-worked table', () => {
      expect(readLedgerExamples(WORKED_EXAMPLES).length).toBeGreaterThan(25);
    });
  });
}
