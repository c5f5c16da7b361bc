// Starts the scripts in children/ as processes of their own.

import { spawn, spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));

export interface ChildEnd {
  readonly lines: readonly string[];
  readonly code: number | null;
  readonly signal: string | null;
  readonly errors: string;
}

export interface ChildPlan {
  readonly script: 'commit-loop' | 'add-loop' | 'fill-disk';
  readonly args: readonly string[];
  /** Kill the process without warning when it has said so many lines. */
  readonly killAfterLines?: number;
  /** The largest file that it may write, in the blocks of the shell. */
  readonly largestFile?: number;
}

export function runChild(plan: ChildPlan): Promise<ChildEnd> {
  const child = startChild(plan);
  let said = '';
  let errors = '';
  child.stderr?.on('data', (chunk: Buffer) => (errors += chunk.toString()));
  child.stdout?.on('data', (chunk: Buffer) => {
    said += chunk.toString();
    if (plan.killAfterLines !== undefined && said.split('\n').length > plan.killAfterLines) {
      child.kill('SIGKILL');
    }
  });
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code, signal) => {
      // What follows the last line break was cut by the kill.
      resolve({ lines: said.split('\n').slice(0, -1), code, signal, errors });
    });
  });
}

/** Runs a script to its end while this process stands still, timers and all. */
export function runChildAlone(plan: ChildPlan): number | null {
  const { program, args, options } = commandOf(plan);
  return spawnSync(program, args, options).status;
}

function startChild(plan: ChildPlan): ReturnType<typeof spawn> {
  const { program, args, options } = commandOf(plan);
  return spawn(program, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] });
}

function commandOf(plan: ChildPlan) {
  const script = `test/adapters/embedded/children/${plan.script}.ts`;
  const command = [process.execPath, '--import', 'tsx', script, ...plan.args];
  const limited =
    plan.largestFile === undefined
      ? command
      : ['sh', '-c', `ulimit -f ${plan.largestFile}; exec "$@"`, 'sh', ...command];
  const [program = '', ...args] = limited;
  // Without the flags that jest was started with.
  return { program, args, options: { cwd: ROOT, env: { ...process.env, NODE_OPTIONS: '' } } };
}
