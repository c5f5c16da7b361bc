// One process at a time opens or closes a store; what a dead one left behind stops nobody.

import { describe, expect, it } from '@jest/globals';
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readFileSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { takeOpeningTurn } from '../../../lib/adapters/embedded/lmdb-opening-turn.js';
import { temporaryDirectory } from './temporary-directory.js';

const LONG_AGO = new Date('2026-01-01T00:00:00Z');
const directory = temporaryDirectory();
const turnFile = join(directory, 'opening.lock');

describe('a turn to open or close', () => {
  it('is a file with the process in it, and nothing afterwards', () => {
    const endTurn = takeOpeningTurn(directory);
    expect(readFileSync(turnFile, 'utf8')).toBe(String(process.pid));
    endTurn();
    expect(existsSync(turnFile)).toBe(false);
  });

  it('is waited for while another process has it', () => {
    // The parent of this process lives, so its turn counts until its file goes away.
    writeFileSync(turnFile, String(process.ppid));
    const file = JSON.stringify(turnFile);
    const script = `setTimeout(() => require('node:fs').unlinkSync(${file}), 50)`;
    spawn(process.execPath, ['-e', script], { env: { ...process.env, NODE_OPTIONS: '' } });

    const endTurn = takeOpeningTurn(directory);

    expect(readFileSync(turnFile, 'utf8')).toBe(String(process.pid));
    endTurn();
  });

  it.each([
    { what: 'a process that ended', holder: () => String(endedProcess()), isOld: false },
    { what: 'nobody knows whom, long ago', holder: () => '', isOld: true },
    { what: 'a process that lives, long ago', holder: () => String(process.ppid), isOld: true },
  ])('is taken over from $what', ({ holder, isOld }) => {
    writeFileSync(turnFile, holder());
    if (isOld) utimesSync(turnFile, LONG_AGO, LONG_AGO);

    const endTurn = takeOpeningTurn(directory);

    expect(readFileSync(turnFile, 'utf8')).toBe(String(process.pid));
    endTurn();
    expect(existsSync(turnFile)).toBe(false);
  });

  it('never waits for itself', () => {
    const [endFirst, endSecond] = [takeOpeningTurn(directory), takeOpeningTurn(directory)];
    endSecond();
    expect(existsSync(turnFile)).toBe(true);
    endFirst();
    expect(existsSync(turnFile)).toBe(false);
  });

  it('is done without where no file can be made', () => {
    const missing = join(directory, 'missing');
    takeOpeningTurn(missing)();
    expect(existsSync(missing)).toBe(false);
  });
});

function endedProcess(): number {
  return spawnSync(process.execPath, ['--version']).pid;
}
