// A claim that is mended in the dashboard ends where the whole claim would have ended: the same
// totals, nothing left in quarantine, and no value of it in the trail.

import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createAuditTrail } from '../../lib/api/audit-trail.js';
import type { QuarantineAnswer } from '../../lib/api/contract/ingest.js';
import type { MendAnswer } from '../../lib/api/contract/mend.js';
import { createApi } from '../../lib/api/create-api.js';
import { createEmbeddedHost, type EmbeddedHost } from '../../cli/serve/embedded-host.js';
import { openSession, type Session } from '../../cli/session.js';
import { temporaryDirectory } from '../adapters/embedded/temporary-directory.js';
import { buildRemittance, claimWith } from '../intake/x12-835/support/build-remittance.js';
import { runJson } from './run-cli.js';

const folder = temporaryDirectory();
const ANALYST = { tenantId: 'default', userId: 'dana', role: 'analyst' } as const;

let session: Session;
let host: EmbeddedHost;
let whole: unknown;

beforeAll(async () => {
  const broken = claimWith({
    CLP: 'CLP*PCN1*1*7,6*45.32*11.56*MB*2501110001*11*1',
    SVC: 'SVC*HC:97110:GP:KX*76*x**2',
  });
  whole = (await ingested('whole', claimWith({}))).totals;
  const { data } = await ingested('broken', broken);
  session = await openSession({ data });
  host = createEmbeddedHost(session);
  await host.refresh();
});
afterAll(async () => {
  await host.settle();
  await session.close();
});

async function ingested(name: string, claims: readonly string[]) {
  const file = join(folder, `${name}.835`);
  const data = join(folder, name);
  await writeFile(file, buildRemittance({ claims }));
  await runJson(['ingest', file, '--data', data]);
  return { data, totals: await runJson(['totals', '--data', data]) };
}

it('mends a claim fault by fault, and commits it once', async () => {
  const api = createApi(host.ports, {
    host: 'embedded',
    authenticate: () => Promise.resolve(ANALYST),
  });
  const listed = async (): Promise<QuarantineAnswer> =>
    (await (await api.request('/api/quarantine')).json()) as QuarantineAnswer;
  const [record] = (await listed()).records;
  const mend = async (values: readonly string[], isFinal: boolean) => {
    const faults = ['CLP03', 'SVC03'].map((field, at) => ({ field, segment: at === 0 ? 1 : 3 }));
    const mends = values.map((value, at) => ({ ...faults[at], value }));
    const response = await api.request(`/api/quarantine/${record?.quarantineKey}/mend`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ mends, isFinal }),
    });
    return { status: response.status, answer: (await response.json()) as MendAnswer };
  };

  const first = await mend([], false);
  const second = await mend(['76'], true);
  const wrong = await mend(['76', 'none'], false);
  const ready = await mend(['76', '45.32'], false);
  const done = await mend(['76', '45.32'], true);
  const again = await mend(['76', '45.32'], true);
  const trail = await createAuditTrail(session.workspace.objects).ofDay(
    'default',
    session.clock.today(),
  );

  expect(record).toMatchObject({ isMendable: true, reason: 'MONEY_NOT_A_NUMBER' });
  expect(record).not.toHaveProperty('payment');
  expect(first.answer).toMatchObject({ kind: 'fault', fault: { field: 'CLP03', present: '7,6' } });
  expect(second.answer).toMatchObject({ kind: 'fault', fault: { field: 'SVC03', present: 'x' } });
  expect([wrong.status, again.status]).toEqual([422, 404]);
  expect(ready.answer).toEqual({ kind: 'readable', lines: 1, chargeCents: 7_600 });
  expect(done.answer).toEqual({ kind: 'accepted', fate: 'current', lines: 1 });
  expect(await listed()).toEqual({ records: [] });
  expect(await (await api.request('/api/totals')).json()).toEqual(whole);
  const changes = trail.filter(({ action }) => action === 'change').map(({ subject }) => subject);
  expect(changes).toContain(`${record?.quarantineKey} CLP03 SVC03 accepted`);
  expect(JSON.stringify(trail)).not.toMatch(/45\.32|7,6/);
});
