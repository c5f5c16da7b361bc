// The one door through which the laws reach the ledger: a worked example in, its answer out, in
// the form that the second model speaks too.

import { fileURLToPath } from 'node:url';
import { loadReference } from '../../lib/adapters/common/load-reference.js';
import type { ReferenceData } from '../../lib/domain/reference.js';
import { exampleFile } from '../../lib/pipeline/verify/example-schema.js';
import { replayLedgerExample } from '../../lib/pipeline/verify/replay-ledger-example.js';
import type { LedgerAnswer } from '../model/ledger-example.js';
import type { NaiveInput } from '../model/naive-ledger.js';
import { REFERENCE_DIRECTORY } from '../model/read-examples.js';

export async function loadTestReference(): Promise<ReferenceData> {
  return loadReference({ directory: fileURLToPath(REFERENCE_DIRECTORY) });
}

export function replay(input: NaiveInput, reference: ReferenceData): LedgerAnswer {
  const { config, seed, claims } = input;
  const example = { id: 'law', kind: 'ledger', config, seed, claims, expected: {} };
  const parsed = exampleFile.parse({ examples: [example] }).examples[0];
  if (parsed?.kind !== 'ledger') throw new Error('the example is not of kind ledger');
  // The shape is the contract that these tests check, value by value.
  return replayLedgerExample(parsed, reference) as unknown as LedgerAnswer;
}
