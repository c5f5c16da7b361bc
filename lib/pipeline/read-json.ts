// Small records that steps keep as objects of JSON: read back through the schema of whoever wrote
// them, so that a record of another format stops the step instead of leading it astray.

import type * as z from 'zod';
import type { ObjectStore } from '../ports/object-store.js';

/** Null when there is none. Throws when it is not of the schema. */
export async function readJson<Content>(
  objects: Pick<ObjectStore, 'get'>,
  key: string,
  schema: z.ZodType<Content>,
): Promise<Content | null> {
  const stored = await objects.get(key);
  return stored === null ? null : parseJson(stored.body, schema);
}

/** The same of a body that was read already. */
export function parseJson<Content>(body: Uint8Array, schema: z.ZodType<Content>): Content {
  return schema.parse(JSON.parse(new TextDecoder().decode(body)));
}
