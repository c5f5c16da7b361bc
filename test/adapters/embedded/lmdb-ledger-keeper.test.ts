// The LedgerKeeper suite on LMDB, and that a rebuilt store holds what is stored and nothing else.

import { describe, expect, it } from '@jest/globals';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { LmdbEnvironment } from '../../../lib/adapters/embedded/lmdb-environment.js';
import { LmdbLedgerKeeper } from '../../../lib/adapters/embedded/lmdb-ledger-keeper.js';
import { LmdbLedgerStore } from '../../../lib/adapters/embedded/lmdb-ledger-store.js';
import { LmdbSettingsStore } from '../../../lib/adapters/embedded/lmdb-settings-store.js';
import { rebuildStore } from '../../../lib/adapters/embedded/rebuild-store.js';
import { chainDocument, yearDocument } from '../../ports/ledger-documents.js';
import { ledgerKeeperSuite } from '../../ports/ledger-keeper.suite.js';
import { settingsChange } from '../../ports/settings-store.suite.js';
import { temporaryDirectory } from './temporary-directory.js';

const root = temporaryDirectory();

function openStore(name: string) {
  const folder = join(root, name);
  mkdirSync(folder, { recursive: true });
  const environment = LmdbEnvironment.open(folder);
  return {
    folder,
    environment,
    keeper: new LmdbLedgerKeeper(environment),
    ledger: new LmdbLedgerStore(environment),
    settings: new LmdbSettingsStore(environment),
  };
}

describe('LmdbLedgerKeeper', () => {
  ledgerKeeperSuite(async () => {
    const { environment, keeper, ledger } = openStore('suite');
    return { keeper, ledger, close: () => environment.close() };
  });
});

describe('a rebuilt store', () => {
  it('holds every record as before, and no byte of what was removed', async () => {
    const gone = 'k1_somebody-who-is-gone';
    const { folder, environment, keeper, ledger, settings } = openStore('rebuilt');
    const tokens = Array.from({ length: 300 }, (_, at) => `k1_${at}`);
    for (const token of [...tokens, gone]) {
      await ledger.commit([
        { document: yearDocument({ tenantId: 'a', token, ptSlpCents: 5 }) },
        { document: chainDocument({ tenantId: 'a', token }) },
      ]);
    }
    await settings.append('a', settingsChange('one', { amounts: [1, null, 'x'] }));
    const token = gone;
    await keeper.replace({
      puts: [],
      removals: [
        { key: { kind: 'year', tenantId: 'a', token, year: 2026 }, version: 1 },
        { key: { kind: 'chain', tenantId: 'a', token }, version: 1 },
      ],
    });
    const before = await ledger.listShards('a');
    const kept = await settings.read('a');
    await environment.close();
    expect(readFileSync(join(folder, 'data.mdb')).includes(gone)).toBe(true);

    await rebuildStore(folder);

    expect(readdirSync(root)).not.toContain('rebuilt.rebuilt');
    expect(readFileSync(join(folder, 'data.mdb')).includes(gone)).toBe(false);
    const again = openStore('rebuilt');
    expect(await again.ledger.listShards('a')).toEqual(before);
    expect(await again.settings.read('a')).toEqual(kept);
    const keys = tokens.map((each) => ({ kind: 'chain', tenantId: 'a', token: each }) as const);
    expect((await again.ledger.load(keys)).filter((each) => each !== null)).toHaveLength(300);
    await again.settings.append('a', settingsChange('two'));
    await again.environment.close();
  });

  it('is none while another process has the store open', async () => {
    const { folder, environment, settings } = openStore('busy');
    await settings.append('a', settingsChange('one'));
    await environment.close();
    const script =
      "import { open } from 'lmdb';" +
      'const root = open({ path: process.argv[1], noSubdir: false });' +
      "[...root.getKeys()]; console.log('open'); setInterval(() => root, 1000);";
    const options = { cwd: fileURLToPath(new URL('../../../', import.meta.url)) };
    const flags = ['--input-type=module', '-e', script, folder];
    const other = spawn(process.execPath, flags, options);
    await once(other.stdout, 'data');

    await expect(rebuildStore(folder)).rejects.toMatchObject({ name: 'StoreBusyError' });

    const ended = once(other, 'close');
    other.kill('SIGKILL');
    await ended;
    // A dead process is no reader.
    await rebuildStore(folder);
    const again = openStore('busy');
    expect((await again.settings.read('a')).version).toBe(1);
    await again.environment.close();
  });

  it('waits while another process opens or closes the store', async () => {
    const { folder, environment } = openStore('turn');
    await environment.close();
    const turn = join(folder, 'opening.lock');
    // The parent of this process lives, so its turn counts until its file goes away.
    writeFileSync(turn, String(process.ppid));
    const script = `setTimeout(() => require('node:fs').unlinkSync(${JSON.stringify(turn)}), 300)`;
    spawn(process.execPath, ['-e', script], { env: { ...process.env, NODE_OPTIONS: '' } });

    await rebuildStore(folder);

    expect(existsSync(turn)).toBe(false);
  });

  it('is none where there is no store', async () => {
    await rebuildStore(join(root, 'nowhere'));
    expect(readdirSync(root)).not.toContain('nowhere');
  });
});
