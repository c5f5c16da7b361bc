// Laws 4 and 6 (DESIGN section 7): groups and years stand apart, and a threshold is crossed once.
// fast-check prints the seed on failure.

import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import type { StandingCrossing } from '../../lib/domain/ledger-document.js';
import type { ExampleClaim } from '../model/ledger-example.js';
import { fromDollars } from '../model/naive-money.js';
import { ledgers } from './arbitraries.js';
import { ingestLedger, type IngestedLedger } from './ingest-harness.js';
import { personView, type ViewLine } from './person-view.js';
import { loadTestReference } from './replay.js';

const reference = await loadTestReference();
const RUNS = { numRuns: 100 };
const MINUTES = 180_000;

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
    MINUTES,
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
    MINUTES,
  );
});

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
    lines: lines.filter(isOther).map((line) => ({ ...line, claim: null })),
    groups: groups.filter(isOther).map(({ kxCrossing, reviewCrossing, ...group }) => ({
      ...group,
      crossings: [...listed(kxCrossing), ...listed(reviewCrossing)].map(
        ({ threshold, beforeCents, afterCents }) => [threshold, beforeCents, afterCents],
      ),
    })),
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
