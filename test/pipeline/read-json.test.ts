import { describe, expect, it } from '@jest/globals';
import * as z from 'zod';
import { parseJson, readJson } from '../../lib/pipeline/read-json.js';
import { memoryObjectStore } from './lake/memory-object-store.js';

const SCHEMA = z.strictObject({ format: z.literal(1), name: z.string() });
const KEY = 'tenant=a/mark.json';

describe('a record kept as an object', () => {
  it.each([
    ['{"format":1,"name":"Zoë"}', { format: 1, name: 'Zoë' }],
    [null, null],
  ])('of %j is %j', async (text, expected) => {
    const objects = memoryObjectStore();
    if (text !== null) await objects.put(KEY, new TextEncoder().encode(text));
    expect(await readJson(objects, KEY, SCHEMA)).toEqual(expected);
  });

  it.each(['{"format":2,"name":"x"}', '{"format":1,"name":"x","more":1}', '{"format":1', ''])(
    'of %j is refused',
    async (text) => {
      const objects = memoryObjectStore();
      const body = new TextEncoder().encode(text);
      await objects.put(KEY, body);

      await expect(readJson(objects, KEY, SCHEMA)).rejects.toThrow();
      expect(() => parseJson(body, SCHEMA)).toThrow();
    },
  );
});
