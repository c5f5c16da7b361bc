// Our query files as PostgreSQL reads them: a few names differ, nothing else.

import type { LakeColumnType } from '../lib/adapters/common/lake/lake-schema.js';
import type { NamedQuery } from '../lib/ports/query-engine.js';
import { bound } from './measures-scan.js';
import { parametersOf } from './measures-snapshot.js';

export const POSTGRES_TYPES: Readonly<Record<LakeColumnType, string>> = {
  text: 'text',
  cents: 'bigint',
  integer: 'integer',
  double: 'double precision',
  day: 'date',
  boolean: 'boolean',
};

export function postgresText(query: NamedQuery): string {
  const given = parametersOf(query);
  const text = bound(
    query.text,
    query.parameters.map(({ name }) => given[name] ?? ''),
  );
  return filteredCounts(text)
    .replaceAll(/\bas double\b/g, 'as double precision')
    .replaceAll(/\b(quarter|month|year)\(([a-z_.]+)\)/g, 'extract($1 from $2)');
}

/** `count_if(x)` is `count(*) filter (where x)` there; x may hold brackets. */
function filteredCounts(text: string): string {
  const start = text.indexOf('count_if(');
  if (start < 0) return text;
  const from = start + 'count_if('.length;
  let open = 1;
  let to = from;
  while (open > 0) {
    const character = text[to];
    if (character === undefined) throw new Error('a bracket is not closed');
    if (character === '(') open += 1;
    if (character === ')') open -= 1;
    to += 1;
  }
  const filtered = `count(*) filter (where ${text.slice(from, to - 1)})`;
  return `${text.slice(0, start)}${filtered}${filteredCounts(text.slice(to))}`;
}
