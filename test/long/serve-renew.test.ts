// Claims that another process brings in reach the pages of a running dashboard: whoever looks
// first has them built.

import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { join } from 'node:path';
import type { Me } from '../../lib/api/contract/session.js';
import { createApi } from '../../lib/api/create-api.js';
import { createEmbeddedHost, type EmbeddedHost } from '../../cli/serve/embedded-host.js';
import { openSession, type Session } from '../../cli/session.js';
import { temporaryDirectory } from '../adapters/embedded/temporary-directory.js';
import { runJson } from '../cli/run-cli.js';
import { SAMPLE_FILES } from '../cli/sample-workspace.js';

const data = join(temporaryDirectory(), 'workspace');
const VIEWER = { tenantId: 'default', userId: 'vera', role: 'viewer' } as const;

let session: Session;
let host: EmbeddedHost;

beforeAll(async () => {
  await ingest(SAMPLE_FILES[0]);
  session = await openSession({ data });
  host = createEmbeddedHost(session);
  await host.refresh();
});
afterAll(async () => {
  await host.settle();
  await session.close();
});

async function ingest(file = ''): Promise<void> {
  await runJson(['ingest', file, '--include-test', '--data', data]);
}

it('renews the pages after another process has published', async () => {
  const api = createApi(host.ports, {
    host: 'embedded',
    authenticate: () => Promise.resolve(VIEWER),
  });
  const freshness = async (): Promise<Me['freshness']> =>
    ((await (await api.request('/api/me')).json()) as Me).freshness;
  const before = await freshness();
  await ingest(SAMPLE_FILES[1]);

  const meanwhile = await freshness();
  await host.settle();
  const after = await freshness();

  expect([before.state, meanwhile.state, after.state]).toEqual(['current', 'stale', 'current']);
  expect(meanwhile.snapshotId).toBe(before.snapshotId);
  expect(after.snapshotId).not.toBe(before.snapshotId);
  expect(after.months.length).toBeGreaterThan(before.months.length);
});
