// Law 5 (DESIGN section 7): every line read has one fate. fast-check prints the seed on failure.

import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { INGEST_FATES, type IngestSummary } from '../../lib/pipeline/ingest-summary.js';
import type { ExampleClaim } from '../model/ledger-example.js';
import { fromDollars } from '../model/naive-money.js';
import { ledgers } from './arbitraries.js';
import { eventOf, refusalOf } from './example-facts.js';
import { ledgersInFiles } from './files-of-claims.js';
import { aContractor, ingestFiles, ingestLedger } from './ingest-harness.js';
import { personView } from './person-view.js';
import { loadTestReference } from './replay.js';

const reference = await loadTestReference();
const payerId = aContractor(reference);
const RUNS = { numRuns: 100 };
const MINUTES = 180_000;

describe('law 5: every line read', () => {
  const withRefusals = ledgersInFiles.chain(({ input, files }) =>
    fc
      .record({
        quarantined: fc.subarray([...input.claims]),
        refused: fc.subarray([...input.claims]),
      })
      .map((set) => ({ input, files, ...set })),
  );

  it(
    'has one fate, by count and by cents',
    async () => {
      await fc.assert(
        fc.asyncProperty(withRefusals, async ({ input, files, quarantined, refused }) => {
          const events = [
            ...files.map((claims) => claims.map((claim) => eventOf(claim, payerId))),
            quarantined.map((claim) => refusalOf(claim, 'quarantined')),
            refused.map((claim) => refusalOf(claim, 'test_refused')),
          ];
          const { summaries } = await ingestFiles(events, input, reference);

          const sent = [...files.flat(), ...quarantined, ...refused];
          expect(total(summaries, (one) => one.read)).toEqual(countOf(sent));
          for (const summary of summaries) {
            expect(total([summary], (one) => INGEST_FATES.map((fate) => one.fates[fate]))).toEqual(
              total([summary], (one) => one.read),
            );
          }
          expect(total(summaries, (one) => one.fates.quarantined)).toEqual(countOf(quarantined));
          expect(total(summaries, (one) => one.fates.test_refused)).toEqual(countOf(refused));
        }),
        RUNS,
      );
    },
    MINUTES,
  );

  it(
    'of one file is current exactly when the view lists it',
    async () => {
      await fc.assert(
        fc.asyncProperty(ledgers, async (input) => {
          const { person, summaries } = await ingestLedger(input, reference);

          const { lines } = personView(person);
          expect(total(summaries, (one) => one.fates.current).lines).toBe(lines.length);
        }),
        RUNS,
      );
    },
    MINUTES,
  );
});

interface Count {
  readonly claims: number;
  readonly lines: number;
  readonly chargeCents: number;
}

function total(
  summaries: readonly IngestSummary[],
  of: (summary: IngestSummary) => Count | readonly Count[],
): Count {
  const counts = summaries.flatMap(of);
  return {
    claims: counts.reduce((sum, count) => sum + count.claims, 0),
    lines: counts.reduce((sum, count) => sum + count.lines, 0),
    chargeCents: counts.reduce((sum, count) => sum + count.chargeCents, 0),
  };
}

function countOf(claims: readonly ExampleClaim[]): Count {
  const lines = claims.flatMap((claim) => claim.lines);
  return {
    claims: claims.length,
    lines: lines.length,
    chargeCents: lines.reduce((sum, line) => sum + fromDollars(line.charge), 0),
  };
}
