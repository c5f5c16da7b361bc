// Ends a course of care just under an amount: the line that would pass it is not billed, and
// nothing after it. So the gap that is left is less than one line's worth.

import { yearOfDay } from './calendar.js';
import type { ClaimDraft } from './claim-draft.js';
import { addUsed, groupOfLine, usedKey, type UsedCents } from './kx-standing.js';
import type { SynthThreshold } from './synth-options.js';
import type { DraftLine } from './visits.js';

/** Gives the lines of the next claim that are still billed. */
export type StopShort = (draft: ClaimDraft, used: UsedCents) => readonly DraftLine[];

/** For one person's claims, asked in the order of receipt. */
export function createStopShort(thresholds: readonly SynthThreshold[]): StopShort {
  const stopped = new Set<string>();
  return ({ lines, payer }, used) => {
    if (!payer.isMedicare || lines.every((line) => line.stopsBelow === null)) return lines;
    const running: UsedCents = new Map(used);
    return lines.filter((line) => {
      const group = groupOfLine(line);
      if (line.stopsBelow === null || group === null) return true;
      const key = usedKey(line, group);
      const row = thresholds.find(({ year }) => year === yearOfDay(line.day));
      const amount = (line.stopsBelow === 'kx' ? row?.kxCents : row?.reviewCents)?.[group] ?? null;
      if (amount === null) return true;
      if ((running.get(key) ?? 0) + line.allowedCents > amount) stopped.add(key);
      if (stopped.has(key)) return false;
      addUsed(running, line);
      return true;
    });
  };
}
