// What the logger writes, and what it must not.

import { describe, expect, it } from '@jest/globals';
import {
  StderrLogger,
  type StderrLoggerOptions,
} from '../../../lib/adapters/embedded/stderr-logger.js';
import { toIsoDay } from '../../../lib/domain/day.js';
import type { LogFields } from '../../../lib/ports/logger.js';

const NOW = '2026-11-21T10:11:12.000Z';

describe('StderrLogger', () => {
  it('writes one JSON line per entry with the fields of the allow-list', () => {
    const { logger, lines } = loggerOf({ format: 'json' });
    logger.info('published', { tenantId: 'default', snapshotId: 's1', count: 3, milliseconds: 12 });
    logger.error('failed', { step: 'publish', reason: 'disk full', runId: 'r1' });

    expect(lines.map((line): unknown => JSON.parse(line))).toEqual([
      {
        at: NOW,
        level: 'info',
        message: 'published',
        tenantId: 'default',
        snapshotId: 's1',
        count: 3,
        milliseconds: 12,
      },
      {
        at: NOW,
        level: 'error',
        message: 'failed',
        step: 'publish',
        reason: 'disk full',
        runId: 'r1',
      },
    ]);
    expect(
      lines.every((line) => line.endsWith('\n') && line.indexOf('\n') === line.length - 1),
    ).toBe(true);
  });

  it('tells people warnings and errors only, in one line', () => {
    const { logger, lines } = loggerOf({ format: 'human' });
    logger.info('published');
    logger.warn('file held', { step: 'ingest', count: 2 });
    logger.error('failed');
    expect(lines).toEqual(['warn: file held (step=ingest, count=2)\n', 'error: failed\n']);
  });

  it.each([
    { format: 'human', level: 'info', written: 3 },
    { format: 'human', level: 'error', written: 1 },
    { format: 'json', level: 'warn', written: 2 },
    { format: 'json', level: undefined, written: 3 },
  ] as const)(
    'writes $written of three levels as $format from $level',
    ({ format, level, written }) => {
      const { logger, lines } = loggerOf(level === undefined ? { format } : { format, level });
      logger.info('a');
      logger.warn('b');
      logger.error('c');
      expect(lines).toHaveLength(written);
    },
  );

  it('drops every field that is not on the list or of another type', () => {
    const { logger, lines } = loggerOf({ format: 'json' });
    const fields = {
      mbi: '1EG4TE5MK73',
      claim: { lines: [] },
      count: 'many',
      step: { name: 'x' },
      milliseconds: Number.NaN,
      reason: 'kept',
    };
    logger.info('message', fields as unknown as LogFields);
    expect(JSON.parse(lines[0] ?? '')).toEqual({
      at: NOW,
      level: 'info',
      message: 'message',
      reason: 'kept',
    });
  });

  it('lets no text start a second line, colour the terminal or run on', () => {
    const { logger, lines } = loggerOf({ format: 'human' });
    logger.warn('one\ntwo\u001b[31m', { reason: `a\r\n${'x'.repeat(5000)}` });
    expect(lines[0]).toMatch(/^warn: one two \[31m \(reason=a x+\)\n$/);
    expect(lines[0]?.length).toBeLessThan(260);
  });
});

function loggerOf(options: Omit<StderrLoggerOptions, 'clock' | 'write'>): {
  readonly logger: StderrLogger;
  readonly lines: string[];
} {
  const lines: string[] = [];
  const clock = { now: () => NOW, today: () => toIsoDay('2026-11-21') };
  const logger = new StderrLogger({ ...options, clock, write: (line) => void lines.push(line) });
  return { logger, lines };
}
