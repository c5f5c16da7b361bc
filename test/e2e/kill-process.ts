// Kills a command in the middle of its work: by what it has written so far, not by the clock alone,
// so that a fast machine and a slow one are struck in the same phase.

import type { ChildProcess } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { runProcess, type ProcessEnd } from '../cli/run-process.js';

export type Phase =
  /** Part of the input is sent, the rest never comes. */
  | 'reading'
  /** The log of the lake has a new object: the ledger is committed next. */
  | 'committing'
  /** A table of the next snapshot is written. */
  | 'publishing'
  /** A new snapshot is laid out: the pointer moves next. */
  | 'pointing'
  /** Any moment: the delay counts from the start of the process. */
  | 'anywhere'
  /** An amount or payer is about to be stored, and what follows from it. */
  | 'restating';

export interface KillPlan {
  readonly args: readonly string[];
  readonly data: string;
  readonly phase: Phase;
  readonly delayMs: number;
  readonly input?: Uint8Array;
}

/** What appears among the objects of the workspace when a phase begins. */
const SIGNS: Readonly<Record<Exclude<Phase, 'reading' | 'anywhere'>, RegExp>> = {
  committing: /^lake\/claim_lines\/.*\.parquet$/,
  publishing: /^lake\/parts\/.*\.parquet$/,
  pointing: /^lake\/snapshot=[^/]*$/,
  restating: /^restatements\/.*\.json$/,
};
const POLL_MS = 1;
const SENT_BEFORE_KILL = 0.6;
const MS_TO_READ_WHAT_WAS_SENT = 150;

export async function runAndKill(plan: KillPlan): Promise<ProcessEnd> {
  if (plan.phase === 'reading') return killReader(plan);
  if (plan.phase === 'anywhere') return killAfter(plan);
  return killAtSign(plan, SIGNS[plan.phase]);
}

function killReader({ args, input = new Uint8Array(), delayMs }: KillPlan): Promise<ProcessEnd> {
  const sent = input.subarray(0, Math.floor(input.length * SENT_BEFORE_KILL));
  return runProcess({
    args,
    keepsInputOpen: true,
    stdin: sent,
    onStart: (child) => {
      // All but the pipe's own buffer has been taken once the write is through.
      child.stdin?.once('drain', () => killLater(child, MS_TO_READ_WHAT_WAS_SENT + delayMs));
    },
  });
}

function killAfter({ args, delayMs }: KillPlan): Promise<ProcessEnd> {
  return runProcess({ args, onStart: (child) => killLater(child, delayMs) });
}

function killAtSign(plan: KillPlan, sign: RegExp): Promise<ProcessEnd> {
  const before = new Set(signs(plan.data, sign));
  return runProcess({
    args: plan.args,
    ...(plan.input === undefined ? {} : { stdin: plan.input }),
    onStart: (child) => {
      const timer = setInterval(() => {
        if (signs(plan.data, sign).every((name) => before.has(name))) return;
        clearInterval(timer);
        killLater(child, plan.delayMs);
      }, POLL_MS);
      child.once('close', () => clearInterval(timer));
    },
  });
}

function killLater(child: ChildProcess, delayMs: number): void {
  if (delayMs === 0) {
    child.kill('SIGKILL');
    return;
  }
  const timer = setTimeout(() => child.kill('SIGKILL'), delayMs);
  child.once('close', () => clearTimeout(timer));
}

function signs(data: string, sign: RegExp): readonly string[] {
  const objects = join(data, 'objects', 'tenant=default');
  try {
    return readdirSync(objects, { recursive: true, encoding: 'utf8' }).filter((name) =>
      sign.test(name),
    );
  } catch {
    // Not there yet, or changing while it is read: the next look tells.
    return [];
  }
}
