// The kinds of cells that reference files hold, as zod schemas from text to domain values.

import * as z from 'zod';
import { parseIsoDay, type IsoDay } from '../../domain/day.js';
import { parseCents, type Cents } from '../../domain/money.js';

/** A schema from text that accepts what `read` understands and says `expected` otherwise. */
function cellOf<Value>(expected: string, read: (text: string) => Value | null) {
  return z.string().transform((text, context): Value => {
    const value = read(text);
    if (value !== null) return value;
    context.issues.push({ code: 'custom', message: expected, input: '' });
    return z.NEVER;
  });
}

/** The same, where an empty cell means null. */
function blankOr<Value>(expected: string, read: (text: string) => Value | null) {
  return cellOf<{ readonly value: Value | null }>(`${expected}, or empty`, (text) => {
    if (text === '') return { value: null };
    const value = read(text);
    return value === null ? null : { value };
  }).transform(({ value }) => value);
}

const DAY = 'must be a day (YYYY-MM-DD)';
const COUNT = 'must be a whole number';

export const requiredText = cellOf('must not be empty, nor start or end with a space', (text) =>
  text !== '' && text.trim() === text ? text : null,
);

export const optionalText = cellOf('must not start or end with a space', (text) =>
  text.trim() === text ? text : null,
);

export const dayCell = cellOf<IsoDay>(DAY, parseIsoDay);
export const optionalDayCell = blankOr<IsoDay>(DAY, parseIsoDay);

export const yearCell = cellOf('must be a year from 1999 to 2199', (text) => {
  const year = /^\d{4}$/.test(text) ? Number(text) : 0;
  return year >= 1999 && year <= 2199 ? year : null;
});

export const optionalCountCell = blankOr(COUNT, (text) =>
  /^\d{1,4}$/.test(text) ? Number(text) : null,
);

/** A positive amount with two decimals, as the table writes it: `2480.00`. */
export const optionalAmountCell = blankOr<Cents>('must be an amount such as 2480.00', (text) => {
  const cents = /^\d+\.\d\d$/.test(text) ? parseCents(text) : null;
  return cents !== null && cents > 0 ? cents : null;
});

export const yesNoCell = cellOf('must be yes or no', (text) =>
  text === 'yes' ? { is: true } : text === 'no' ? { is: false } : null,
).transform(({ is }) => is);

export function wordCell<const Word extends string>(words: readonly Word[]) {
  return cellOf<Word>(
    `must be one of ${words.join(', ')}`,
    (text) => words.find((word) => word === text) ?? null,
  );
}

export function patternCell(expected: string, pattern: RegExp) {
  return cellOf(expected, (text) => (pattern.test(text) ? text : null));
}

export const citationCells = {
  source: requiredText,
  confidence: wordCell(['high', 'medium', 'low']),
  checked_on: dayCell,
};
