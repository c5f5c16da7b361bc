// Laws 1 and 2 (DESIGN section 7) through the ingest step and stored documents: what is stored is
// what a replay says, however the facts came. fast-check prints the seed on failure.

import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import type { OutboxEntry, StandingCrossing } from '../../lib/domain/ledger-document.js';
import type { ExampleClaim } from '../model/ledger-example.js';
import type { NaiveInput } from '../model/naive-ledger.js';
import { eventOf } from './example-facts.js';
import { ledgersInFiles } from './files-of-claims.js';
import { aContractor, ingestFiles, ingestLedger, type IngestedLedger } from './ingest-harness.js';
import { personView } from './person-view.js';
import { loadTestReference } from './replay.js';

const reference = await loadTestReference();
const payerId = aContractor(reference);
const RUNS = { numRuns: 100 };
const MINUTES = 180_000;

function ingest(input: NaiveInput, files: readonly (readonly ExampleClaim[])[]) {
  const events = files.map((claims) => claims.map((claim) => eventOf(claim, payerId)));
  return ingestFiles(events, input, reference);
}

describe('law 1: stored totals and standing crossings', () => {
  it(
    'are those of a replay of all versions from nothing',
    async () => {
      await fc.assert(
        fc.asyncProperty(ledgersInFiles, async ({ input, files }) => {
          const ingested = await ingest(input, files);
          const replayed = personView((await ingestLedger(input, reference)).person);

          expect(stored(ingested)).toEqual(
            replayed.groups
              .filter((group) => group.accumulatedCents !== 0)
              .map(({ year, group, accumulatedCents }) => [year, group, accumulatedCents]),
          );
          expect(standing(ingested)).toEqual(
            replayed.groups
              .flatMap((group) => [group.kxCrossing, group.reviewCrossing])
              .filter((crossing) => crossing !== null)
              .map(crossingKey),
          );
        }),
        RUNS,
      );
    },
    MINUTES,
  );
});

describe('law 2: order, duplication and split into files', () => {
  it(
    'leave the current view as it is',
    async () => {
      await fc.assert(
        fc.asyncProperty(ledgersInFiles, async ({ input, files }) => {
          const split = await ingest(input, files);
          const whole = await ingestLedger(input, reference);

          expect(personView(split.person)).toEqual(personView(whole.person));
        }),
        RUNS,
      );
    },
    MINUTES,
  );

  it(
    'let stored events alternate, numbered without a gap, and end at what stands',
    async () => {
      await fc.assert(
        fc.asyncProperty(ledgersInFiles, async ({ input, files }) => {
          const { store } = await ingest(input, files);
          for (const document of store.years()) {
            const { open, breaks } = playOutbox(document.outbox);

            expect(document.outbox.map((entry) => entry.eventSeq)).toEqual(
              document.outbox.map((_, at) => at + 1),
            );
            expect(breaks).toEqual([]);
            expect(open).toEqual(document.standing.map(thresholdKey).sort());
          }
        }),
        RUNS,
      );
    },
    MINUTES,
  );
});

function stored({ store }: IngestedLedger): readonly (readonly [number, string, number])[] {
  return store
    .years()
    .flatMap(({ year, totals }) => [
      [year, 'PT_SLP', totals.PT_SLP] as const,
      [year, 'OT', totals.OT] as const,
    ])
    .filter(([, , cents]) => cents !== 0);
}

function standing({ store }: IngestedLedger): readonly string[] {
  return store.years().flatMap((document) => document.standing.map(crossingKey));
}

function thresholdKey(crossing: Pick<StandingCrossing, 'group' | 'threshold'>): string {
  return `${crossing.group} ${crossing.threshold}`;
}

function crossingKey(crossing: StandingCrossing): string {
  const { year, versionKey, line, beforeCents, afterCents } = crossing;
  return [year, thresholdKey(crossing), versionKey, line, beforeCents, afterCents].join(' ');
}

/** A second crossing, or a clearing of what does not stand, is a break. */
function playOutbox(outbox: readonly OutboxEntry[]): {
  readonly open: readonly string[];
  readonly breaks: readonly OutboxEntry[];
} {
  const open = new Set<string>();
  const breaks = outbox.filter((entry) => {
    const [threshold = '', change = ''] = entry.type.split('.');
    const key = `${entry.group} ${threshold}`;
    const isBreak = open.has(key) === (change === 'crossed');
    if (change === 'crossed') open.add(key);
    else open.delete(key);
    return isBreak;
  });
  return { open: [...open].sort(), breaks };
}
