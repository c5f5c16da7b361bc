// The second model against amounts worked by hand: it is fit to judge the real rules only if it
// gets every one of these right.

import { describe, expect, it } from '@jest/globals';
import { answerDifferences } from './answer-differences.js';
import { naiveLedger } from './naive-ledger.js';
import { readNaiveReference } from './naive-reference.js';
import {
  PUBLIC_EXAMPLES,
  readLedgerExamples,
  REFERENCE_DIRECTORY,
  WORKED_EXAMPLES,
} from './read-examples.js';

const reference = readNaiveReference(REFERENCE_DIRECTORY);
const worked = readLedgerExamples(WORKED_EXAMPLES);
const published = readLedgerExamples(PUBLIC_EXAMPLES);

describe('naive ledger, hand-worked examples', () => {
  it.each(worked)('$id: $title', (example) => {
    const answer = naiveLedger(example, reference);

    expect(answerDifferences(example.expected, answer)).toEqual([]);
  });

  it('lists exactly the current lines that each example lists', () => {
    const counts = worked.map((example) => [
      example.id,
      naiveLedger(example, reference).lines.length,
    ]);

    expect(counts).toEqual(worked.map((one) => [one.id, one.expected.lines.length]));
  });
});

if (published.length > 0) {
  describe('naive ledger, published examples', () => {
    it.each(published)('$id: $title', (example) => {
      const answer = naiveLedger(example, reference);

      expect(answerDifferences(example.expected, answer)).toEqual([]);
    });
  });
} else {
  describe('naive ledger, published examples: not run, the file is not beside this checkout', () => {
    it('leaves the hand-worked examples as the only table', () => {
      expect(worked.length).toBeGreaterThan(25);
    });
  });
}
