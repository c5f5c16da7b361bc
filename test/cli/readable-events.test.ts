// Files that cannot be read: one refused file each, and what came before the fault is kept.

import { describe, expect, it } from '@jest/globals';
import { readableEvents } from '../../cli/readable-events.js';
import type { IntakeEvent } from '../../lib/intake/intake-claim.js';
import { readRemittance } from '../../lib/intake/x12-835/read-remittance.js';
import { buildRemittance } from '../intake/x12-835/support/build-remittance.js';

const WHOLE = Buffer.from(buildRemittance());
const denied = Object.assign(new Error('permission'), { code: 'EACCES', syscall: 'open' });

async function eventsOf(open: () => AsyncIterable<Uint8Array>): Promise<readonly IntakeEvent[]> {
  const events: IntakeEvent[] = [];
  const read = (source: AsyncIterable<Uint8Array>) =>
    readRemittance(source, { file: 'a.835', includeTest: true, contractorPart: () => null });
  for await (const batch of readableEvents({ name: 'a.835', open }, read)) events.push(...batch);
  return events;
}

describe('readableEvents', () => {
  it('passes on what a whole file gives', async () => {
    const events = await eventsOf(async function* () {
      yield WHOLE;
    });

    expect(events.map(({ kind }) => kind)).toEqual(['claim']);
  });

  it('refuses a file that cannot be opened, with the reason and nothing else', async () => {
    // eslint-disable-next-line require-yield -- the fault comes before the first byte
    const events = await eventsOf(async function* () {
      throw denied;
    });

    expect(events).toMatchObject([
      { kind: 'file_refused', reason: 'FILE_NOT_READABLE', position: { file: 'a.835' } },
    ]);
    expect(JSON.stringify(events)).toContain('EACCES');
  });

  it('keeps the claims before the fault and quarantines the one that it cut', async () => {
    const text = WHOLE.toString('latin1');
    const events = await eventsOf(async function* () {
      yield WHOLE.subarray(0, text.indexOf('SVC*') + 20);
      throw denied;
    });

    expect(events.map(({ kind }) => kind)).toContain('quarantined');
    expect(events.at(-1)).toMatchObject({ kind: 'file_refused', reason: 'FILE_NOT_READABLE' });
  });

  it('lets a fault of our own through', async () => {
    // eslint-disable-next-line require-yield -- the fault comes before the first byte
    const events = eventsOf(async function* () {
      throw new RangeError('ours');
    });

    await expect(events).rejects.toThrow('ours');
  });
});
