// Law 9: a crash at any point loses nothing and counts nothing twice. An ingest is killed in every
// phase of its work, again and again; then it runs to its end, and all answers are those of a
// workspace that nothing ever happened to.

import { describe, expect, it } from '@jest/globals';
import { join } from 'node:path';
import { temporaryDirectory } from '../adapters/embedded/temporary-directory.js';
import { CRASH_SEED, crashBench } from './crash-bench.js';
import type { Phase } from './kill-process.js';

const directory = temporaryDirectory();
const bench = crashBench(directory, 'kills');

describe(`an ingest that is killed (seed ${CRASH_SEED})`, () => {
  it('leaves what the next one brings to the same end', async () => {
    const { input, truth } = await bench.synthetic('large', '5000');
    const [calm, struck] = [join(directory, 'calm-ingest'), join(directory, 'struck-ingest')];
    await bench.ingestAll(calm, input);

    const phases: readonly Phase[] = [
      'reading',
      'committing',
      'committing',
      'publishing',
      'pointing',
    ];
    const hits: Phase[] = [];
    for (const phase of phases) {
      if (await bench.strike(struck, { args: bench.ingestWords(struck), phase, input }))
        hits.push(phase);
    }
    await bench.ingestAll(struck, input);

    expect(hits.length).toBeGreaterThanOrEqual(3);
    const answers = await bench.answersOf(struck);
    expect(answers).toEqual(await bench.answersOf(calm));
    expect(answers.reconcile).toMatchObject({ isAgreed: true, versions: truth.versions });
    const { finalClaims, finalLines, finalPaidCents } = truth;
    expect(answers.totals).toMatchObject({ finalClaims, finalLines, finalPaidCents });
    expect(answers.totals).toMatchObject({ quarantinedClaims: 1 });
    expect(truth.versions).toBeGreaterThan(1_000);
  });
});
