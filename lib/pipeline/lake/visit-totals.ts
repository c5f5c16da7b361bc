// Minutes of each visit and units of each code on it, put on the first of their lines: a measure
// then adds lines up, where it would have to group all lines of all years by beneficiary and day.
// A visit is a beneficiary's day with one provider, in one discipline, setting and state.

import type { JudgedLine } from '../../domain/judgement.js';
import { boundedMinutes, type LineFacts } from '../../domain/measures/line-facts.js';
import { isTherapyVisit } from './first-dates.js';

/** A line with what the sums need of it. */
export interface VisitLine {
  readonly judged: JudgedLine;
  readonly facts: LineFacts;
  readonly setting: string;
  readonly renderingNpi: string | null;
}

/** By place among the lines; null on all lines but the first of a visit, or of a code on it. */
export interface VisitTotals {
  readonly minutes: readonly (number | null)[];
  readonly units: readonly (number | null)[];
}

export interface VisitTotalsOfRoles {
  readonly rendering: VisitTotals;
  readonly billing: VisitTotals;
}

/** Of all lines of a person's year. Units are summed in thousandths, as whole numbers are exact. */
export function visitTotals(lines: readonly VisitLine[]): VisitTotalsOfRoles {
  const cells = lines.map(visitCell);
  return {
    rendering: totalsOf(lines, cells, ({ renderingNpi }) => renderingNpi),
    billing: totalsOf(lines, cells, ({ judged }) => judged.claim.billingNpi),
  };
}

function totalsOf(
  lines: readonly VisitLine[],
  cells: readonly (string | null)[],
  npiOf: (line: VisitLine) => string | null,
): VisitTotals {
  const minutes = new FirstOfKind(lines.length);
  const thousandths = new FirstOfKind(lines.length);
  lines.forEach((line, at) => {
    const cell = cells[at] ?? null;
    const npi = npiOf(line);
    if (cell === null || npi === null) return;
    const { facts, judged } = line;
    const visit = `${npi} ${cell}`;
    minutes.add(visit, at, facts.timedMinutes ?? 0);
    if (facts.unitLimit === null) return;
    thousandths.add(`${visit} ${judged.line.hcpcs}`, at, Math.round(judged.line.units * 1000));
  });
  return {
    minutes: minutes.sums.map((sum) => (sum === null ? null : boundedMinutes(sum))),
    units: thousandths.sums.map((sum) => (sum === null ? null : sum / 1000)),
  };
}

/** Null: the line shows no visit. */
function visitCell({ judged, setting }: VisitLine): string | null {
  if (!isTherapyVisit(judged)) return null;
  const { claim, line, discipline } = judged;
  return `${line.serviceDate} ${discipline} ${claim.billingState ?? ''} ${setting}`;
}

/** Sums by a key, each at the place where its key came first. */
class FirstOfKind {
  readonly sums: (number | null)[];
  readonly #places = new Map<string, number>();

  constructor(places: number) {
    this.sums = new Array<number | null>(places).fill(null);
  }

  add(key: string, at: number, value: number): void {
    const first = this.#places.get(key) ?? at;
    if (first === at) this.#places.set(key, at);
    this.sums[first] = (this.sums[first] ?? 0) + value;
  }
}
