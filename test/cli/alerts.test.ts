// `kxray alerts` and `kxray webhook` from adding a receiver to a page of what changed.

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { WebhookEndpoint } from '../../lib/pipeline/alerts/alert-records.js';
import type { ListedAlert } from '../../lib/pipeline/alerts/read-alerts.js';
import { temporaryDirectory } from '../adapters/embedded/temporary-directory.js';
import { openReceiver, type WebhookReceiver } from '../support/webhook-receiver.js';
import { runCli, runJson } from './run-cli.js';
import { SAMPLE_FILES } from './sample-workspace.js';

const directory = temporaryDirectory();
const data = join(directory, 'workspace');
/** Of 2026 alone; nothing here reads the lake. */
const INGEST = ['ingest', SAMPLE_FILES[1] ?? '', '--include-test', '--no-publish'];
const FLAG = 'KXRAY_DEV_LOOPBACK_WEBHOOKS';

interface Added {
  readonly endpoint: WebhookEndpoint;
  readonly secret: string;
}

let receiver: WebhookReceiver;
let id = '';
const kxray = (...words: readonly string[]) => runCli([...words, '--data', data]);
const json = <Answer>(...words: readonly string[]) => runJson<Answer>([...words, '--data', data]);

beforeAll(async () => {
  process.env[FLAG] = '1';
  receiver = await openReceiver();
  const added = await json<Added>('webhook', 'add', receiver.url, '--baa', 'of 2026');
  id = added.endpoint.endpointId;
  receiver.secrets.push(added.secret);
});
afterAll(async () => {
  delete process.env[FLAG];
  await receiver.close();
});

describe('kxray ingest with a receiver', () => {
  it('sends a first load as one signed digest, and nothing when the file comes again', async () => {
    const first = await kxray(...INGEST);
    const again = await kxray(...INGEST);

    expect(first.stdout).toMatch(/Alerts: \d+ new events, 1 delivered\.\n$/);
    expect(again.stdout).toMatch(/Alerts: 0 new events, 0 delivered\.\n$/);
    const sent = receiver.received.map(({ payload, isVerified }) => [payload.type, isVerified]);
    expect(sent).toEqual([['alerts.digest', true]]);
  });

  it('does not fail when nobody answers', async () => {
    const other = join(directory, 'alone');
    await runJson(['webhook', 'add', 'http://127.0.0.1:1/', '--data', other]);

    const end = await runCli([...INGEST, '--data', other]);

    expect(end.code).toBe(0);
    expect(end.stdout).toMatch(/Alerts: \d+ new events, 0 delivered, 1 failed, 1 waiting/);
  });

  it('sends every event by itself with --alert-history', async () => {
    const other = join(directory, 'history');
    const added = await runJson<Added>(['webhook', 'add', receiver.url, '--data', other]);
    receiver.secrets.push(added.secret);
    const before = receiver.received.length;

    await runCli([...INGEST, '--alert-history', '--data', other]);

    const sent = receiver.received.slice(before);
    expect(sent.length).toBeGreaterThan(5);
    expect(sent.every(({ isVerified }) => isVerified)).toBe(true);
    expect(sent.some(({ payload }) => payload.type === 'alerts.digest')).toBe(false);
    // No agreement was recorded: nothing that names anybody.
    expect(sent.some(({ payload }) => 'token' in payload.data)).toBe(false);
  });
});

describe('kxray seed', () => {
  it('tells that outside spend undid a crossing', async () => {
    const listed = await json<readonly ListedAlert[]>('alerts', '--limit', '500');
    const crossed = listed
      .flatMap(({ event }) => (event.kind === 'ledger' ? [event] : []))
      .find(({ type, facts }) => type === 'kx.crossed' && facts.year === 2026);
    const { token = '', group = '' } = crossed?.facts ?? {};
    const words = ['seed', token, '--year', '2026', '--group', group, '--outside', '2490'];

    await kxray(...words, '--source', 'told');

    // When 2026 is over it is history.
    const isOver = new Date().getUTCFullYear() > 2026;
    const types = receiver.received.slice(-3).map(({ payload }) => payload.type);
    expect(types).toContain(isOver ? 'alerts.digest' : 'kx.cleared');
  });
});

describe('kxray alerts', () => {
  it('lists events and what became of them', async () => {
    const listed = await json<readonly ListedAlert[]>('alerts', '--limit', '500');
    const { stdout } = await kxray('alerts', 'list');

    const digest = listed.find(({ event }) => event.kind === 'digest');
    expect(digest?.deliveries).toEqual([{ endpointId: id, state: 'delivered' }]);
    expect(stdout).toContain('review.crossed');
    expect(stdout).toContain('in a digest');
  });

  it('lists every try', async () => {
    const { stdout } = await kxray('alerts', 'list', '--deliveries');
    expect(stdout).toMatch(/alerts\.digest +1 +delivered 204/);
  });

  it('tells what changed once, as text and as a page', async () => {
    const page = join(directory, 'digest.html');

    const first = await kxray('alerts', 'digest', '--html', page);
    const second = await kxray('alerts', 'digest');
    const since = await kxray('alerts', 'digest', '--since', '2020-01-01');

    expect(first.stdout).toMatch(/^What changed until .*\n\nCrossed the review threshold: \d+\n/);
    expect(second.stdout).toBe('Nothing changed.\n');
    expect(since.stdout).toContain('Crossed the KX threshold');
    const html = readFileSync(page, 'utf8');
    expect(html).toMatch(/^<!doctype html>\n<html lang="en">/);
    expect(html).toContain('<th scope="col">Claim</th>');
    for (const text of [html, first.stdout]) expect(text).not.toMatch(/fraud|undefined|null/);
  });

  it('takes a distance, and gives back nothing to redrive', async () => {
    expect((await kxray('alerts', 'approaching', '250')).stdout).toContain('within $250');
    expect((await kxray('alerts', 'approaching', 'off')).code).toBe(0);
    expect((await kxray('alerts', 'redrive', '--all')).stdout).toBe(
      '0 dead letters will be tried again.\n',
    );
    expect(await json('alerts', 'deliver')).toMatchObject({ events: 0, waiting: 0 });
  });
});

describe('kxray webhook', () => {
  it('sends a test, and fails when it does not arrive', async () => {
    receiver.answers.push(204, 500);

    expect((await kxray('webhook', 'test', id)).stdout).toBe(
      'Delivered: the receiver answered 204.\n',
    );
    expect(receiver.received.at(-1)).toMatchObject({
      isVerified: true,
      payload: { type: 'webhook.test', data: { endpoint: id } },
    });
    const failed = await kxray('webhook', 'test', id);
    expect([failed.code, failed.stdout]).toEqual([1, 'Not delivered: refused (500).\n']);
  });

  it('never shows a secret again', async () => {
    const { stdout } = await kxray('webhook', 'list');
    const listed = await kxray('webhook', 'list', '--json');

    expect(stdout).toContain(`${id}  ${receiver.url}`);
    for (const text of [stdout, listed.stdout]) expect(text).not.toMatch(/whsec_|sealed/);
  });

  it('rotates, withdraws the agreement, disables and enables', async () => {
    const rotated = await json<Added>('webhook', 'rotate', id, '--overlap-hours', '1');
    const bare = await json<WebhookEndpoint>('webhook', 'baa', id, '--withdraw');
    const disabled = await json<WebhookEndpoint>('webhook', 'disable', id);
    const enabled = await json<WebhookEndpoint>('webhook', 'enable', id);
    const agreed = await json<WebhookEndpoint>('webhook', 'baa', id, '--note', 'of 2027');

    expect(rotated.secret).toMatch(/^whsec_/);
    expect(rotated.endpoint.secrets.map(({ expiresAt }) => expiresAt === null)).toEqual([
      true,
      false,
    ]);
    expect(bare.baa).toBeNull();
    expect(disabled.disabled?.reason).toMatch(/^by /);
    expect(enabled.disabled).toBeNull();
    expect(agreed.baa?.note).toBe('of 2027');
  });

  it.each([
    [['webhook', 'add', 'http://hooks.example.org/']],
    [['webhook', 'add', 'https://10.0.0.1/']],
    [['webhook', 'add', 'https://hooks.example.org/', '--types', 'claim.paid']],
    [['webhook', 'add', 'https://hooks.example.org/', '--npis', '123']],
    [['webhook', 'add', 'https://hooks.example.org/', '--fields', 'mbi']],
    [['webhook', 'rotate', 'ep_none']],
    [['webhook', 'rotate', 'ep_none', '--overlap-hours', 'x']],
    [['webhook', 'disable', 'ep_none']],
    [['webhook', 'remove', 'ep_none']],
    [['webhook', 'baa', 'ep_none']],
    [['webhook', 'test', 'ep_none']],
    [['alerts', 'redrive']],
    [['alerts', 'list', '--limit', '0']],
    [['alerts', 'approaching', '0']],
    [['alerts', 'digest', '--since', 'yesterday']],
  ])('says what is wrong with %j', async (words) => {
    const end = await kxray(...words);
    expect({ code: end.code, stdout: end.stdout }).toEqual({ code: 2, stdout: '' });
  });

  it('lets nobody reach this machine without the flag', async () => {
    delete process.env[FLAG];
    const end = await kxray('webhook', 'add', receiver.url);
    process.env[FLAG] = '1';

    expect(end.code).toBe(2);
    expect(end.stderr).toContain('this machine');
  });
});
