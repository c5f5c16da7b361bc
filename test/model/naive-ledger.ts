// The second model of the ledger rules: a plain list of claims in, lines, totals and events out.
// Written from the documents alone and by the simplest code, so that a mistake in the real rules
// and the same mistake here are unlikely. The event history is found by starting over from nothing
// after every single claim.

import type {
  AnswerBucket,
  AnswerEvent,
  AnswerLine,
  CrossingPlace,
  ExampleBucket,
  ExampleClaim,
  ExampleConfig,
  ExampleLine,
  ExampleSeed,
  LedgerAnswer,
} from './ledger-example.js';
import { naiveAccrual } from './naive-accrual.js';
import { naiveCurrentClaims, naivePlace } from './naive-chain.js';
import { naiveGrouping } from './naive-grouping.js';
import { dollars, fromDollars } from './naive-money.js';
import { naiveVerdicts } from './naive-verdicts.js';
import type { NaiveLine } from './naive-line.js';
import type { NaiveReference } from './naive-reference.js';

export interface NaiveInput {
  readonly config: ExampleConfig;
  readonly seed: ExampleSeed;
  readonly claims: readonly ExampleClaim[];
}

export function naiveLedger(input: NaiveInput, reference: NaiveReference): LedgerAnswer {
  return { ...standing(input, reference), events: events(input, reference) };
}

/** The current view of a set of claims. */
function standing(
  input: NaiveInput,
  reference: NaiveReference,
): { lines: readonly AnswerLine[]; buckets: readonly AnswerBucket[] } {
  const lines = linesInOrder(input, reference);
  const tallies = new Map<string, number>();
  for (const [year, groups] of Object.entries(input.seed)) {
    for (const [bucket, amount] of Object.entries(groups)) {
      tallies.set(`${year} ${bucket}`, fromDollars(amount));
    }
  }
  for (const line of lines.filter((one) => one.bucket !== null)) {
    const key = `${line.year} ${line.bucket}`;
    line.before = tallies.get(key) ?? 0;
    line.after = line.before + line.accrued;
    tallies.set(key, line.after);
  }
  return {
    lines: lines.map((line) => answerLine(line, lines, { config: input.config, reference })),
    buckets: [...tallies.keys()]
      .sort()
      .map((key) => answerBucket(key, { lines, tally: tallies.get(key) ?? 0, reference })),
  };
}

function linesInOrder(input: NaiveInput, reference: NaiveReference): readonly NaiveLine[] {
  const placed = naiveCurrentClaims(input.claims).flatMap((claim) => {
    const place = naivePlace(claim, input.claims, input.config);
    return claim.lines.map((line) => ({
      naive: naiveLine(claim, line, reference),
      order: [
        ...(input.config.orderPolicy === 'dos' ? [line.dos] : []),
        place.received,
        place.icn,
        claim.icn,
        String(line.line).padStart(6, '0'),
      ],
    }));
  });
  return placed.sort((left, right) => compare(left.order, right.order)).map((one) => one.naive);
}

function compare(left: readonly string[], right: readonly string[]): number {
  for (const [at, value] of left.entries()) {
    const other = right[at] ?? '';
    if (value !== other) return value < other ? -1 : 1;
  }
  return 0;
}

function naiveLine(claim: ExampleClaim, line: ExampleLine, reference: NaiveReference): NaiveLine {
  const grouping = naiveGrouping(claim, line, reference);
  const accrual = naiveAccrual(claim, line);
  const isLimitDenied = grouping.bucket !== null && accrual.isLimitDenied;
  return {
    claim,
    line,
    year: line.dos.slice(0, 4),
    bucket: grouping.bucket,
    discipline: grouping.discipline,
    accrued: grouping.bucket === null ? 0 : accrual.cents,
    isLimitDenied,
    flags: isLimitDenied ? [...grouping.flags, 'LIMIT_DENIED'] : grouping.flags,
    before: null,
    after: null,
  };
}

function answerLine(
  line: NaiveLine,
  all: readonly NaiveLine[],
  rules: { readonly config: ExampleConfig; readonly reference: NaiveReference },
): AnswerLine {
  const verdict = naiveVerdicts(line, all, rules);
  const exposed = isExposed(line, rules.reference) ? ['REVIEW_EXPOSED'] : [];
  return {
    claim: line.claim.icn,
    line: line.line.line,
    bucket: line.bucket,
    accrued: dollars(line.accrued),
    before: line.before === null ? null : dollars(line.before),
    after: line.after === null ? null : dollars(line.after),
    kxExpected: verdict.kxExpected,
    kxAssessment: verdict.kxAssessment,
    flags: [...line.flags, ...verdict.flags, ...exposed].sort(),
  };
}

function answerBucket(
  key: string,
  totals: {
    readonly lines: readonly NaiveLine[];
    readonly tally: number;
    readonly reference: NaiveReference;
  },
): AnswerBucket {
  const [year = '', bucket = ''] = key.split(' ');
  const mine = totals.lines.filter((line) => line.year === year && line.bucket === bucket);
  const amounts = totals.reference.amounts(year, bucket as ExampleBucket);
  const subject = mine.filter((line) => line.line.dos >= amounts.reviewFrom);
  const exposed = mine.filter((line) => isExposed(line, totals.reference));
  const over = amounts.review === null ? 0 : Math.max(0, totals.tally - amounts.review);
  return {
    year,
    bucket: bucket as ExampleBucket,
    tally: dollars(totals.tally),
    kxCrossing: crossing(mine, amounts.kx),
    reviewCrossing: crossing(subject, amounts.review),
    reviewExposedAllowed: dollars(exposed.reduce((sum, line) => sum + line.accrued, 0)),
    reviewExcess: dollars(over),
  };
}

/** The line that takes the total from at most the threshold to above it. */
function crossing(lines: readonly NaiveLine[], threshold: number | null): CrossingPlace | null {
  if (threshold === null) return null;
  const found = lines.find(
    (line) => (line.before ?? 0) <= threshold && (line.after ?? 0) > threshold,
  );
  return found === undefined ? null : [found.claim.icn, found.line.line];
}

/** Above the review threshold, on a day from which services are subject to review (TMR-1). */
function isExposed(line: NaiveLine, reference: NaiveReference): boolean {
  if (line.bucket === null || line.after === null) return false;
  const amounts = reference.amounts(line.year, line.bucket);
  return (
    amounts.review !== null && line.after > amounts.review && line.line.dos >= amounts.reviewFrom
  );
}

/** What stands after each claim, compared with what stood before it. */
function events(input: NaiveInput, reference: NaiveReference): readonly AnswerEvent[] {
  const found: AnswerEvent[] = [];
  let before: readonly AnswerBucket[] = [];
  for (const afterClaimIndex of input.claims.keys()) {
    const claims = input.claims.slice(0, afterClaimIndex + 1);
    const after = standing({ ...input, claims }, reference).buckets;
    const keys = new Set([...before, ...after].map((one) => `${one.year} ${one.bucket}`));
    for (const key of [...keys].sort()) {
      const [year = '', bucket = ''] = key.split(' ');
      const place = { afterClaimIndex, year, bucket: bucket as ExampleBucket };
      const stood = before.find((one) => one.year === year && one.bucket === bucket);
      const stands = after.find((one) => one.year === year && one.bucket === bucket);
      found.push(
        ...changed('kx', place, { stood: stood?.kxCrossing, stands: stands?.kxCrossing }),
        ...changed('review', place, {
          stood: stood?.reviewCrossing,
          stands: stands?.reviewCrossing,
        }),
      );
    }
    before = after;
  }
  return found;
}

function changed(
  threshold: 'kx' | 'review',
  place: Pick<AnswerEvent, 'afterClaimIndex' | 'year' | 'bucket'>,
  crossings: {
    readonly stood: CrossingPlace | null | undefined;
    readonly stands: CrossingPlace | null | undefined;
  },
): readonly AnswerEvent[] {
  const stood = crossings.stood ?? null;
  const stands = crossings.stands ?? null;
  if (stood === null && stands !== null) {
    return [{ ...place, type: `${threshold}.crossed`, at: stands }];
  }
  return stood !== null && stands === null ? [{ ...place, type: `${threshold}.cleared` }] : [];
}
