import { describe, expect, it } from '@jest/globals';
import { toIsoDay } from '../../lib/domain/day.js';
import { inPublishTurn, PublishBusyError } from '../../lib/pipeline/publish-turn.js';
import { memoryObjectStore } from './lake/memory-object-store.js';

const MINUTE = 60_000;

function openTurn() {
  let now = Date.parse('2026-11-22T05:00:00.000Z');
  const objects = memoryObjectStore();
  const clock = { now: () => new Date(now).toISOString(), today: () => toIsoDay('2026-11-22') };
  const pass = (minutes: number): void => void (now += minutes * MINUTE);
  return { turn: { objects, tenantId: 'a', clock }, pass };
}

describe('inPublishTurn', () => {
  it('lets one in at a time and the next one afterwards', async () => {
    const { turn } = openTurn();
    const inner = await inPublishTurn(turn, () =>
      inPublishTurn(turn, async () => 'both').catch((error: unknown) => error),
    );

    expect(inner).toBeInstanceOf(PublishBusyError);
    expect(await inPublishTurn(turn, async () => 'next')).toBe('next');
  });

  it('keeps tenants apart', async () => {
    const { turn } = openTurn();
    const other = { ...turn, tenantId: 'b' };

    expect(await inPublishTurn(turn, () => inPublishTurn(other, async () => 'in'))).toBe('in');
  });

  it('gives the turn on when the work fails', async () => {
    const { turn } = openTurn();
    const failed = inPublishTurn(turn, async () => {
      throw new Error('broken');
    });
    await expect(failed).rejects.toThrow('broken');

    expect(await inPublishTurn(turn, async () => 'next')).toBe('next');
  });

  it.each([
    [19, 'busy'],
    [21, 'in'],
  ])('takes the turn of a dead holder over after %i minutes: %s', async (minutes, expected) => {
    const { turn, pass } = openTurn();
    const dead = inPublishTurn(turn, () => new Promise<string>(() => undefined));
    await Promise.race([dead, new Promise((wake) => setImmediate(wake))]);
    pass(minutes);
    const ends = await inPublishTurn(turn, async () => 'in').catch(() => 'busy');

    expect(ends).toBe(expected);
  });
});
