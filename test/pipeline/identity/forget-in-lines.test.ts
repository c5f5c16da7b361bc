// Lines of a person leave documents of the record and claims on their way; what is left can be read
// as before, and who writes meanwhile loses nothing.

import { describe, expect, it } from '@jest/globals';
import { gzipSync, gunzipSync } from 'node:zlib';
import { forgetInLines } from '../../../lib/pipeline/identity/forget-in-lines.js';
import type { ObjectStore } from '../../../lib/ports/object-store.js';
import { memoryObjectStore } from '../lake/memory-object-store.js';

const DOCUMENTS = 'tenant=a/documents/shard-00.ndjson.gz';
const STAGED = 'tenant=a/staged/file/batch.ndjson.gz';
const HEAD = 'kxray-claims-1';

const bodyOf = (...lines: readonly string[]) => gzipSync(`${lines.join('\n')}\n`);
const document = (token: string) => JSON.stringify({ token, kind: 'plan_of_care' });
const claim = (token: string, from: string | null) => JSON.stringify(['claim', token, from, 'x']);

async function textOf(objects: ObjectStore, key: string): Promise<string | null> {
  const stored = await objects.get(key);
  return stored === null ? null : gunzipSync(stored.body).toString();
}

function forget(objects: ObjectStore) {
  return forgetInLines({ tenantId: 'a', objects, tokens: ['k1_gone', 'k1_former'] });
}

describe('forgetInLines', () => {
  it.each([
    ['one of two', DOCUMENTS, [document('k1_gone'), document('k1_stays')], [document('k1_stays')]],
    ['a joined one', STAGED, [HEAD, claim('k1_other', 'k1_former')], [HEAD]],
    ['all that there is', DOCUMENTS, [document('k1_gone')], null],
    ['nobody else', DOCUMENTS, [document('k1_gone2')], [document('k1_gone2')]],
  ])('takes out %s', async (_, key, lines, left) => {
    const objects = memoryObjectStore();
    await objects.put(key, bodyOf(...lines));

    await forget(objects);

    expect(await textOf(objects, key)).toBe(left === null ? null : `${left.join('\n')}\n`);
  });

  it('looks again when somebody else wrote in between', async () => {
    const objects = memoryObjectStore();
    await objects.put(DOCUMENTS, bodyOf(document('k1_gone'), document('k1_one')));
    let isFirst = true;
    const slow: ObjectStore = {
      put: (...given) => objects.put(...given),
      async get(key) {
        const stored = await objects.get(key);
        const added = bodyOf(document('k1_gone'), document('k1_one'), document('k1_two'));
        if (isFirst) await objects.put(DOCUMENTS, added);
        isFirst = false;
        return stored;
      },
      list: (prefix) => objects.list(prefix),
      copy: (from, to) => objects.copy(from, to),
      remove: (key) => objects.remove(key),
    };

    expect(await forget(slow)).toBe(1);
    expect(await textOf(objects, DOCUMENTS)).toBe(`${document('k1_one')}\n${document('k1_two')}\n`);
  });
});
