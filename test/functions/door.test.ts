// What all doors share: logs that hold what they may and nothing else, failures told by name.

import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Context } from 'aws-lambda';
import { openDoor, openLogger } from '../../functions/common/door.js';

const MBI = '1EG4TE5MK73';
let written = '';
const STREAMS = [process.stdout, process.stderr];
const writes = STREAMS.map((stream) => stream.write.bind(stream));

beforeEach(() => {
  written = '';
  delete process.env['POWERTOOLS_LOG_LEVEL'];
  const keep = (chunk: string | Uint8Array): boolean => {
    written += Buffer.from(chunk as Uint8Array).toString();
    return true;
  };
  for (const stream of STREAMS) stream.write = keep as typeof stream.write;
});
afterEach(() => {
  STREAMS.forEach((stream, at) => Object.assign(stream, { write: writes[at] }));
});

describe('logs of the doors', () => {
  it('hold allowed fields and leave out all others', () => {
    const fields = { tenantId: 'acme', count: 3, claim: MBI, body: { id: MBI }, runId: undefined };
    openLogger('test').info('done\nnext', fields as object);

    const entry = JSON.parse(written) as Record<string, unknown>;
    expect(entry).toMatchObject({ message: 'done next', tenantId: 'acme', count: 3 });
    expect(written).not.toContain(MBI);
  });

  it('tell a failure by its name, and neither its text nor the event', async () => {
    const handler = openDoor<unknown, void>('publish', () => async () => {
      throw new RangeError(`no such number ${MBI}`);
    });
    const run = handler as unknown as (event: unknown, context: Context) => Promise<void>;
    const context = { getRemainingTimeInMillis: () => 60_000 } as Context;

    await expect(run({ claim: MBI }, context)).rejects.toThrow(RangeError);
    expect(written).toContain('RangeError');
    expect(written).not.toContain(MBI);
  });
});
