// A sender that is killed without warning, between a commit and its delivery and in the middle of a
// delivery: the next run sends what is missing, and what may be doubled is the same to the byte.

import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { spawn, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { alertTools } from '../../cli/commands/alerts-tools.js';
import { withSession, type Session } from '../../cli/session.js';
import { collectLedger } from '../../lib/pipeline/alerts/collect-ledger.js';
import { deliverDue } from '../../lib/pipeline/alerts/deliver-due.js';
import { endFirstLoad } from '../../lib/pipeline/alerts/alert-state.js';
import { temporaryDirectory } from '../adapters/embedded/temporary-directory.js';
import { listen, testClock } from '../support/alert-tools.js';
import { openReceiver, type WebhookReceiver } from '../support/webhook-receiver.js';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const data = join(temporaryDirectory(), 'workspace');
const FLAG = 'KXRAY_DEV_LOOPBACK_WEBHOOKS';

let receiver: WebhookReceiver;
beforeAll(async () => {
  process.env[FLAG] = '1';
  receiver = await openReceiver();
});
afterAll(async () => {
  delete process.env[FLAG];
  await receiver.close();
});

async function inSession(action: (session: Session) => Promise<void>): Promise<void> {
  await withSession({ data }, action);
}

function startChild(): ChildProcess {
  const script = 'test/cli/children/deliver-and-die.ts';
  return spawn(process.execPath, ['--import', 'tsx', script, data], {
    cwd: ROOT,
    env: { ...process.env, NODE_OPTIONS: '' },
    stdio: 'ignore',
  });
}

it('a killed sender loses nothing and doubles at most what it was sending', async () => {
  await inSession(async (session) => {
    const tools = { ...alertTools(session), clock: testClock() };
    await listen(tools, receiver);
    await endFirstLoad(tools, tools.clock.now());
  });
  receiver.otherwise = 'hang';
  const child = startChild();
  const ended = new Promise<string | null>((done) => {
    child.on('close', (_code, signal) => done(signal));
  });
  receiver.onMessage = () => child.kill('SIGKILL');
  expect(await ended).toBe('SIGKILL');
  expect(receiver.received.map(({ payload }) => payload.type)).toEqual(['kx.crossed']);

  receiver.otherwise = 204;
  receiver.onMessage = () => undefined;
  await inSession(async (session) => {
    // The lease of the dead has run out.
    const clock = testClock();
    clock.advance(120_000);
    const tools = { ...alertTools(session), clock };
    await collectLedger(tools);
    expect(await deliverDue(tools)).toMatchObject({ delivered: 4, failed: 0, waiting: 0 });
    expect(await deliverDue(tools)).toMatchObject({ delivered: 0, waiting: 0 });
  });

  const [interrupted, ...sent] = receiver.received;
  const named = sent.map(({ payload }) =>
    'token' in payload.data ? `${payload.type} ${payload.data.token}` : payload.type,
  );
  expect(new Set(named)).toEqual(
    new Set([
      'kx.crossed k1_told',
      'review.crossed k1_told',
      'kx.crossed k1_untold',
      'review.crossed k1_untold',
    ]),
  );
  const again = sent.find(({ id }) => id === interrupted?.id);
  expect(again?.body).toBe(interrupted?.body);
  expect(receiver.received.every(({ isVerified }) => isVerified)).toBe(true);
}, 60_000);
