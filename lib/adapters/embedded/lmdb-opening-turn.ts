// Processes open and close a store one after the other. LMDB's last user destroys the locks of the
// store as it leaves, and whoever opens it at that moment gets them destroyed: each of its write
// transactions then fails ("No transaction to renew"). A file holds the turn, for milliseconds.

import { closeSync, openSync, readFileSync, statSync, unlinkSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { isErrorCode, PRIVATE_FILE } from './durable-file.js';

const TURN_FILE = 'opening.lock';
const MOST_WAIT_MS = 10_000;
const WAIT_MS = 3;
/** Whoever holds a turn for so long was stopped in the middle. */
const STALE_MS = 5_000;

/** Turns of this thread: it never waits for itself. */
const held = new Set<string>();

/**
 * Blocks, as opening does, until it is this process's turn; the answer ends the turn. Where no file
 * can be made, or nobody ever gives way, it goes on without: the file guards a rare moment, and a
 * full disk or a folder that cannot be written must not keep a store from being opened or closed.
 */
export function takeOpeningTurn(folder: string): () => void {
  const path = join(folder, TURN_FILE);
  if (held.has(path)) return () => undefined;
  for (let waitedMs = 0; waitedMs < MOST_WAIT_MS; waitedMs += WAIT_MS) {
    const outcome = tryToTake(path);
    if (outcome === 'impossible') break;
    if (outcome === 'taken') {
      held.add(path);
      return () => {
        held.delete(path);
        removeTurn(path);
      };
    }
    sleep(WAIT_MS);
  }
  return () => undefined;
}

function tryToTake(path: string): 'taken' | 'busy' | 'impossible' {
  let file: number;
  try {
    file = openSync(path, 'wx', PRIVATE_FILE);
  } catch (error) {
    if (!isErrorCode(error, 'EEXIST')) return 'impossible';
    if (isLeftBehind(path)) removeTurn(path);
    return 'busy';
  }
  try {
    writeSync(file, String(process.pid));
  } catch {
    // Without a process in it the turn is known by its age.
  } finally {
    closeSync(file);
  }
  return 'taken';
}

function isLeftBehind(path: string): boolean {
  try {
    if (Date.now() - statSync(path).mtimeMs > STALE_MS) return true;
    const holder = Number(readFileSync(path, 'utf8'));
    return holder > 0 && !isRunning(holder);
  } catch {
    // It ended just now.
    return false;
  }
}

function isRunning(processId: number): boolean {
  try {
    process.kill(processId, 0);
    return true;
  } catch (error) {
    return !isErrorCode(error, 'ESRCH');
  }
}

function removeTurn(path: string): void {
  try {
    unlinkSync(path);
  } catch {
    // Somebody else took it for left behind; that is all it was.
  }
}

function sleep(ms: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);
}
