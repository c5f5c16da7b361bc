// Engines of doors: a snapshot is read once for a piece of work, anew where an engine stays open,
// and however the work ends the engine is closed.

import { describe, expect, it } from '@jest/globals';
import { openEngine, withEngine } from '../../functions/common/open-queries.js';
import type { AthenaCalls } from '../../lib/adapters/aws/athena-calls.js';
import { manifestKey } from '../../lib/pipeline/lake/lake-keys.js';
import { toManifest } from '../../lib/pipeline/lake/manifest.js';
import type { NamedQuery, QueryEngine } from '../../lib/ports/query-engine.js';
import { memoryObjectStore } from '../pipeline/lake/memory-object-store.js';

const TENANT = 'acme';
const SETTINGS = { ATHENA_DATABASE: 'kxray_test', ATHENA_WORKGROUP: 'kxray-test' };
const MANIFEST = toManifest(TENANT, {
  format: 1,
  versions: { rules: '1', reference: '1', settings: '1', schema: '1' },
  ledgerLines: [],
  claimLines: [],
});
const BINDING = { tenantId: TENANT, snapshotId: MANIFEST.snapshotId, parameters: {} };
const QUERY: NamedQuery = {
  name: 'count_lines',
  text: 'select count(*) as lines from ledger_lines',
  parameters: [],
  outputs: [{ name: 'lines', type: 'bigint' }],
} as never;

async function counted(isGlancing: boolean) {
  const objects = memoryObjectStore();
  const key = manifestKey(TENANT, MANIFEST.snapshotId);
  await objects.put(key, new TextEncoder().encode(JSON.stringify(MANIFEST)));
  const reads: string[] = [];
  const counting = {
    ...objects,
    get: (asked: string) => {
      reads.push(asked);
      return objects.get(asked);
    },
  };
  const refused = () => Promise.reject(new Error('no Athena here'));
  const calls: AthenaCalls = { start: refused, status: refused, results: refused, stop: refused };
  const engine = openEngine(calls, counting, { ...SETTINGS, isGlancing });
  const ask = () => engine.run(QUERY, BINDING).catch((error: Error) => error.message);
  return { objects, key, reads, ask };
}

describe('an engine', () => {
  it.each([
    ['of one piece of work reads a snapshot once', false, 1],
    ['that stays open looks each time', true, 3],
  ])('%s', async (_, isGlancing, expected) => {
    const { reads, ask } = await counted(isGlancing);
    for (let times = 0; times < 3; times += 1) expect(await ask()).toContain('refused or failed');

    expect(reads).toHaveLength(expected);
  });

  it('looks again for a snapshot that was not there', async () => {
    const { objects, key, ask } = await counted(false);
    const body = (await objects.get(key))?.body ?? new Uint8Array();
    await objects.remove(key);
    expect(await ask()).toContain('no such snapshot');

    await objects.put(key, body);
    expect(await ask()).toContain('refused or failed');
  });
});

describe('withEngine', () => {
  it.each([
    ['ends well', () => Promise.resolve('done'), 'done'],
    ['fails', () => Promise.reject(new Error('a failure')), 'a failure'],
  ])('closes the engine when the work %s', async (_, work, expected) => {
    let closed = 0;
    const engine: QueryEngine = {
      run: () => Promise.resolve([]),
      close: () => {
        closed += 1;
        return Promise.resolve();
      },
    };
    const end = await withEngine(() => engine, work).catch((error: Error) => error.message);

    expect([end, closed]).toEqual([expected, 1]);
  });
});
