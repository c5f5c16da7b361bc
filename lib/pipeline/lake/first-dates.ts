// First therapy date of the year by provider: kept with the lines, so that no query needs a window
// for it (OIG-2, KX-10).

import type { JudgedLine } from '../../domain/judgement.js';

export function firstDates(
  lines: readonly JudgedLine[],
  npiOf: (line: JudgedLine) => string | null,
): ReadonlyMap<string, string> {
  const first = new Map<string, string>();
  for (const judged of lines) {
    const npi = npiOf(judged);
    if (npi === null || !isTherapyVisit(judged)) continue;
    const known = first.get(npi);
    if (known === undefined || judged.line.serviceDate < known) {
      first.set(npi, judged.line.serviceDate);
    }
  }
  return first;
}

/** A denied line shows no therapy date: it was not paid as therapy. */
export function isTherapyVisit(judged: JudgedLine): boolean {
  return judged.group !== null && !judged.isDenied;
}
