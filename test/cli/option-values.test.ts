// Values behind options: each accepted spelling, each refused one; a command line as it is typed.

import { afterEach, describe, expect, it } from '@jest/globals';
import { commandLine } from '../../cli/command-line.js';
import { toDay, toDollars, toGroup, toOneOf, toWords, toYear } from '../../cli/option-values.js';
import { UsageError } from '../../cli/usage-error.js';

describe('option values', () => {
  it.each([
    ['1250', 125_000],
    ['1250.5', 125_050],
    ['$1,250.50', 125_050],
    ['1,234,567.89', 123_456_789],
    ['0', 0],
  ])('dollars %j are %d cents', (text, cents) => {
    expect(toDollars(text, '--kx')).toBe(cents);
  });

  it.each(['-1', '12,50', '1,25', '1250.505', '', 'a lot'])('%j is no amount', (text) => {
    expect(() => toDollars(text, '--kx')).toThrow(UsageError);
  });

  it.each([
    ['a year', () => toYear('26'), /--year takes a year such as 2026/],
    ['a day', () => toDay('2026-02-30', '--as-of'), /--as-of takes a day such as/],
    ['a group', () => toGroup('PT'), /--group takes PT_SLP or OT/],
    ['a word of a list', () => toOneOf('c', ['a', 'b', 'd'], '--x'), /--x takes a, b or d/],
    ['a reason', () => toWords(' ', '--source'), /--source takes a few words/],
  ])('refuse what is not %s, and say what is', (_what, act, words) => {
    expect(act).toThrow(UsageError);
    expect(act).toThrow(words);
  });

  it('come back as they are meant', () => {
    expect([toYear('2026'), toDay('2026-02-28', '--as-of'), toGroup('OT')]).toEqual([
      2026,
      '2026-02-28',
      'OT',
    ]);
    expect(toWords('  told by family ', '--source')).toBe('told by family');
  });
});

describe('commandLine', () => {
  const event = process.env['npm_lifecycle_event'];
  afterEach(() => {
    if (event === undefined) delete process.env['npm_lifecycle_event'];
    else process.env['npm_lifecycle_event'] = event;
  });

  it.each([
    ['kxray', './.kxray', 'npm run -s kxray -- totals'],
    ['start', './other', 'npm run -s kxray -- totals --data ./other'],
    ['test', './.kxray', 'kxray totals'],
    ['', '/data/my claims', "kxray totals --data '/data/my claims'"],
    ['', "it's", "kxray totals --data 'it'\\''s'"],
  ])('started by %j in %s', (startedBy, data, line) => {
    process.env['npm_lifecycle_event'] = startedBy;

    expect(commandLine('totals', data)).toBe(line);
  });
});
