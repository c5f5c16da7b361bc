// Values of a query's parameters as Athena takes them: SQL literals in text, in the order of the
// `?`. A value can only ever become one literal: whole digits, or quoted text with quotes doubled.
// Every query casts each `?` to its type, so a day travels as quoted text.

import { parseIsoDay } from '../../domain/day.js';
import type { NamedQuery, QueryParameter } from '../../ports/query-engine.js';
import { QueryFailedError } from '../common/query-failed-error.js';

/** Athena's limit for one execution parameter. */
const MAX_LITERAL_LENGTH = 1_024;

export function athenaLiterals(
  query: NamedQuery,
  given: Readonly<Record<string, string | number>>,
): readonly string[] {
  const names = new Set(query.parameters.map(({ name }) => name));
  const unknown = Object.keys(given).find((name) => !names.has(name));
  if (unknown !== undefined) throw new QueryFailedError(query.name, `no parameter ${unknown}`);
  return query.parameters.map(({ name, type }) => {
    const literal = literalOf(type, given[name]);
    if (literal === null) {
      throw new QueryFailedError(query.name, `parameter ${name} needs a value of type ${type}`);
    }
    if (literal.length > MAX_LITERAL_LENGTH) {
      throw new QueryFailedError(query.name, `parameter ${name} is longer than Athena takes`);
    }
    return literal;
  });
}

function literalOf(
  type: QueryParameter['type'],
  value: string | number | undefined,
): string | null {
  if (type === 'integer') return isWhole(value) ? String(value) : null;
  if (typeof value !== 'string' || !isPlainText(value)) return null;
  if (type === 'day' && parseIsoDay(value) === null) return null;
  return quotedText(value);
}

/** Minus zero prints as 0, which it equals. */
function isWhole(value: string | number | undefined): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value);
}

/** No NUL and no half of a surrogate pair: neither survives the way to the engine. */
function isPlainText(text: string): boolean {
  return !text.includes('\0') && !/\p{Surrogate}/u.test(text);
}

/** Trino knows no escape in a text but the doubled quote. */
export function quotedText(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}
