// What of the ledger becomes an event, when, and how often: crossings at once, history as a digest,
// restatements never.

import { describe, expect, it } from '@jest/globals';
import { LEDGER_ALERT_TYPES } from '../../../lib/domain/alerts/alert-event.js';
import { toCents } from '../../../lib/domain/money.js';
import {
  alertEventSchema,
  listRecords,
  PARTITIONS,
  type AlertEvent,
} from '../../../lib/pipeline/alerts/alert-records.js';
import { setApproachingDistance } from '../../../lib/pipeline/alerts/alert-state.js';
import { deliverFromStream } from '../../../lib/pipeline/alerts/deliver-from-stream.js';
import { flushDigest } from '../../../lib/pipeline/alerts/flush-digest.js';
import { refoldLedger } from '../../../lib/pipeline/refold-ledger.js';
import { claim, reversalOf } from '../../support/claim-builder.js';
import { seed } from '../../support/fold-person.js';
import { BIG, onlyDeath, openAlertScene, SMALL } from './alert-scene.js';

const scene = openAlertScene();
const EVERYTHING = { types: LEDGER_ALERT_TYPES, npis: [], minimumCents: toCents(0) };

const MORE = claim({ icn: 'C', received: '2026-05-01', lines: [{ allowed: '50.00' }] });
const OLD = claim({
  icn: 'O',
  received: '2025-03-02',
  lines: [{ dos: '2025-03-02', allowed: '3500.00' }],
});

async function events(): Promise<readonly AlertEvent[]> {
  const all: AlertEvent[] = [];
  const from = { partition: PARTITIONS.events };
  for await (const { value } of listRecords(scene.tools, from, alertEventSchema)) all.push(value);
  return all;
}

/** `kx.crossed A`, and why it was held back. */
async function told(): Promise<readonly string[]> {
  return (await events()).map((event) =>
    event.kind === 'digest'
      ? `digest of ${event.events} (${event.reasons.join()})`
      : [event.type, event.facts.claim, event.hold].filter((word) => word !== null).join(' '),
  );
}

describe('collectLedger', () => {
  it('tells each further claim above the review threshold, once', async () => {
    await scene.commit('k1_a', { versions: [BIG, SMALL] }, { versions: [MORE] });
    await scene.collect();
    const fixed = claim({
      icn: 'C',
      received: '2026-05-01',
      paidOn: '2026-06-01',
      lines: [{ allowed: '70.00' }],
    });
    await scene.commit('k1_a', { versions: [reversalOf(MORE, '2026-05-20'), fixed] });
    await scene.collect();

    expect(await told()).toEqual(['kx.crossed A', 'review.crossed B', 'claim.exposed C']);
    expect((await events())[2]).toMatchObject({
      facts: { threshold: 'review', beforeCents: 310_000, afterCents: 315_000, amountCents: 5_000 },
    });
  });

  it('tells what comes near a threshold when somebody said how near', async () => {
    await scene.commit('k1_a', {
      versions: [claim({ icn: 'N', lines: [{ allowed: '2400.00' }] })],
    });
    await scene.collect();
    await setApproachingDistance(scene.tools, toCents(15_000));
    await scene.commit('k1_b', {
      versions: [claim({ icn: 'M', lines: [{ allowed: '2350.00' }] })],
    });
    await scene.collect();
    await scene.commit('k1_b', {
      versions: [claim({ icn: 'P', lines: [{ allowed: '1.00' }] })],
    });
    await scene.collect();

    expect(await told()).toEqual(['threshold.approaching M']);
    expect((await events())[0]).toMatchObject({
      facts: {
        token: 'k1_b',
        threshold: 'kx',
        thresholdCents: 248_000,
        afterCents: 235_000,
        amountCents: 13_000,
      },
    });
  });

  it('tells a first load as one digest, and what comes after by itself', async () => {
    await scene.beginFirstLoad();
    const { endpointId } = await scene.listen();
    await scene.collect();
    await scene.commit('k1_a', { versions: [BIG, SMALL] });
    await scene.commit('k1_b', { versions: [BIG] });
    await scene.collect();
    await scene.commit('k1_c', { versions: [BIG] });
    scene.tools.clock.advance(1_000);
    await scene.collect();

    expect([...(await told())].sort()).toEqual([
      'digest of 3 (first_load)',
      'kx.crossed A',
      'kx.crossed A first_load',
      'kx.crossed A first_load',
      'review.crossed B first_load',
    ]);
    expect(await scene.pending(endpointId)).toBe(2);
    expect((await events()).find(({ kind }) => kind === 'digest')).toMatchObject({
      counts: [
        { type: 'kx.crossed', year: 2026, group: 'PT_SLP', events: 2 },
        { type: 'review.crossed', year: 2026, group: 'PT_SLP', events: 1 },
      ],
    });
  });

  it('tells crossings of closed years as a digest of those that the endpoint wants', async () => {
    const one = await scene.listen();
    const other = await scene.listen({
      filter: { ...EVERYTHING, types: ['review.cleared'] },
    });
    await scene.commit('k1_a', { versions: [OLD] }, { versions: [BIG] });
    await scene.collect();

    expect([...(await told())].sort()).toEqual([
      'digest of 2 (closed_year)',
      'kx.crossed A',
      'kx.crossed O closed_year',
      'review.crossed O closed_year',
    ]);
    expect(await scene.pending(one.endpointId)).toBe(2);
    expect(await scene.pending(other.endpointId)).toBe(0);
  });

  it('tells history event by event when asked to', async () => {
    await scene.beginFirstLoad();
    const { endpointId } = await scene.listen();
    await scene.commit('k1_a', { versions: [OLD, BIG] });
    await scene.collect({ isHistoryTold: true });

    expect([...(await told())].sort()).toEqual([
      'kx.crossed A',
      'kx.crossed O',
      'review.crossed O',
    ]);
    expect(await scene.pending(endpointId)).toBe(3);
  });

  it('tells nothing of what other rules or amounts change', async () => {
    await setApproachingDistance(scene.tools, toCents(1_000));
    await scene.commit('k1_a', { versions: [BIG] });
    await scene.collect();
    const { reference } = scene.tools.context;
    const row = reference.thresholds.get(2026);
    if (row === undefined) throw new Error('no amounts for 2026');
    const lower = { ...row, reviewCents: { PT_SLP: toCents(200_000), OT: toCents(200_000) } };
    const changed = { ...reference, thresholds: new Map(reference.thresholds).set(2026, lower) };
    scene.tools = { ...scene.tools, context: { ...scene.tools.context, reference: changed } };
    await refoldLedger(scene.tools, 'all');
    await scene.collect();

    expect(await told()).toEqual(['kx.crossed A']);
  });

  it('tells what a seed undoes', async () => {
    await scene.commit('k1_a', { versions: [BIG] });
    await scene.collect();
    await scene.commit('k1_a', { seeds: [seed({ amount: '2490.00' })] });
    await scene.collect();

    expect(await told()).toEqual(['kx.crossed A', 'kx.cleared A', 'review.crossed A']);
  });

  it.each([
    ['to less than the amount', '100.00', ['kx.crossed A', 'kx.cleared A']],
    ['to less, and still above it', '2490.00', ['kx.crossed A']],
  ])('tells what a correction %s undoes', async (_what, allowed, expected) => {
    await scene.commit('k1_a', { versions: [BIG] });
    await scene.collect();
    const corrected = claim({ icn: 'A', paidOn: '2026-05-01', lines: [{ allowed }] });
    const versions = [reversalOf(BIG, '2026-05-01'), corrected];
    await scene.commit('k1_a', { versions });
    await scene.collect();

    expect(await told()).toEqual(expected);
  });

  it('finds the same when it is told which documents changed, twice and in any order', async () => {
    await scene.commit('k1_a', { versions: [BIG, SMALL] });
    const place = { token: 'k1_a', year: 2026 };

    const first = await deliverFromStream(scene.tools, [
      place,
      place,
      { token: 'k1_none', year: 2026 },
    ]);
    const second = await deliverFromStream(scene.tools, [place]);

    expect([first.events, second.events]).toEqual([2, 0]);
    expect(await told()).toEqual(['kx.crossed A', 'review.crossed B']);
  });

  it('tells of a document that was joined to another before anybody looked', async () => {
    await scene.commit('k1_old', { versions: [BIG] });
    const join = {
      joinKey: 'j',
      from: 'k1_old',
      to: 'k1_new',
      source: 'a letter',
      isUndone: false,
    };
    await scene.commit('k1_new', { joins: [join] });
    await scene.collect();

    const seen = (await events()).map((event) =>
      event.kind === 'ledger' ? `${event.type} ${event.facts.token}` : event.kind,
    );
    expect(seen.sort()).toEqual(['kx.cleared k1_old', 'kx.crossed k1_new', 'kx.crossed k1_old']);
  });

  it('splits what one commit cannot hold', async () => {
    for (let at = 0; at < 15; at += 1) await scene.listen({ filter: EVERYTHING });
    const many = Array.from({ length: 12 }, (_, at) =>
      claim({ icn: `M${at}`, received: '2026-05-01', lines: [{ allowed: '10.00' }] }),
    );
    await scene.commit('k1_a', { versions: [BIG, SMALL, ...many] });

    await scene.collect();

    const all = await events();
    expect(all).toHaveLength(14);
    expect(new Set(all.map(({ eventId }) => eventId)).size).toBe(14);
  });
});

describe('flushDigest', () => {
  it.each([0, 1, 2, 3, 4])(
    'that dies after %i commits tells one digest all the same',
    async (at) => {
      await scene.beginFirstLoad();
      const { endpointId } = await scene.listen();
      await scene.commit('k1_a', { versions: [BIG, SMALL] });
      scene.tools.alerts.dieAfter(2 + at);
      await scene.collect().catch(onlyDeath);
      scene.tools.alerts.revive();
      scene.tools.clock.advance(1_000);
      await scene.collect();
      await Promise.all([flushDigest(scene.tools), flushDigest(scene.tools)]);

      expect((await told()).filter((each) => each.startsWith('digest'))).toEqual([
        'digest of 2 (first_load)',
      ]);
      expect(await scene.pending(endpointId)).toBe(1);
    },
  );

  it('is not for who began to listen after it began', async () => {
    await scene.beginFirstLoad();
    const first = await scene.listen();
    await scene.commit('k1_a', { versions: [BIG, SMALL] });
    // The look at the document, the state of its shard, and the beginning of the digest.
    scene.tools.alerts.dieAfter(3);
    await scene.collect().catch(onlyDeath);
    scene.tools.alerts.revive();
    const second = await scene.listen();
    await scene.collect();

    expect(await scene.pending(first.endpointId)).toBe(1);
    expect(await scene.pending(second.endpointId)).toBe(0);
  });
});
