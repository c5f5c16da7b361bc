// Workspaces: making, marking, opening again, refusing.

import { describe, expect, it } from '@jest/globals';
import { mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openWorkspace } from '../../../lib/adapters/embedded/open-workspace.js';
import { change, yearDocument } from '../../ports/ledger-documents.js';
import { temporaryDirectory } from './temporary-directory.js';

describe('openWorkspace', () => {
  const directory = temporaryDirectory();

  it('makes a private folder with everything in it', async () => {
    const path = join(directory, 'deep', 'down', 'new');
    const workspace = await openWorkspace({ directory: path });
    await workspace.secrets.tokenKey('default');

    for (const name of ['', 'store', 'objects', 'secrets']) {
      expect(statSync(join(path, name)).mode & 0o777).toBe(0o700);
    }
    expect(JSON.parse(readFileSync(join(path, 'workspace.json'), 'utf8'))).toEqual({ format: 1 });
    expect(workspace.directory).toBe(path);
    await workspace.close();
    await workspace.close();
  });

  it('takes a folder that is there already and leaves its mode alone', async () => {
    const path = join(directory, 'there');
    mkdirSync(path, { mode: 0o750 });
    const workspace = await openWorkspace({ directory: path });
    await workspace.close();
    expect(statSync(path).mode & 0o777).toBe(0o750);
  });

  it('shows what one opening commits to the other at once', async () => {
    const path = join(directory, 'both');
    const [one, two] = await Promise.all([
      openWorkspace({ directory: path }),
      openWorkspace({ directory: path }),
    ]);
    for (let version = 1; version <= 6; version += 1) {
      const [writer, reader] = version % 2 === 0 ? [one, two] : [two, one];
      const document = yearDocument({ tenantId: 'a', version, otCents: version });
      await writer.ledger.commit([change(document)]);
      expect(await reader.ledger.load([document])).toEqual([document]);
      expect(await reader.ledger.commit([change(document)])).toEqual({ kind: 'conflict' });
    }
    await one.close();
    const last = yearDocument({ tenantId: 'a', version: 7 });
    expect(await two.ledger.commit([change(last)])).toEqual({ kind: 'committed' });
    await two.close();
  });

  it.each([
    { marker: '{"format":2}', says: 'use a newer kxray' },
    { marker: '{"format":"1"}', says: 'is damaged' },
    { marker: '{"format":0}', says: 'is damaged' },
    { marker: '{}', says: 'is damaged' },
    { marker: 'null', says: 'is damaged' },
    { marker: '', says: 'is damaged' },
  ])('refuses a workspace marked $marker', async ({ marker, says }) => {
    const path = join(directory, `marked ${marker.replaceAll(/\W/g, '-')}`);
    mkdirSync(path);
    writeFileSync(join(path, 'workspace.json'), marker);
    await expect(openWorkspace({ directory: path })).rejects.toMatchObject({
      name: 'WorkspaceFormatError',
      message: expect.stringContaining(says),
    });
  });

  it('says by name that a folder cannot be made', async () => {
    writeFileSync(join(directory, 'a-file'), '');
    await expect(
      openWorkspace({ directory: join(directory, 'a-file', 'x') }),
    ).rejects.toMatchObject({
      name: 'WorkspaceOpenError',
      cause: expect.objectContaining({ code: 'ENOTDIR' }),
    });
  });

  it.each([
    { what: 'something else', bytes: Buffer.alloc(8192, 7) },
    { what: 'zeros', bytes: Buffer.alloc(8192) },
    { what: 'cut short', bytes: Buffer.from('dec0efbe', 'hex') },
  ])('refuses a store whose file is $what', async ({ what, bytes }) => {
    const path = join(directory, `store of ${what}`);
    mkdirSync(join(path, 'store'), { recursive: true });
    writeFileSync(join(path, 'store', 'data.mdb'), bytes);
    await expect(openWorkspace({ directory: path })).rejects.toMatchObject({
      name: 'WorkspaceOpenError',
      message: expect.stringContaining('restore it from a backup'),
    });
  });

  it('refuses a store that is no file', async () => {
    const path = join(directory, 'store of a folder');
    mkdirSync(join(path, 'store', 'data.mdb'), { recursive: true });
    await expect(openWorkspace({ directory: path })).rejects.toMatchObject({
      name: 'WorkspaceOpenError',
      cause: expect.objectContaining({ code: 'EISDIR' }),
    });
  });
});
