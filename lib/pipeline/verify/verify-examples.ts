// `kxray verify`: replays a file of worked examples and lists every difference. Only the keys that
// an example states are compared; flags as a set, events in order.

import type { ReferenceData } from '../../domain/reference.js';
import { exampleFile, type Example, type LedgerExample } from './example-schema.js';
import { replayCase } from './replay-case.js';
import { replayLedgerExample } from './replay-ledger-example.js';

export interface ExampleResult {
  readonly id: string;
  readonly kind: Example['kind'];
  /** Empty: the example agrees. Each entry says where, what was expected, what came. */
  readonly differences: readonly string[];
}

export type VerifyResult =
  | { readonly kind: 'verified'; readonly examples: readonly ExampleResult[] }
  | { readonly kind: 'refused'; readonly problems: readonly string[] };

type Answer = Readonly<Record<string, unknown>>;

export function verifyExamples(text: string, reference: ReferenceData): VerifyResult {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return { kind: 'refused', problems: ['the file is not JSON'] };
  }
  const parsed = exampleFile.safeParse(json);
  if (!parsed.success) {
    return {
      kind: 'refused',
      problems: parsed.error.issues.map((issue) => `${pathText(issue.path)}: ${issue.message}`),
    };
  }
  return {
    kind: 'verified',
    examples: parsed.data.examples.map((example) => ({
      id: example.id,
      kind: example.kind,
      differences: verifyOne(example, reference),
    })),
  };
}

function verifyOne(example: Example, reference: ReferenceData): readonly string[] {
  if (example.kind === 'ledger') return compareLedger(example, reference);
  return example.cases.flatMap((each, at) => {
    const answer = replayCase(example.kind, each, reference);
    return compare(each.expected, answer, `cases[${at}]`);
  });
}

function compareLedger(example: LedgerExample, reference: ReferenceData): readonly string[] {
  const replay = replayLedgerExample(example, reference);
  const { lines = [], buckets, events } = example.expected;
  const differences: string[] = [];
  for (const expected of lines) {
    const where = `line ${expected.claim}/${expected.line}`;
    const actual = replay.lines.find(
      (line) => line['claim'] === expected.claim && line['line'] === expected.line,
    );
    if (actual === undefined) differences.push(`${where}: expected, but it is not current`);
    else differences.push(...compare(expected, actual, where));
  }
  if (buckets !== undefined) differences.push(...compareGroups(buckets, replay.buckets));
  if (events !== undefined) differences.push(...compareEvents(events, replay.events));
  return differences;
}

function compareGroups(expected: readonly Answer[], actual: readonly Answer[]): readonly string[] {
  const nameOf = (row: Answer): string => `bucket ${String(row['year'])} ${String(row['bucket'])}`;
  const differences: string[] = [];
  const byName = new Map(actual.map((row) => [nameOf(row), row]));
  for (const row of expected) {
    const found = byName.get(nameOf(row));
    if (found === undefined) differences.push(`${nameOf(row)}: expected, but it is not there`);
    else differences.push(...compare(row, found, nameOf(row)));
    byName.delete(nameOf(row));
  }
  for (const name of byName.keys()) differences.push(`${name}: there, but not expected`);
  return differences;
}

function compareEvents(expected: readonly Answer[], actual: readonly Answer[]): readonly string[] {
  const differences: string[] = [];
  for (let at = 0; at < Math.max(expected.length, actual.length); at += 1) {
    const [wanted, came] = [expected[at], actual[at]];
    if (wanted === undefined) differences.push(`events[${at}]: not expected: ${show(came)}`);
    else if (came === undefined) differences.push(`events[${at}]: missing: ${show(wanted)}`);
    else differences.push(...compare(wanted, came, `events[${at}]`));
  }
  return differences;
}

function compare(expected: unknown, actual: unknown, where: string): readonly string[] {
  if (isPlainObject(expected) && isPlainObject(actual)) {
    return Object.entries(expected).flatMap(([key, value]) =>
      compare(
        key === 'flags' ? asSet(value) : value,
        key === 'flags' ? asSet(actual[key]) : actual[key],
        `${where}.${key}`,
      ),
    );
  }
  const isEqual = show(normalized(expected)) === show(normalized(actual));
  return isEqual ? [] : [`${where}: expected ${show(expected)}, got ${show(actual)}`];
}

function isPlainObject(value: unknown): value is Answer {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function asSet(value: unknown): unknown {
  return Array.isArray(value) ? [...new Set(value.map(String))].sort() : value;
}

/** `80`, `80.0` and `80.00` are the same amount. */
function normalized(value: unknown): unknown {
  const match = typeof value === 'string' ? /^(-?\d+)(?:\.(\d{1,2}))?$/.exec(value) : null;
  if (match === null) return value;
  return `${match[1]}.${(match[2] ?? '').padEnd(2, '0')}`;
}

function show(value: unknown): string {
  return JSON.stringify(value) ?? 'nothing';
}

function pathText(path: readonly PropertyKey[]): string {
  if (path.length === 0) return '(the file itself)';
  return path
    .map((part, at) =>
      typeof part === 'number' ? `[${part}]` : `${at > 0 ? '.' : ''}${String(part)}`,
    )
    .join('');
}
