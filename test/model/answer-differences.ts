// Compares an answer with what an example lists: exactly the keys that it lists, flags as a set,
// events in order (EXAMPLES.md). Returns one readable line for each difference.

import type { LedgerAnswer, PartialLedgerAnswer } from './ledger-example.js';

export function answerDifferences(
  expected: PartialLedgerAnswer,
  actual: LedgerAnswer,
): readonly string[] {
  return [
    ...expected.lines.flatMap((line) => {
      const found = actual.lines.filter(
        (one) => one.claim === line.claim && one.line === line.line,
      );
      return compareListed(`line ${line.claim}/${line.line}`, line, found);
    }),
    ...expected.buckets.flatMap((bucket) => {
      const found = actual.buckets.filter(
        (one) => one.year === bucket.year && one.bucket === bucket.bucket,
      );
      return compareListed(`bucket ${bucket.year} ${bucket.bucket}`, bucket, found);
    }),
    ...compareText('number of buckets', expected.buckets.length, actual.buckets.length),
    ...compareText('events', expected.events, actual.events.map(ordered)),
  ];
}

function compareListed(
  where: string,
  expected: object,
  found: readonly object[],
): readonly string[] {
  const [one, second] = found;
  if (one === undefined) return [`${where}: missing`];
  if (second !== undefined) return [`${where}: listed more than once`];
  const actual = new Map<string, unknown>(Object.entries(one));
  return Object.entries(expected).flatMap(([key, value]) => {
    const other = actual.get(key);
    return compareText(`${where}, ${key}`, asSet(value), asSet(other));
  });
}

/** Flags are the only lists of words; a crossing place is a list that holds a number. */
function asSet(value: unknown): unknown {
  const isFlags = Array.isArray(value) && value.every((one) => typeof one === 'string');
  return isFlags ? [...value].sort() : value;
}

function ordered(event: LedgerAnswer['events'][number]): object {
  const { afterClaimIndex, type, year, bucket, at } = event;
  return { afterClaimIndex, type, year, bucket, ...(at === undefined ? {} : { at }) };
}

function compareText(where: string, expected: unknown, actual: unknown): readonly string[] {
  const [wanted, got] = [JSON.stringify(expected), JSON.stringify(actual)];
  return wanted === got ? [] : [`${where}: expected ${wanted}, got ${got}`];
}
