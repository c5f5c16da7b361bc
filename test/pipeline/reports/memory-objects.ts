// An object store in memory with conditional puts, for steps that only write and read a few keys.

import { createHash } from 'node:crypto';
import type { ObjectStore } from '../../../lib/ports/object-store.js';

export function memoryObjects(): ObjectStore {
  const bodies = new Map<string, Uint8Array>();
  const etagOf = (body: Uint8Array): string => createHash('sha256').update(body).digest('hex');
  return {
    put(key, body, condition) {
      const stored = bodies.get(key);
      const isRefused =
        condition !== undefined &&
        ('ifAbsent' in condition
          ? stored !== undefined
          : stored === undefined || etagOf(stored) !== condition.ifMatch);
      if (isRefused) return Promise.resolve({ kind: 'condition_failed' });
      bodies.set(key, body);
      return Promise.resolve({ kind: 'stored', etag: etagOf(body) });
    },
    get(key) {
      const body = bodies.get(key);
      return Promise.resolve(body === undefined ? null : { body, etag: etagOf(body) });
    },
    list: (prefix) =>
      Promise.resolve([...bodies.keys()].filter((key) => key.startsWith(prefix)).toSorted()),
    copy(from, to) {
      const body = bodies.get(from);
      if (body === undefined) throw new Error('nothing to copy');
      bodies.set(to, body);
      return Promise.resolve();
    },
    remove(key) {
      bodies.delete(key);
      return Promise.resolve();
    },
  };
}
