// Runs the kxray command inside the test process, as main.ts does in one of its own: starting a
// process for each of so many runs would cost minutes.

import { Readable } from 'node:stream';
import { runKxray } from '../../cli/run-kxray.js';

export interface CliEnd {
  readonly stdout: string;
  readonly stderr: string;
  readonly code: number;
}

export interface CliInput {
  readonly stdin?: string;
}

/** One run at a time: it borrows the streams and the exit code of the process. */
export async function runCli(args: readonly string[], input: CliInput = {}): Promise<CliEnd> {
  const stdout = capture(process.stdout);
  const stderr = capture(process.stderr);
  const giveBackInput = replaceInput(input.stdin);
  const before = process.exitCode;
  process.exitCode = undefined;
  try {
    await runKxray(args);
    const code = Number(process.exitCode ?? 0);
    return { stdout: stdout.text(), stderr: stderr.text(), code };
  } finally {
    process.exitCode = before;
    giveBackInput();
    stdout.giveBack();
    stderr.giveBack();
  }
}

/** What a command prints with --json; a failure of the command fails the test with its words. */
export async function runJson<Answer>(args: readonly string[], expectedCode = 0): Promise<Answer> {
  const end = await runCli([...args, '--json']);
  if (end.code !== expectedCode) throw new Error(`exit ${end.code}: ${end.stderr}${end.stdout}`);
  return JSON.parse(end.stdout) as Answer;
}

function capture(stream: NodeJS.WriteStream): { text(): string; giveBack(): void } {
  const write = stream.write.bind(stream);
  const { isTTY } = stream;
  let text = '';
  stream.write = ((chunk: string | Uint8Array) => {
    text += Buffer.from(chunk as Uint8Array).toString();
    return true;
  }) as typeof stream.write;
  stream.isTTY = false;
  return {
    text: () => text,
    giveBack() {
      stream.write = write;
      stream.isTTY = isTTY;
    },
  };
}

function replaceInput(text: string | undefined): () => void {
  const own = Object.getOwnPropertyDescriptor(process, 'stdin');
  const value = Readable.from(text === undefined ? [] : [Buffer.from(text)]);
  Object.defineProperty(process, 'stdin', { value, configurable: true });
  return () => {
    if (own !== undefined) Object.defineProperty(process, 'stdin', own);
  };
}
