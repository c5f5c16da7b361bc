// The whole pipeline through the doors: a synthetic 835 into the inbox, ledger, lake, score; equal
// to the embedded host (DESIGN 7, law 11).

import { beforeAll, describe, expect, it } from '@jest/globals';
import { join } from 'node:path';
import { newTokenKeyText } from '../../lib/adapters/common/token-key-text.js';
import { readRun } from '../../lib/pipeline/scores/run-store.js';
import { temporaryDirectory } from '../adapters/embedded/temporary-directory.js';
import { seededDraws } from '../domain/statistics/seeded-draws.js';
import {
  openAwsHost,
  TENANT,
  type AwsHost,
  type AwsHostOptions,
  type QueuedMessage,
} from '../support/aws-host.js';
import { openKiller } from '../support/aws-killer.js';
import { canonicalHost, eventsOf } from '../support/canonical-host.js';
import { embeddedAnswer, type EmbeddedAnswer } from './embedded-answer.js';
import { syntheticRemittance } from './synthetic-remittance.js';

const directory = temporaryDirectory();
const KEY = newTokenKeyText();
const FILES = [syntheticRemittance(400), syntheticRemittance(150, 8)];
let expected: EmbeddedAnswer;

beforeAll(async () => {
  expected = await embeddedAnswer(join(directory, 'embedded'), FILES, KEY);
});

function openHost(name: string, options: Partial<AwsHostOptions> = {}): AwsHost {
  return openAwsHost({ directory: join(directory, name), tokenKeyText: KEY, ...options });
}

function equalAnswer(): unknown {
  return { canonical: expected.canonical, areAlternating: true };
}

function dropAll(host: AwsHost, suffix = ''): void {
  FILES.forEach((body, at) => host.drop(`file-${at}${suffix}.835`, body));
}

/** What the hosts must have in common; of events only whether they are as they must be. */
async function answerOf(host: AwsHost): Promise<unknown> {
  const events = [...(await eventsOf(host.stores.ledger, TENANT)).values()];
  const areAlternating = events.every(({ types, stands }) => {
    const isInTurn = types.every((type, at) => type === (at % 2 === 0 ? 'crossed' : 'cleared'));
    return isInTurn && stands === (types.at(-1) === 'crossed');
  });
  return { canonical: await canonicalHost(host.stores, TENANT), areAlternating };
}

describe('doors of the aws host', () => {
  it('bring files from the inbox to scores as the embedded host does', async () => {
    const host = openHost('plain');
    dropAll(host);

    expect(await host.work()).toBe(0);
    await host.publish();
    const { runId } = await host.score();

    expect(Object.keys(expected.canonical.documents).length).toBeGreaterThan(20);
    expect(await answerOf(host)).toEqual(equalAnswer());
    const run = await readRun({ tenantId: TENANT, objects: host.stores.objects }, runId ?? '');
    expect(run?.providers).toEqual(expected.run?.providers);
    expect(run?.causes).toEqual(expected.run?.causes);
    expect(await host.reconcile()).toMatchObject({ isAgreed: true, differences: 0 });
  });

  it('come to the same when every message comes twice, in any order', async () => {
    const draws = seededDraws(11);
    const host = openHost('shuffled');
    dropAll(host);
    dropAll(host, '-again');
    while (host.waiting.length > 0) {
      const [at, again] = [draws.next(), draws.next()].map((draw) =>
        Math.floor(draw * host.waiting.length),
      );
      const [message] = host.waiting.splice(at ?? 0, 1);
      if (message === undefined) continue;
      await host.deliver(message);
      // Once more, at once or after whatever comes between.
      if ((again ?? 0) % 2 === 0) await host.deliver(message);
      else await deliverLater(host, message);
    }
    // One of two at once finds the other publishing; which one, nobody knows.
    await Promise.allSettled([host.publish(), host.publish()]);
    await host.publish();

    expect(await answerOf(host)).toEqual(equalAnswer());
  });

  it('come to the same when each is killed in the middle', async () => {
    const killer = openKiller({ firstKill: 3, callsBetween: 9, kills: 30 });
    const host = openHost('killed', { wrap: (stores) => killer.wrap(stores) });
    dropAll(host);
    const failures = await host.work();
    killer.expectMore(6);
    while ((await host.publish().catch(() => null)) === null) continue;

    expect(failures).toBeGreaterThan(3);
    expect(killer.killed()).toBeGreaterThan(failures + 2);
    expect(await answerOf(host)).toEqual(equalAnswer());
  });

  it('come to the same when a file is read in many parts', async () => {
    const host = openHost('parts', { timeLeft: twoSeconds, rangeBytes: 6_000 });
    dropAll(host);

    expect(await host.work()).toBe(0);
    await host.publish();

    const records = await host.stores.objects.list(`tenant=${TENANT}/received/`);
    expect(records.length).toBeGreaterThan(6);
    expect(await host.stores.objects.list(`tenant=${TENANT}/staged/`)).toEqual([]);
    expect(await answerOf(host)).toEqual(equalAnswer());
  });
});

/** A deadline of two seconds, of which every look at it takes 0.3. */
function twoSeconds(): () => number {
  let left = 2_300;
  return () => (left -= 300);
}

async function deliverLater(host: AwsHost, message: QueuedMessage): Promise<void> {
  const next = host.waiting.shift();
  if (next !== undefined) await host.deliver(next);
  await host.deliver(message);
}
