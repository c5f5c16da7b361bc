import { describe, expect, it } from '@jest/globals';
import type { ClaimEvent } from '../../lib/synth/claim-event.js';
import { eventsOf, optionsOf } from './synth-fixture.js';

const events = eventsOf(optionsOf({ seed: 2, size: { kind: 'beneficiaries', count: 200 } }));
const byNumber = new Map<string, ClaimEvent[]>();
for (const event of events) byNumber.set(event.icn, [...(byNumber.get(event.icn) ?? []), event]);

function kindsOf(icn: string): string {
  return (byNumber.get(icn) ?? [])
    .sort((left, right) =>
      left.paidDate === right.paidDate
        ? left.sign - right.sign
        : left.paidDate < right.paidDate
          ? -1
          : 1,
    )
    .map((event) => event.kind)
    .join(' ');
}

describe('the versions of a claim', () => {
  it('take only the known shapes, and every shape occurs', () => {
    const shapes = new Set([...byNumber.keys()].map(kindsOf));

    expect([...shapes].sort()).toEqual([
      'correction',
      'correction reversal',
      'original',
      'original reversal',
      'original reversal repayment',
      'original void',
    ]);
  });

  it('leave one that stands unless the claim was taken back for good', () => {
    const roots = new Map<string, number>();
    for (const event of events) {
      const standing = event.isCurrent ? 1 : 0;
      roots.set(event.place.icn, (roots.get(event.place.icn) ?? 0) + standing);
    }

    for (const [icn, standing] of roots) {
      expect(standing).toBe(kindsOf(icn) === 'original void' ? 0 : 1);
    }
  });

  it('replace a claim that was taken back no later, and keep its place', () => {
    for (const event of events.filter(({ kind }) => kind === 'correction')) {
      const replaced = byNumber.get(event.replacesIcn ?? '') ?? [];
      const reversal = replaced.find(({ kind }) => kind === 'reversal');
      expect(reversal).toBeDefined();
      expect(reversal !== undefined && reversal.paidDate <= event.paidDate).toBe(true);
      expect(replaced.map(({ place }) => place)).toContainEqual(event.place);
      expect(event.receivedDate).toBe(event.place.date);
    }
  });

  it('take back exactly what was paid', () => {
    for (const event of events.filter(({ sign }) => sign < 0)) {
      const paid = (byNumber.get(event.icn) ?? []).filter(({ sign }) => sign > 0);
      expect(paid.some(({ lines }) => lines === event.lines)).toBe(true);
    }
  });

  it('move lines into the year after, and reopen lines denied at the limit', () => {
    const linesOf = (icn: string | null): ClaimEvent['lines'] =>
      byNumber.get(icn ?? '')?.[0]?.lines ?? [];
    const corrections = events.filter(({ kind }) => kind === 'correction');
    const moved = corrections.filter(
      ({ lines, replacesIcn }) =>
        (lines[0]?.serviceDate ?? '').slice(0, 4) >
        (linesOf(replacesIcn)[0]?.serviceDate ?? '').slice(0, 4),
    );
    const reopened = corrections.filter(({ lines, replacesIcn }) =>
      linesOf(replacesIcn).some(
        (line, at) => line.denialReason === '119' && lines[at]?.modifiers.includes('KX'),
      ),
    );

    expect(moved.length).toBeGreaterThan(0);
    expect(reopened.length).toBeGreaterThan(0);
  });
});
