// What else names a deleted person: pages go, other objects are told, and the rest stays.

import { expect, it } from '@jest/globals';
import { gzipSync } from 'node:zlib';
import { sweepObjects } from '../../../lib/pipeline/identity/sweep-objects.js';
import { memoryObjectStore } from '../lake/memory-object-store.js';

it('removes pages that name the person, and tells of all else that does', async () => {
  const objects = memoryObjectStore();
  const put = (key: string, text: string, zip = false) => {
    const body = Buffer.from(text);
    return objects.put(`tenant=a/${key}`, zip ? gzipSync(body) : body);
  };
  await put('pages/one.json.gz', '{"token":"k1_gone"}', true);
  await put('pages/two.json', '{"token":"k1_stays"}');
  await put('reports/r1.json', '{"token":"k1_gone"}');
  await put('documents/d1.gz', '{"token":"k1_gone"}', true);
  await put('documents/d2.gz', '{"token":"k1_stays"}', true);
  await put('deletions/n.json', '["k1_gone"]');
  await put('lake/current.json', '"k1_gone"');

  const { removed, left } = await sweepObjects({ tenantId: 'a', objects }, ['k1_gone']);

  expect(removed).toBe(1);
  expect([...left]).toEqual([
    ['documents', 1],
    ['reports', 1],
  ]);
  expect(await objects.list('tenant=a/pages/')).toEqual(['tenant=a/pages/two.json']);
  expect(await objects.list('tenant=a/documents/')).toHaveLength(2);
});

it('goes on behind what was looked through before', async () => {
  const objects = memoryObjectStore();
  const keys = Array.from(
    { length: 40 },
    (_, at) => `tenant=a/pages/${String(at).padStart(2, '0')}`,
  );
  for (const key of keys) await objects.put(key, Buffer.from('k1_gone'));
  const step = { isTimeUp: () => true };
  const first = await sweepObjects({ tenantId: 'a', objects }, ['k1_gone'], step);
  const looked = 40 - (await objects.list('tenant=a/pages/')).length;
  // Behind the mark: looked at before, and not again.
  await objects.put(keys[0] ?? '', Buffer.from('k1_gone'));
  const from = first.to ?? '';
  const second = await sweepObjects({ tenantId: 'a', objects }, ['k1_gone'], { from });

  expect(first).toMatchObject({ removed: looked, to: keys[looked - 1] });
  expect(looked).toBeLessThan(40);
  expect(second).toMatchObject({ removed: 40 - looked, to: null });
  expect(await objects.list('tenant=a/pages/')).toEqual([keys[0]]);
});
