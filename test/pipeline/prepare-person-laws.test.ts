// Law 1 and law 2 on the documents themselves: any order of commits ends in the same totals and
// crossings, events alternate, and a refold of what is stored changes nothing.

import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { commitPerson } from '../../lib/pipeline/commit-person.js';
import { emptyChange, type PersonChange } from '../../lib/pipeline/person-change.js';
import { refoldLedger } from '../../lib/pipeline/refold-ledger.js';
import { claim, reversalOf } from '../support/claim-builder.js';
import { seed } from '../support/fold-person.js';
import { testReference } from '../support/test-reference.js';
import { testTools, type TestTools } from '../support/test-tools.js';

const reference = await testReference();

const LATE = claim({
  icn: 'A',
  accountNumber: 'PT1',
  lines: [{ dos: '2025-12-30', allowed: '2400.00' }],
});
const NEXT = claim({
  icn: 'B',
  replacesIcn: 'A',
  lines: [{ dos: '2026-01-02', allowed: '2400.00' }],
});
const OVER = claim({
  icn: 'C',
  accountNumber: 'PT1',
  lines: [
    { dos: '2025-12-31', allowed: '20.00', mods: 'GP KX' },
    { dos: '2026-01-02', allowed: '700.00' },
    { dos: '2026-01-02', allowed: '2500.00', hcpcs: '97530', mods: 'GO' },
  ],
});

/** One fact each: what a person's ledger may be told, in any order, more than once. */
const FACTS: readonly PersonChange[] = [
  emptyChange('k1_a', { versions: [LATE] }),
  emptyChange('k1_a', { versions: [reversalOf(LATE, '2026-02-01')] }),
  emptyChange('k1_b', { versions: [NEXT] }),
  emptyChange('k1_b', { versions: [reversalOf(NEXT, '2026-03-01')] }),
  emptyChange('k1_a', { versions: [OVER] }),
  emptyChange('k1_b', { versions: [claim({ ...OVER, icn: 'D', lines: [{ dos: '2026-02-02' }] })] }),
  emptyChange('k1_a', { seeds: [seed({ amount: '100.00', asOf: '2026-01-31' })] }),
  emptyChange('k1_b', {
    seeds: [seed({ kind: 'totalUsed', amount: '900.00', asOf: '2026-02-28' })],
  }),
  emptyChange('k1_a', { quarantined: [{ quarantineKey: 'q', claimKey: '01112|D', year: 2026 }] }),
  emptyChange('k1_b', {
    joins: [{ joinKey: 'j', from: 'k1_a', to: 'k1_b', source: 'a person', isUndone: false }],
  }),
];

async function commitAll(changes: readonly PersonChange[]): Promise<TestTools> {
  const tools = testTools(reference);
  for (const change of changes) await commitPerson(tools, change);
  return tools;
}

/** Totals and standing crossings of the documents that hold any. */
function standing(tools: TestTools): readonly unknown[] {
  return [...tools.ledger.contents().values()]
    .flatMap((each) => (each.kind === 'year' ? [each] : []))
    .filter((each) => each.totals.PT_SLP !== 0 || each.totals.OT !== 0)
    .map(({ token, year, totals, standing: crossings }) => ({ token, year, totals, crossings }));
}

/** Crossings that are open after the events of a document were played in order. */
function openAfter(tools: TestTools): readonly (readonly [string, string])[] {
  return [...tools.ledger.contents().values()].flatMap((each) => {
    if (each.kind !== 'year') return [];
    const open = new Set<string>();
    for (const { type, group } of each.outbox) {
      const [threshold = '', what = ''] = type.split('.');
      const key = `${group} ${threshold}`;
      if (open.has(key) === (what === 'crossed')) open.add(`broken ${key}`);
      else if (what === 'crossed') open.add(key);
      else open.delete(key);
    }
    const stands = each.standing.map(({ group, threshold }) => `${group} ${threshold}`);
    return [[[...open].toSorted().join(), stands.toSorted().join()] as const];
  });
}

const histories = fc.subarray([...FACTS], { minLength: 1 }).chain((facts) =>
  fc.record({
    facts: fc.constant(facts),
    shuffled: fc
      .tuple(fc.shuffledSubarray(facts, { minLength: facts.length }), fc.subarray(facts))
      .map(([all, again]) => [...all, ...again]),
  }),
);

describe('the documents of a person', () => {
  it('end the same in any order and duplication of commits', async () => {
    await fc.assert(
      fc.asyncProperty(histories, async ({ facts, shuffled }) => {
        expect(standing(await commitAll(shuffled))).toEqual(standing(await commitAll(facts)));
      }),
      { numRuns: 40 },
    );
  });

  it('hold events that alternate and end at what stands', async () => {
    await fc.assert(
      fc.asyncProperty(histories, async ({ shuffled }) => {
        const ends = openAfter(await commitAll(shuffled));

        expect(ends.map(([open]) => open)).toEqual(ends.map(([, stands]) => stands));
      }),
      { numRuns: 40 },
    );
  });

  it('are what a refold of everything gives', async () => {
    await fc.assert(
      fc.asyncProperty(histories, async ({ shuffled }) => {
        expect(await refoldLedger(await commitAll(shuffled), 'all')).toMatchObject({ restated: 0 });
      }),
      { numRuns: 40 },
    );
  });
});
