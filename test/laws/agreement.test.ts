// The ledger against the second model on random claim sets: lines, totals, crossings and events
// agree to the cent and to the word. fast-check prints seed, path and the smallest failing set.

import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { naiveLedger, type NaiveInput } from '../model/naive-ledger.js';
import { readNaiveReference } from '../model/naive-reference.js';
import { REFERENCE_DIRECTORY } from '../model/read-examples.js';
import { institutionalLedgers, ledgers } from './arbitraries.js';
import { canonicalAnswer } from './canonical-answer.js';
import { loadTestReference, replay } from './replay.js';

const reference = await loadTestReference();
const naiveReference = readNaiveReference(REFERENCE_DIRECTORY);
const MINUTES = 180_000;

/** More of them by hand: LAW_RUNS=20000 npm test -- test/laws/agreement */
const RUNS = { numRuns: Number(process.env.LAW_RUNS ?? 300) };

function agree(input: NaiveInput): void {
  const real = canonicalAnswer(replay(input, reference));
  const naive = canonicalAnswer(naiveLedger(input, naiveReference));

  expect(real).toEqual(naive);
}

describe('ledger and second model', () => {
  it(
    'agree on any history of claims',
    () => {
      fc.assert(fc.property(ledgers, agree), RUNS);
    },
    MINUTES,
  );

  it(
    'agree on institutional claims around the KX amount',
    () => {
      fc.assert(fc.property(institutionalLedgers, agree), RUNS);
    },
    MINUTES,
  );
});
