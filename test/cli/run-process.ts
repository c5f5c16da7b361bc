// Runs the kxray command as a process of its own, for what only a process shows: pipes, exit codes,
// being killed. It is the bundled command, as it is installed: that starts in a third of the time
// that the sources take. What can be, is tested with run-cli.

import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const BUILD = fileURLToPath(new URL('../../scripts/build.mjs', import.meta.url));
const COMMAND = fileURLToPath(new URL('../../dist/test/kxray.js', import.meta.url));
let isBuilt = false;

export interface ProcessPlan {
  readonly args: readonly string[];
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly stdin?: Uint8Array;
  /** The input does not end: the process waits for more. */
  readonly keepsInputOpen?: boolean;
  /** Called once with the running process. */
  readonly onStart?: (child: ChildProcess) => void;
}

export interface ProcessEnd {
  readonly stdout: string;
  readonly stderr: string;
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

export function runProcess(plan: ProcessPlan): Promise<ProcessEnd> {
  // Without the flags that jest was started with, and without what npm tells its scripts.
  const { NODE_OPTIONS: _flags, npm_lifecycle_event: _event, ...env } = process.env;
  buildOnce();
  const child = spawn(process.execPath, [COMMAND, ...plan.args], {
    env: { ...env, ...plan.env },
    ...(plan.cwd === undefined ? {} : { cwd: plan.cwd }),
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  let stdout = '';
  let stderr = '';
  child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
  // A process that ends without reading closes the pipe: no failure of the test.
  child.stdin.on('error', () => undefined);
  child.stdin.write(plan.stdin ?? '');
  if (plan.keepsInputOpen !== true) child.stdin.end();
  plan.onStart?.(child);
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code, signal) => resolve({ stdout, stderr, code, signal }));
  });
}

/** Once a suite, so that no process runs what the sources no longer say. */
function buildOnce(): void {
  if (isBuilt) return;
  const { status, stderr } = spawnSync(process.execPath, [BUILD, COMMAND], { encoding: 'utf8' });
  if (status !== 0) throw new Error(`the command could not be built: ${stderr}`);
  isBuilt = true;
}
