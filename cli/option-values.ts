// What people type behind an option, checked once and in one way; a wrong value is bad usage.

import { parseIsoDay, type IsoDay } from '../lib/domain/day.js';
import { parseCents, type Cents } from '../lib/domain/money.js';
import { THRESHOLD_GROUPS, type ThresholdGroup } from '../lib/domain/reference.js';
import { UsageError } from './usage-error.js';

const THOUSANDS = /^\d{1,3}(,\d{3})+(\.\d+)?$/;

export function toYear(text: string, option = '--year'): number {
  if (!/^\d{4}$/.test(text)) throw new UsageError(`${option} takes a year such as 2026`);
  return Number(text);
}

export function toDay(text: string, option: string): IsoDay {
  const day = parseIsoDay(text);
  if (day === null) throw new UsageError(`${option} takes a day such as 2026-03-31`);
  return day;
}

/** `$1,250.00` is what a letter says; a comma elsewhere is a slip. */
export function toDollars(text: string, option: string): Cents {
  const plain = text.replace(/^\$/, '');
  const cents = parseCents(THOUSANDS.test(plain) ? plain.replaceAll(',', '') : plain);
  if (cents === null || cents < 0) throw new UsageError(`${option} takes dollars such as 1250.00`);
  return cents;
}

/** Where a figure comes from: anybody who reads it later must be able to ask there. */
export function toWords(text: string, option: string): string {
  if (text.trim() === '') throw new UsageError(`${option} takes a few words`);
  return text.trim();
}

export function toGroup(text: string): ThresholdGroup {
  return toOneOf(text, THRESHOLD_GROUPS, '--group');
}

export function toOneOf<Word extends string>(
  text: string,
  words: readonly Word[],
  option: string,
): Word {
  const word = words.find((each) => each === text);
  if (word !== undefined) return word;
  throw new UsageError(`${option} takes ${words.slice(0, -1).join(', ')} or ${words.at(-1)}`);
}
