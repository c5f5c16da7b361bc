// Events are history: each commit appends what it changed about standing crossings, numbered.

import { beforeEach, describe, expect, it } from '@jest/globals';
import type { OutboxEntry } from '../../lib/domain/ledger-document.js';
import { commitPerson } from '../../lib/pipeline/commit-person.js';
import { emptyChange, type PersonChange } from '../../lib/pipeline/person-change.js';
import { claim, reversalOf } from '../support/claim-builder.js';
import { seed } from '../support/fold-person.js';
import { testReference } from '../support/test-reference.js';
import { testTools, type TestTools } from '../support/test-tools.js';

const reference = await testReference();
const TOKEN = 'k1_a';

let tools: TestTools;
beforeEach(() => {
  tools = testTools(reference);
});

async function commit(...changes: readonly Partial<PersonChange>[]): Promise<void> {
  for (const facts of changes) await commitPerson(tools, emptyChange(TOKEN, facts));
}

async function outbox(year = 2026): Promise<readonly OutboxEntry[]> {
  const key = { kind: 'year', tenantId: tools.tenantId, token: TOKEN, year } as const;
  const [document] = await tools.ledger.load([key]);
  return document?.kind === 'year' ? document.outbox : [];
}

/** `1 PT_SLP kx.crossed A`. */
async function events(): Promise<readonly string[]> {
  return (await outbox()).map(({ eventSeq, group, type, crossing }) =>
    [eventSeq, group, type, crossing?.claim]
      .filter((word) => word !== null && word !== undefined)
      .join(' '),
  );
}

const BIG = claim({ icn: 'A', lines: [{ allowed: '2500.00' }] });
const BIG_BACK = reversalOf(BIG, '2026-05-01');
const SMALL = claim({ icn: 'B', received: '2026-04-01', lines: [{ allowed: '600.00' }] });

describe('the outbox', () => {
  it('tells a crossing with its line, and nothing while it stands', async () => {
    await commit(
      { versions: [BIG] },
      { versions: [claim({ icn: 'C', lines: [{ allowed: '1.00' }] })] },
    );

    expect(await events()).toEqual(['1 PT_SLP kx.crossed A']);
    expect((await outbox())[0]?.crossing).toMatchObject({
      year: 2026,
      group: 'PT_SLP',
      threshold: 'kx',
      thresholdCents: 248_000,
      claim: 'A',
      line: 1,
      versionKey: BIG.versionKey,
      beforeCents: 0,
      afterCents: 250_000,
    });
  });

  it('tells crossings and clearings in turn, numbered from 1', async () => {
    await commit(
      { versions: [BIG] },
      { versions: [SMALL] },
      { versions: [BIG_BACK] },
      {
        versions: [claim({ icn: 'A', paidOn: '2026-06-01', lines: [{ allowed: '2500.00' }] })],
      },
    );

    expect(await events()).toEqual([
      '1 PT_SLP kx.crossed A',
      '2 PT_SLP review.crossed B',
      '3 PT_SLP kx.cleared',
      '4 PT_SLP review.cleared',
      '5 PT_SLP kx.crossed A',
      '6 PT_SLP review.crossed B',
    ]);
  });

  it('tells both groups and both amounts of one commit in a fixed order', async () => {
    const ot = { hcpcs: '97530', mods: 'GO', allowed: '2500.00' };
    await commit({ versions: [claim({ lines: [ot, { allowed: '3100.00' }] })] });

    expect(await events()).toEqual([
      '1 PT_SLP kx.crossed A',
      '2 PT_SLP review.crossed A',
      '3 OT kx.crossed A',
    ]);
  });

  it('tells nothing when a crossing moves to an earlier claim that comes later', async () => {
    const earlier = claim({ icn: '0', received: '2026-01-02', lines: [{ allowed: '2490.00' }] });
    await commit({ versions: [SMALL, BIG] }, { versions: [earlier] });

    expect(await events()).toEqual(['1 PT_SLP kx.crossed A', '2 PT_SLP review.crossed B']);
  });

  it('tells nothing of a payment and reversal that arrive together', async () => {
    await commit({ versions: [BIG_BACK, BIG] });

    expect(await events()).toEqual([]);
  });

  it('tells a clearing when outside spend alone is above the amount', async () => {
    await commit({ versions: [BIG] }, { seeds: [seed({ amount: '2600.00' })] });

    expect(await events()).toEqual([
      '1 PT_SLP kx.crossed A',
      '2 PT_SLP kx.cleared',
      '3 PT_SLP review.crossed A',
    ]);
  });

  it('gives every event an id of its own, the same whenever it is worked out anew', async () => {
    await commit({ versions: [BIG] }, { versions: [BIG_BACK] });
    const ids = (await outbox()).map((entry) => entry.eventId);
    tools = testTools(reference);
    await commit({ versions: [BIG] }, { versions: [BIG_BACK] });

    expect(new Set(ids).size).toBe(2);
    expect((await outbox()).map((entry) => entry.eventId)).toEqual(ids);
  });

  it('is history: a duplicate adds nothing to it', async () => {
    await commit({ versions: [BIG] }, { versions: [BIG] });

    expect(await events()).toEqual(['1 PT_SLP kx.crossed A']);
  });
});

describe('the outbox after a refold', () => {
  it('has one restated entry where the answer changed, and no crossing event', async () => {
    await commit({ versions: [BIG, SMALL] });
    const amounts = new Map(reference.thresholds);
    const year = amounts.get(2026);
    if (year === undefined) throw new Error('the reference has 2026');
    amounts.set(2026, { ...year, kxCents: { PT_SLP: null, OT: null }, isKxAmountPending: true });
    const changed = { ...tools.context, reference: { ...reference, thresholds: amounts } };
    tools = { ...tools, context: changed };
    await commit({ cause: 'refold' });

    expect(await events()).toEqual([
      '1 PT_SLP kx.crossed A',
      '2 PT_SLP review.crossed B',
      '3 restated',
    ]);
  });

  it('has nothing new where the answer is the same', async () => {
    await commit({ versions: [BIG] });
    const before = tools.ledger.contents();
    await commit({ cause: 'refold' });

    expect(tools.ledger.contents()).toEqual(before);
  });
});
