// A fire drill: the claims that a contractor might ask for, half by dollars, half by a draw that
// the month seeds, so that the same month draws the same claims. What their records lack is
// counted; no letter was sent.

import { createHash } from 'node:crypto';
import { addDays } from '../../domain/day.js';
import { groupBy } from '../../domain/group-by.js';
import type { RecordFigures } from '../reports/record-figures.js';
import type { ReportMonth } from '../reports/report-month.js';
import { lackingOf, type CheckedLine } from './readiness.js';

const ADR_CLOCK = 'adr_response';

/** Days to answer a record request, by the reference data. */
export function adrDays(
  clocks: readonly { readonly clock: string; readonly days: number | null }[],
): number {
  const days = clocks.find(({ clock }) => clock === ADR_CLOCK)?.days ?? null;
  if (days === null) throw new Error('the reference data has a clock for record requests');
  return days;
}

/** What one request asks for at most: a round number of the size of real ones (policy). */
const CLAIMS_ASKED = 40;

interface Candidate {
  readonly key: string;
  readonly lines: readonly CheckedLine[];
  readonly paidCents: number;
}

export function simulateRequest(
  lines: readonly CheckedLine[],
  { month, days }: { readonly month: ReportMonth; readonly days: number },
): RecordFigures['simulatedAdr'] {
  const candidates = candidatesOf(lines);
  if (candidates.length === 0) return null;
  const byDollars = candidates.toSorted(
    (one, other) => other.paidCents - one.paidCents || (one.key < other.key ? -1 : 1),
  );
  const top = byDollars.slice(0, CLAIMS_ASKED / 2);
  const drawn = byDollars
    .slice(CLAIMS_ASKED / 2)
    .map((candidate) => ({ candidate, draw: hashOf(`${month.month} ${candidate.key}`) }))
    .toSorted((one, other) => (one.draw < other.draw ? -1 : 1))
    .slice(0, CLAIMS_ASKED - top.length)
    .map(({ candidate }) => candidate);
  return {
    seed: month.month,
    letterDate: month.to,
    dueDate: addDays(month.to, days),
    days,
    claimsWanted: CLAIMS_ASKED,
    claimsEligible: candidates.length,
    claims: [
      ...top.map((each) => requested(each, 'most paid')),
      ...drawn.map((each) => requested(each, 'drawn')),
    ],
  };
}

function requested({ lines, paidCents }: Candidate, reason: string) {
  const [first] = lines.toSorted((one, other) => (one.serviceDate < other.serviceDate ? -1 : 1));
  if (first === undefined) throw new Error('a claim without lines is no candidate');
  const items = lines.flatMap((line) => line.items);
  const count = (wanted: string): number => items.filter(({ status }) => status === wanted).length;
  return {
    token: first.token,
    icn: first.icn,
    lines: lines.length,
    allowedCents: lines.reduce((sum, line) => sum + line.allowedCents, 0),
    paidCents,
    firstServiceDate: first.serviceDate,
    reason,
    present: count('present'),
    late: count('late'),
    absent: count('absent'),
    unknown: count('unknown'),
    lacking: [...lackingOf(items)],
  };
}

function candidatesOf(lines: readonly CheckedLine[]): readonly Candidate[] {
  const claims = groupBy(lines, ({ token, icn }) => `${token}|${icn}`);
  return [...claims].map(([key, own]) => {
    return { key, lines: own, paidCents: own.reduce((sum, line) => sum + line.paidCents, 0) };
  });
}

function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
