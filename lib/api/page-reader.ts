// Reads pages of the current set, or of the set that a cursor was made for, and keeps the last ones
// in memory: they are immutable, so that nothing in the cache can be wrong.

import {
  readPage,
  readPageSet,
  type PagePlace,
  type PageSet,
} from '../pipeline/pages/page-store.js';

export interface PageReader {
  set(tenantId: string): Promise<PageSet | null>;
  /** Null where the set has no such page. */
  page<Content>(tenantId: string, pagesId: string, page: string): Promise<Content | null>;
}

const PAGES_KEPT = 64;

const readers = new WeakMap<PagePlace['objects'], PageReader>();

/** One reader for one store: whoever asks for the same tenant's pages shares what was read. */
export function pageReaderOf(objects: PagePlace['objects']): PageReader {
  const known = readers.get(objects) ?? createPageReader(objects);
  readers.set(objects, known);
  return known;
}

function createPageReader(objects: PagePlace['objects']): PageReader {
  const cache = new Map<string, unknown>();
  return {
    set: (tenantId) => readPageSet({ tenantId, objects }),
    async page<Content>(tenantId: string, pagesId: string, page: string): Promise<Content | null> {
      const key = `${tenantId} ${pagesId} ${page}`;
      const known = cache.get(key);
      if (known !== undefined) return known as Content;
      const content = await readPage({ tenantId, objects }, { pagesId, page });
      if (content === null) return null;
      cache.set(key, content);
      const [oldest] = cache.keys();
      if (cache.size > PAGES_KEPT && oldest !== undefined) cache.delete(oldest);
      return content as Content;
    },
  };
}
