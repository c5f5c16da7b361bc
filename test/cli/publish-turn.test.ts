// Whose turn it is to publish: one at a time, the next when it is over, and over a dead holder.

import { beforeAll, describe, expect, it } from '@jest/globals';
import { spawnSync } from 'node:child_process';
import { setImmediate as nextTurnOfLoop } from 'node:timers/promises';
import { inPublishTurn } from '../../cli/publish-turn.js';
import { withSession, type Session } from '../../cli/session.js';
import type { TurnPlace } from '../../lib/pipeline/in-turn.js';
import { temporaryDirectory } from '../adapters/embedded/temporary-directory.js';

const KEY = 'tenant=default/publishing.json';
const data = temporaryDirectory();

/** A workspace's own store: its conditions are what the turn rests on. */
async function withTurn(
  action: (turn: TurnPlace, session: Session) => Promise<void>,
): Promise<void> {
  await withSession({ data }, async (session) => {
    await action({ objects: session.workspace.objects, tenantId: 'default' }, session);
  });
}

describe('inPublishTurn', () => {
  let dead: number;
  beforeAll(() => {
    dead = spawnSync(process.execPath, ['--version']).pid;
  });

  it('lets one in at a time, and all in the end', async () => {
    await withTurn(async (turn) => {
      let inside = 0;
      let most = 0;
      const visit = async (): Promise<void> => {
        inside += 1;
        most = Math.max(most, inside);
        for (let at = 0; at < 5; at += 1) await nextTurnOfLoop();
        inside -= 1;
      };

      await Promise.all([1, 2, 3, 4].map(() => inPublishTurn(turn, visit)));

      expect([most, inside]).toEqual([1, 0]);
      expect(await turn.objects.get(KEY)).toBeNull();
    });
  });

  it('is over when the action fails', async () => {
    await withTurn(async (turn) => {
      const failing = inPublishTurn(turn, () => Promise.reject(new Error('full')));

      await expect(failing).rejects.toThrow('full');
      expect(await inPublishTurn(turn, () => Promise.resolve('next'))).toBe('next');
    });
  });

  it.each([
    ['a process that is gone', () => ({ pid: dead, since: Date.now() })],
    ['a time long past', () => ({ pid: process.pid, since: 0 })],
  ])('goes on over a turn of %s', async (_what, held) => {
    await withTurn(async (turn) => {
      await turn.objects.put(KEY, Buffer.from(JSON.stringify(held())));

      expect(await inPublishTurn(turn, () => Promise.resolve('done'))).toBe('done');
      expect(await turn.objects.get(KEY)).toBeNull();
    });
  });

  it('takes no mark for a turn that it cannot read', async () => {
    await withTurn(async (turn) => {
      await turn.objects.put(KEY, Buffer.from(JSON.stringify({ until: 'some other host' })));

      await expect(inPublishTurn(turn, () => Promise.resolve('in'))).rejects.toThrow('pid');
      await turn.objects.remove(KEY);
    });
  });

  it('leaves a turn alone that another has taken over', async () => {
    await withTurn(async (turn) => {
      const other = Buffer.from(JSON.stringify({ pid: process.pid, since: Date.now() + 1 }));

      await inPublishTurn(turn, async () => {
        await turn.objects.put(KEY, other);
      });

      expect(await turn.objects.get(KEY)).not.toBeNull();
      await turn.objects.remove(KEY);
    });
  });
});
