import { describe, expect, it } from '@jest/globals';
import type { ClaimEvent } from '../../lib/synth/claim-event.js';
import { eventsOf, optionsOf } from './synth-fixture.js';

describe('a biller', () => {
  const events = eventsOf(optionsOf({ years: [2025, 2026], planted: [] }));
  const standing = events.filter((event) => event.isCurrent && event.payer.isMedicare);

  it('without a habit sends KX above the amount, and hardly below', () => {
    const judged = standing.flatMap((event) => therapyLinesAround(event, standing));
    const share = (rows: typeof judged): number =>
      rows.filter((row) => row.hasKx).length / rows.length;

    expect(share(judged.filter((row) => row.after > row.amount))).toBeGreaterThan(0.9);
    // Facilities put KX on a whole claim, and some send it a little early.
    expect(share(judged.filter((row) => row.after <= row.amount))).toBeLessThan(0.05);
  });

  it('sends KX to no other payer than Medicare', () => {
    const others = events.filter((event) => !event.payer.isMedicare);

    expect(others.length).toBeGreaterThan(10);
    expect(others.flatMap(({ lines }) => lines).some((line) => line.modifiers.includes('KX'))).toBe(
      false,
    );
  });
});

interface JudgedRow {
  readonly hasKx: boolean;
  readonly after: number;
  readonly amount: number;
}

/** The paid therapy lines of a claim with the total up to and with each, summed from scratch. */
function therapyLinesAround(
  event: ClaimEvent,
  standing: readonly ClaimEvent[],
): readonly JudgedRow[] {
  const keyOf = (line: ClaimEvent['lines'][number]): string =>
    `${line.serviceDate.slice(0, 4)}${line.discipline === 'OT' ? 'OT' : 'PT_SLP'}`;
  const isEarlier = (other: ClaimEvent): boolean =>
    other.place.date < event.place.date ||
    (other.place.date === event.place.date && other.place.icn < event.place.icn);
  const earlier = standing.filter(
    (other) => other.beneficiary.mbi === event.beneficiary.mbi && isEarlier(other),
  );
  return event.lines.flatMap((line, at) => {
    if (line.discipline === null || line.allowedCents === 0) return [];
    const before = [...earlier.flatMap(({ lines }) => lines), ...event.lines.slice(0, at + 1)];
    const after = before
      .filter((other) => other.discipline !== null && keyOf(other) === keyOf(line))
      .reduce((sum, other) => sum + other.allowedCents, 0);
    const year = optionsOf().thresholds.find((row) => line.serviceDate.startsWith(`${row.year}`));
    const amount = year?.kxCents.PT_SLP ?? Infinity;
    return [{ hasKx: line.modifiers.includes('KX'), after, amount }];
  });
}
