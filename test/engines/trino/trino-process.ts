// A real Trino in a process of its own (TrinoByLine.java), asked one statement at a time over its
// standard input and output; it listens on the loopback address alone.

import { spawn, type ChildProcess } from 'node:child_process';
import { createInterface } from 'node:readline';
import * as z from 'zod';

const READY = z.object({ address: z.string() });
const ANSWER = z.union([
  z.object({
    columns: z.array(z.object({ name: z.string(), type: z.string() })),
    rows: z.array(z.array(z.string().nullable())),
  }),
  z.object({ error: z.string() }),
]);

export interface TrinoAnswer {
  readonly columns: readonly { readonly name: string; readonly type: string }[];
  readonly rows: readonly (readonly (string | null)[])[];
}

export interface TrinoProcess {
  readonly address: string;
  /** Rejects with Trino's own words where it refuses or fails the statement. */
  ask(sql: string): Promise<TrinoAnswer>;
  close(): Promise<void>;
}

/** Short runs: code is compiled once, quickly, and the collector has no threads of its own. */
const JVM_OPTIONS = ['-Xmx1g', '-XX:TieredStopAtLevel=1', '-XX:+UseSerialGC'];
const LOOPBACK = /^http:\/\/(127\.0\.0\.1|localhost|\[::1\]):\d+$/;

export async function startTrino(classPath: string): Promise<TrinoProcess> {
  const child = spawn('java', [...JVM_OPTIONS, '-cp', classPath, 'kxray.TrinoByLine'], {
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  const errors: string[] = [];
  createInterface({ input: child.stderr }).on('line', (line) => errors.push(line));
  const lines: AsyncIterator<string> = createInterface({ input: child.stdout })[
    Symbol.asyncIterator
  ]();
  const nextAnswer = async (): Promise<unknown> => {
    const line = await lines.next();
    if (line.done !== true) return JSON.parse(line.value);
    throw new Error(`Trino ended: ${errors.slice(-5).join('\n')}`);
  };
  const { address } = READY.parse(await nextAnswer());
  // What is said of it in docs/engines.md must be so.
  if (!LOOPBACK.test(address)) throw new Error('Trino listens to more than this machine');
  let turn: Promise<unknown> = Promise.resolve();
  return {
    address,
    ask(sql) {
      const asked = turn.then(async () => {
        child.stdin.write(`${JSON.stringify(sql)}\n`);
        const answer = ANSWER.parse(await nextAnswer());
        if ('error' in answer) throw new Error(answer.error);
        return answer;
      });
      turn = asked.catch(() => {});
      return asked;
    },
    close: () => ended(child),
  };
}

async function ended(child: ChildProcess): Promise<void> {
  const exit = new Promise<void>((resolve) => {
    child.once('exit', () => resolve());
  });
  child.stdin?.end();
  await exit;
}
