// Plain output for people and machines: nothing fancy when not on a terminal, safe when the reader
// of a pipe has gone.

import { formatDollars, type Cents } from '../lib/domain/money.js';

/** A closed pipe (`kxray ... | head`) ends the command quietly; a full disk does not. */
export function ignoreClosedPipe(): void {
  for (const stream of [process.stdout, process.stderr]) {
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EPIPE') process.exit();
      printError(`the output cannot be written (${error.code ?? error.name})`);
      process.exit(1);
    });
  }
}

export function printLine(text = ''): void {
  process.stdout.write(`${text}\n`);
}

export function printJson(value: unknown): void {
  process.stdout.write(`${JSON.stringify(value, null, 2)}\n`);
}

export function printError(text: string): void {
  process.stderr.write(`kxray: ${text}\n`);
}

/** Aligned columns; those named in `right` are numbers. */
export function table(rows: readonly (readonly string[])[], right: readonly number[] = []): string {
  const widths: number[] = [];
  for (const row of rows) {
    row.forEach((cell, at) => (widths[at] = Math.max(widths[at] ?? 0, cell.length)));
  }
  return rows
    .map((row) =>
      row
        .map((cell, at) =>
          right.includes(at) ? cell.padStart(widths[at] ?? 0) : cell.padEnd(widths[at] ?? 0),
        )
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

export function count(value: number): string {
  return value.toLocaleString('en-US');
}

export function plural(value: number, one: string, many = `${one}s`): string {
  return `${count(value)} ${value === 1 ? one : many}`;
}

export function dollars(cents: number): string {
  return formatDollars(cents as Cents);
}

export interface Progress {
  report(text: string): void;
  done(): void;
}

const MS_BETWEEN_REPORTS = 200;

/** One line on stderr that rewrites itself; silent when stderr is no terminal. */
export function createProgress(isEnabled: boolean): Progress {
  let last = 0;
  let width = 0;
  const isShown = isEnabled && process.stderr.isTTY === true;
  return {
    report(text) {
      const now = performance.now();
      if (!isShown || now - last < MS_BETWEEN_REPORTS) return;
      last = now;
      process.stderr.write(`\r${text.padEnd(width)}`);
      width = text.length;
    },
    done() {
      if (isShown && width > 0) process.stderr.write(`\r${' '.repeat(width)}\r`);
      width = 0;
    },
  };
}
