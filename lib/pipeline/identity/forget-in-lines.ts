// Takes a person out of objects that hold one line of JSON for each fact: documents of the record,
// and claims on their way to the ledger, whose names wait in a queue and so stay as they are.

import { gunzipSync, gzipSync } from 'node:zlib';
import type { ObjectStore } from '../../ports/object-store.js';

export interface ForgetInObjects {
  readonly tenantId: string;
  readonly objects: ObjectStore;
  readonly tokens: readonly string[];
}

const FOLDERS = ['documents', 'staged'];
const ATTEMPTS = 8;

/** How many objects are without the person now. */
export async function forgetInLines(place: ForgetInObjects): Promise<number> {
  let rewritten = 0;
  for (const folder of FOLDERS) {
    for (const key of await place.objects.list(`tenant=${place.tenantId}/${folder}/`)) {
      if (await rewrite(place, key)) rewritten += 1;
    }
  }
  return rewritten;
}

/** False when the object has nothing of the person, or is gone. */
async function rewrite({ objects, tokens }: ForgetInObjects, key: string): Promise<boolean> {
  for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
    const stored = await objects.get(key);
    if (stored === null) return false;
    const lines = gunzipSync(stored.body).toString('utf8').trimEnd().split('\n');
    const kept = lines.filter((line) => !isNaming(line, tokens));
    if (kept.length === lines.length) return false;
    if (kept.length === 0) {
      await objects.remove(key);
      return true;
    }
    const condition = { ifMatch: stored.etag };
    const result = await objects.put(key, gzipSync(`${kept.join('\n')}\n`), condition);
    if (result.kind === 'stored') return true;
  }
  throw new Error(`an object was not rewritten: others wrote ${ATTEMPTS} times meanwhile`);
}

/** As a whole value: tokens are no beginnings of each other, but texts may quote anything. */
function isNaming(line: string, tokens: readonly string[]): boolean {
  return tokens.some((token) => line.includes(JSON.stringify(token)));
}
