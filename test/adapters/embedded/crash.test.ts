// What the embedded host promises when processes die, meet or run out of disk (DESIGN 7, law 9).

import { describe, expect, it } from '@jest/globals';
import { join } from 'node:path';
import {
  openWorkspace,
  type EmbeddedWorkspace,
} from '../../../lib/adapters/embedded/open-workspace.js';
import { change, chainDocument } from '../../ports/ledger-documents.js';
import { readAll } from '../../ports/ledger-reads.js';
import { runChild, runChildAlone } from './run-child.js';
import { temporaryDirectory } from './temporary-directory.js';

/** What children/fill-disk says at its end. */
interface FullDiskReport {
  readonly committed: number;
  readonly stored: number;
  readonly failures: readonly { readonly reason: string }[];
}

const PATIENCE_MS = 120_000;

describe('a workspace', () => {
  const directory = temporaryDirectory();

  it(
    'holds all that a killed process had committed, and nothing by half',
    async () => {
      const path = join(directory, 'killed');
      for (const killAfterLines of [1, 60, 300, 901]) {
        const { lines, signal } = await runChild({
          script: 'commit-loop',
          args: [path],
          killAfterLines,
        });
        expect(signal).toBe('SIGKILL');
        expect(lines.length).toBeGreaterThanOrEqual(killAfterLines);

        const workspace = await openWorkspace({ directory: path });
        const said = lastSaid(lines);
        for (let at = 0; at < 16; at += 1) {
          const versions = await versionsOf(workspace, `t${at}`);
          expect(new Set(versions).size).toBe(1);
          expect(versions[0]).toBeGreaterThanOrEqual(said.get(`t${at}`) ?? 0);
        }
        const pointer = await workspace.objects.get('tenant=a/pointer');
        const steps = Number(Buffer.from(pointer?.body ?? []).toString());
        expect(steps).toBeGreaterThanOrEqual(said.get('pointer') ?? 0);
        await expectShardsToAddUp(workspace);
        // The lock of the dead process is free.
        const chain = chainDocument({ tenantId: 'a', token: `after${killAfterLines}` });
        expect(await workspace.ledger.commit([change(chain)])).toEqual({ kind: 'committed' });
        await workspace.close();
      }
    },
    PATIENCE_MS,
  );

  it(
    'serves several processes at once and loses no step of any',
    async () => {
      const path = join(directory, 'shared');
      const ends = await Promise.all(
        ['x', 'y', 'z'].map((name) => runChild({ script: 'add-loop', args: [path, name, '25'] })),
      );
      expect(ends.map(({ code, errors }) => ({ code, errors }))).toEqual(
        ends.map(() => ({ code: 0, errors: '' })),
      );
      expect(new Set(ends.map(({ lines }) => lines[0])).size).toBe(1);

      const workspace = await openWorkspace({ directory: path });
      const key = { kind: 'year', tenantId: 'a', token: 'shared', year: 2026 } as const;
      const [document] = await workspace.ledger.load([key]);
      expect(document).toMatchObject({ version: 75, totals: { OT: 75 } });
      const pointer = await workspace.objects.get('tenant=a/pointer');
      expect(Buffer.from(pointer?.body ?? []).toString()).toBe('75');
      await expectShardsToAddUp(workspace);
      const shards = await workspace.ledger.listShards('a');
      expect(shards.reduce((sum, { documents }) => sum + documents, 0)).toBe(3 * 25 * 20 + 1);
      await workspace.close();
    },
    PATIENCE_MS,
  );

  it(
    'shows at once what another process committed',
    async () => {
      const path = join(directory, 'seen');
      const workspace = await openWorkspace({ directory: path });
      const key = { kind: 'year', tenantId: 'a', token: 'shared', year: 2026 } as const;
      expect(await workspace.ledger.load([key])).toEqual([null]);

      const code = runChildAlone({ script: 'add-loop', args: [path, 'x', '1'] });
      const loaded = await workspace.ledger.load([key]);

      expect(code).toBe(0);
      expect(loaded).toMatchObject([{ version: 1 }]);
      await workspace.close();
    },
    PATIENCE_MS,
  );

  it(
    'refuses by name what no longer fits on the disk, and keeps what did',
    async () => {
      const path = join(directory, 'full');
      const end = await runChild({ script: 'fill-disk', args: [path], largestFile: 2000 });
      expect(end.code).toBe(0);
      const told = JSON.parse(end.lines[0] ?? '{}') as FullDiskReport;
      expect(told.failures).toHaveLength(4);
      for (const failure of told.failures) {
        expect(failure).toMatchObject({ name: 'StoreWriteError', retryable: true });
        expect(failure.reason).not.toMatch(/unknown|see commitError/);
      }
      expect(told.committed).toBeGreaterThan(3);
      expect(told.stored).toBe(2 * told.committed);

      const workspace = await openWorkspace({ directory: path });
      const shards = await workspace.ledger.listShards('a');
      expect(shards.reduce((sum, { documents }) => sum + documents, 0)).toBe(told.stored);
      await expectShardsToAddUp(workspace);
      await workspace.close();
    },
    PATIENCE_MS,
  );
});

/** The highest number that was said for each name. */
function lastSaid(lines: readonly string[]): ReadonlyMap<string, number> {
  const said = new Map<string, number>();
  for (const line of lines) {
    const [name = '', number = '0'] = line.split(' ');
    said.set(name, Math.max(said.get(name) ?? 0, Number(number)));
  }
  return said;
}

/** What the three documents of one commit say about which commit it was. */
async function versionsOf(
  workspace: EmbeddedWorkspace,
  token: string,
): Promise<readonly unknown[]> {
  const place = { tenantId: 'a', token };
  const [chain, first, second] = await workspace.ledger.load([
    { kind: 'chain', ...place },
    { kind: 'year', ...place, year: 2025 },
    { kind: 'year', ...place, year: 2026 },
  ]);
  if (chain === null && first === null && second === null) return [0];
  return [
    chain?.version,
    chain?.kind === 'chain' ? chain.years[0] : undefined,
    first?.version,
    first?.kind === 'year' ? first.totals.OT : undefined,
    second?.version,
    second?.kind === 'year' ? second.totals.PT_SLP / 2 : undefined,
  ];
}

async function expectShardsToAddUp(workspace: EmbeddedWorkspace): Promise<void> {
  for (const { year, shard, documents, cents } of await workspace.ledger.listShards('a')) {
    const read = await readAll(workspace.ledger, { tenantId: 'a', year, shard });
    expect(read).toHaveLength(documents);
    const sums = { PT_SLP: 0, OT: 0 };
    for (const { totals } of read) {
      sums.PT_SLP += totals.PT_SLP;
      sums.OT += totals.OT;
    }
    expect(sums).toEqual(cents);
  }
}
