// Laws 1, 2, 4, 5 and 6 (DESIGN section 7) through the ingest step and stored documents.
// fast-check prints seed and path on failure.

import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import type { OutboxEntry, StandingCrossing } from '../../lib/domain/ledger-document.js';
import { INGEST_FATES, type IngestSummary } from '../../lib/pipeline/ingest-summary.js';
import type { ExampleClaim } from '../model/ledger-example.js';
import { fromDollars } from '../model/naive-money.js';
import type { NaiveInput } from '../model/naive-ledger.js';
import { anyOrder, ledgers } from './arbitraries.js';
import { eventOf, refusalOf } from './example-facts.js';
import { aContractor, ingestFiles, ingestLedger, type IngestedLedger } from './ingest-harness.js';
import { personView, type ViewLine } from './person-view.js';
import { loadTestReference } from './replay.js';

const reference = await loadTestReference();
const payerId = aContractor(reference);
const RUNS = { numRuns: 150 };
const MINUTE = 60_000;

/** A ledger, and the same claims in another order, some of them again, cut into files. */
const inFiles = ledgers.chain((input) =>
  fc
    .record({ again: fc.subarray([...input.claims]), cuts: fc.array(fc.nat({ max: 20 })) })
    .chain(({ again, cuts }) =>
      anyOrder([...input.claims, ...again]).map((claims) => ({ input, files: cut(claims, cuts) })),
    ),
);

function ingest(input: NaiveInput, files: readonly (readonly ExampleClaim[])[]) {
  const events = files.map((claims) => claims.map((claim) => eventOf(claim, payerId)));
  return ingestFiles(events, input, reference);
}

describe('law 1: stored totals and standing crossings', () => {
  it(
    'are those of a replay of all versions from nothing',
    async () => {
      await fc.assert(
        fc.asyncProperty(inFiles, async ({ input, files }) => {
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
    MINUTE,
  );
});

describe('law 2: order, duplication and split into files', () => {
  it(
    'leave the current view as it is',
    async () => {
      await fc.assert(
        fc.asyncProperty(inFiles, async ({ input, files }) => {
          const split = await ingest(input, files);
          const whole = await ingestLedger(input, reference);

          expect(personView(split.person)).toEqual(personView(whole.person));
        }),
        RUNS,
      );
    },
    MINUTE,
  );

  it(
    'let stored events alternate, numbered without a gap, and end at what stands',
    async () => {
      await fc.assert(
        fc.asyncProperty(inFiles, async ({ input, files }) => {
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
    MINUTE,
  );
});

describe('law 4: a group or a year', () => {
  it(
    'never moves another, also inside one claim',
    async () => {
      const changed = ledgers.chain((input) =>
        fc
          .record({
            year: fc.constantFrom(...input.years),
            allowed: fc.constantFrom('0.01', '45.00', '700.00'),
            seed: fc.constantFrom('0.00', '2479.99', '3100.00'),
          })
          .map(({ year, allowed, seed }) => ({
            input,
            year: Number(year),
            other: {
              ...input,
              seed: { ...input.seed, [year]: { ...input.seed[year], OT: seed } },
              claims: input.claims.map((claim) => withOtAmounts(claim, year, allowed)),
            },
          })),
      );

      await fc.assert(
        fc.asyncProperty(changed, async ({ input, other, year }) => {
          const [one, two] = [
            await ingestLedger(input, reference),
            await ingestLedger(other, reference),
          ];

          expect(allButOt(two, year)).toEqual(allButOt(one, year));
        }),
        RUNS,
      );
    },
    MINUTE,
  );
});

describe('law 5: every line read', () => {
  const withRefusals = inFiles.chain(({ input, files }) =>
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
    MINUTE,
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
    MINUTE,
  );
});

describe('law 6: crossings', () => {
  it(
    'stand at most once a threshold, group and year, and totals add up',
    async () => {
      await fc.assert(
        fc.asyncProperty(ledgers, async (input) => {
          const { lines, groups } = personView((await ingestLedger(input, reference)).person);
          for (const view of groups) {
            const mine = lines.filter((one) => one.year === view.year && one.group === view.group);
            const seed = fromDollars(input.seed[view.year]?.[view.group]);
            const reviewFrom = reference.thresholds.get(view.year)?.reviewFrom ?? '';
            const subject = mine.filter((line) => line.serviceDate >= reviewFrom);

            expect(mine.map((line) => line.beforeCents)).toEqual(runningTotals(mine, seed));
            expect(mine.reduce((sum, line) => sum + line.accruedCents, seed)).toBe(
              view.accumulatedCents,
            );
            expect(passing(mine, view.kxThresholdCents)).toEqual(
              listed(view.kxCrossing).map(lineKey),
            );
            expect(passing(subject, view.reviewThresholdCents)).toEqual(
              listed(view.reviewCrossing).map(lineKey),
            );
          }
        }),
        RUNS,
      );
    },
    MINUTE,
  );
});

function cut(
  claims: readonly ExampleClaim[],
  cuts: readonly number[],
): readonly (readonly ExampleClaim[])[] {
  const places = [...new Set(cuts.map((at) => at % claims.length))].sort((a, b) => a - b);
  return [0, ...places].map((from, at) => claims.slice(from, places[at] ?? claims.length));
}

/** All OT lines of one year get another amount, on payments and on reversals alike. */
function withOtAmounts(claim: ExampleClaim, year: string, allowed: string): ExampleClaim {
  return {
    ...claim,
    lines: claim.lines.map((line) => {
      const isOt = (line.mods ?? []).includes('GO') && !(line.mods ?? []).includes('GP');
      if (!isOt || !line.dos.startsWith(year)) return line;
      const { line: number, dos, hcpcs, mods = [], rev = '' } = line;
      const amount = claim.status === '22' ? `-${allowed}` : allowed;
      return { line: number, dos, hcpcs, mods, rev, allowed: amount };
    }),
  };
}

/** Everything but OT in one year; version keys differ with the amounts and are left out. */
function allButOt({ person }: IngestedLedger, year: number): object {
  const { lines, groups } = personView(person);
  const isOther = (one: { readonly year: number; readonly group: string | null }) =>
    one.year !== year || one.group !== 'OT';
  return {
    lines: lines.filter(isOther).map(({ claim: _, ...line }) => line),
    groups: groups.filter(isOther).map(({ kxCrossing, reviewCrossing, ...group }) => ({
      ...group,
      crossings: listed(kxCrossing).concat(listed(reviewCrossing)).map(thresholdKey),
    })),
  };
}

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

function runningTotals(lines: readonly ViewLine[], seed: number): readonly number[] {
  return lines.map((_, at) =>
    lines.slice(0, at).reduce((sum, line) => sum + line.accruedCents, seed),
  );
}

function passing(lines: readonly ViewLine[], threshold: number | null): readonly string[] {
  if (threshold === null) return [];
  return lines
    .filter((line) => (line.beforeCents ?? 0) <= threshold && (line.afterCents ?? 0) > threshold)
    .map((line) => `${line.claim} ${line.line}`);
}

function lineKey({ versionKey, line }: StandingCrossing): string {
  return `${versionKey} ${line}`;
}

function listed(crossing: StandingCrossing | null): readonly StandingCrossing[] {
  return crossing === null ? [] : [crossing];
}
