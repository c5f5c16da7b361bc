// An ObjectStore in memory with the exact semantics of the port, for tests that need very many of
// them: conditions, byte order of listings, copies that fail when there is nothing to copy.

import { createHash } from 'node:crypto';
import { assertObjectKey, assertObjectPrefix } from '../../../lib/adapters/embedded/object-key.js';
import type { ObjectStore, PutCondition } from '../../../lib/ports/object-store.js';

export function memoryObjectStore(): ObjectStore {
  const bodies = new Map<string, { readonly body: Uint8Array; readonly etag: string }>();
  const holds = (key: string, condition: PutCondition | undefined): boolean => {
    if (condition === undefined) return true;
    if ('ifAbsent' in condition) return !bodies.has(key);
    return bodies.get(key)?.etag === condition.ifMatch;
  };
  return {
    async put(key, body, condition) {
      assertObjectKey(key);
      if (!holds(key, condition)) return { kind: 'condition_failed' };
      const etag = createHash('sha256').update(body).digest('hex');
      bodies.set(key, { body: body.slice(), etag });
      return { kind: 'stored', etag };
    },
    async get(key) {
      assertObjectKey(key);
      const stored = bodies.get(key);
      return stored === undefined ? null : { ...stored, body: stored.body.slice() };
    },
    async list(prefix) {
      assertObjectPrefix(prefix);
      return [...bodies.keys()].filter((key) => key.startsWith(prefix)).sort();
    },
    async copy(from, to) {
      assertObjectKey(from);
      assertObjectKey(to);
      const stored = bodies.get(from);
      if (stored === undefined) throw new Error('the object to copy is absent');
      bodies.set(to, stored);
    },
    async remove(key) {
      assertObjectKey(key);
      bodies.delete(key);
    },
  };
}
