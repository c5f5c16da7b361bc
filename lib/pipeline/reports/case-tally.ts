// Who has which finding at the end of a month: every line of every finding under one owner and
// one status, so that findings = open + in review + confirmed + settled, and what the movement
// closes at is the findings without the settled ones.

import type { CaseState } from '../cases/case-state.js';
import type { CaseFigures, CaseLine, OwnerRow } from './report-model-cases.js';

export interface CountedLine {
  readonly icn: string;
  readonly line: number;
  readonly finding: string | null;
  /** Allowed; the charge of an under-billed line. */
  readonly cents: number;
  readonly paidCents: number;
  readonly state: CaseState | null;
}

type Writable<Row> = { -readonly [Key in keyof Row]: Row[Key] };

export interface CaseTally {
  add(line: CountedLine): void;
  result(): CaseFigures;
}

export function tallyCases(): CaseTally {
  const owners = new Map<string, Writable<OwnerRow>>();
  const lines: CaseLine[] = [];
  return {
    add(line) {
      if (line.state !== null) lines.push(toCaseLine(line, line.state));
      if (line.finding === null) return;
      const owner = line.state?.owner ?? null;
      const key = JSON.stringify([line.finding, owner ?? '\u{10ffff}']);
      const row = owners.get(key) ?? { finding: line.finding, owner, ...NO_LINES };
      count(row, line);
      owners.set(key, row);
    },
    result: () => ({
      owners: [...owners]
        .toSorted(([one], [other]) => (one < other ? -1 : 1))
        .map(([, row]) => row),
      lines: lines.toSorted(byUrgency),
    }),
  };
}

const NO_LINES = {
  open: 0,
  inReview: 0,
  confirmed: 0,
  reopened: 0,
  settled: 0,
  settledCents: 0,
  settledPaidCents: 0,
  nextDue: null,
};

function count(row: Writable<OwnerRow>, { state, cents, paidCents }: CountedLine): void {
  if (state === null || state.status === 'open') {
    row.open += 1;
    row.reopened += state?.isReopened === true ? 1 : 0;
  } else if (state.isSettled) {
    row.settled += 1;
    row.settledCents += cents;
    row.settledPaidCents += paidCents;
  } else if (state.status === 'confirmed') row.confirmed += 1;
  else row.inReview += 1;
  const due = state?.dueDay ?? null;
  if (due !== null && (row.nextDue === null || due < row.nextDue)) row.nextDue = due;
}

function toCaseLine(line: CountedLine, state: CaseState): CaseLine {
  const { icn, line: number, finding, cents, paidCents } = line;
  const { status, owner, isReopened, since, dueDay, refund } = state;
  const said = { status, owner, isReopened, since, dueDay, refund };
  return { icn, line: number, finding, ...said, cents, paidCents };
}

/** What is due first, then the most dollars. */
function byUrgency(one: CaseLine, other: CaseLine): number {
  const dueOf = ({ dueDay }: CaseLine): string => dueDay ?? '9999-99-99';
  if (dueOf(one) !== dueOf(other)) return dueOf(one) < dueOf(other) ? -1 : 1;
  if (one.cents !== other.cents) return other.cents - one.cents;
  if (one.icn !== other.icn) return one.icn < other.icn ? -1 : 1;
  return one.line - other.line;
}
