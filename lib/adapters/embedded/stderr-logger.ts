// Logger of the embedded host: stderr, so that stdout stays the answer of the command. Machines get
// one JSON line per entry; people get warnings and errors in one short line. Fields are copied by
// name from the allow-list, whatever object is handed in.

import type { Clock } from '../../ports/clock.js';
import type { LogFields, Logger } from '../../ports/logger.js';

export type LogLevel = 'info' | 'warn' | 'error';

export interface StderrLoggerOptions {
  readonly format: 'json' | 'human';
  readonly clock: Clock;
  /** The lowest level that is written; default: everything as JSON, warnings for people. */
  readonly level?: LogLevel;
  readonly write?: (line: string) => void;
}

const LEVELS: readonly LogLevel[] = ['info', 'warn', 'error'];
const TEXT_FIELDS = ['tenantId', 'step', 'reason', 'snapshotId', 'runId'] as const;
const NUMBER_FIELDS = ['count', 'milliseconds'] as const;
const MAX_TEXT = 200;

export class StderrLogger implements Logger {
  readonly #options: StderrLoggerOptions;
  readonly #lowest: number;
  readonly #write: (line: string) => void;

  constructor(options: StderrLoggerOptions) {
    this.#options = options;
    this.#lowest = LEVELS.indexOf(options.level ?? (options.format === 'json' ? 'info' : 'warn'));
    this.#write = options.write ?? ((line) => void process.stderr.write(line));
  }

  info(message: string, fields?: LogFields): void {
    this.#log('info', message, fields);
  }

  warn(message: string, fields?: LogFields): void {
    this.#log('warn', message, fields);
  }

  error(message: string, fields?: LogFields): void {
    this.#log('error', message, fields);
  }

  #log(level: LogLevel, message: string, fields: LogFields = {}): void {
    if (LEVELS.indexOf(level) < this.#lowest) return;
    const allowed = allowedFields(fields);
    const text = oneLine(message);
    if (this.#options.format === 'json') {
      const entry = { at: this.#options.clock.now(), level, message: text, ...allowed };
      this.#write(`${JSON.stringify(entry)}\n`);
      return;
    }
    const parts = Object.entries(allowed).map(([name, value]) => `${name}=${value}`);
    const suffix = parts.length === 0 ? '' : ` (${parts.join(', ')})`;
    this.#write(`${level}: ${text}${suffix}\n`);
  }
}

function allowedFields(fields: LogFields): Readonly<Record<string, string | number>> {
  const allowed: Record<string, string | number> = {};
  for (const name of TEXT_FIELDS) {
    const value = fields[name];
    if (typeof value === 'string') allowed[name] = oneLine(value);
  }
  for (const name of NUMBER_FIELDS) {
    const value = fields[name];
    if (typeof value === 'number' && Number.isFinite(value)) allowed[name] = value;
  }
  return allowed;
}

/** No control character can forge a second line or colour a terminal. */
function oneLine(text: string): string {
  return text.replace(/\p{Cc}+/gu, ' ').slice(0, MAX_TEXT);
}
