// Loads reference/*.csv and what the workspace adds into the one ReferenceData that every rule
// reads. All or nothing: a row that cannot be trusted stops the program, with its place.

import { createHash } from 'node:crypto';
import type { IsoDay } from '../../domain/day.js';
import type { Citation, ReferenceData, TherapyCode } from '../../domain/reference.js';
import { readReviewTables } from './load-review-reference.js';
import { addToReference, type ReferenceAddition } from './reference-additions.js';
import { ReferenceDataError } from './reference-data-error.js';
import {
  REFERENCE_FILES,
  billTypeOf,
  contractorOf,
  kxContextOf,
  reasonCodeOf,
  therapyCodeOf,
  thresholdYearOf,
} from './reference-rows.js';
import { readReferenceTable, type ReferenceTable, type RowSchema } from './reference-table.js';

export interface LoadReferenceOptions {
  /** The folder that holds the files; see referenceDirectory. */
  readonly directory: string;
  readonly additions?: readonly ReferenceAddition[];
}

export async function loadReference(options: LoadReferenceOptions): Promise<ReferenceData> {
  const { directory, additions = [] } = options;
  return withAdditions(await readShippedReference(directory), additions);
}

/** What the files say, before anybody adds to it. */
export interface ShippedReference {
  readonly data: Omit<ReferenceData, 'version'>;
  readonly tables: readonly ReferenceTable<unknown>[];
}

export async function readShippedReference(directory: string): Promise<ShippedReference> {
  const read = <Row>(source: { readonly file: string; readonly schema: RowSchema<Row> }) =>
    readReferenceTable(directory, source.file, source.schema);
  const [thresholds, therapyCodes, contractors, billTypes, reasonCodes, kxContexts] =
    await Promise.all([
      read(REFERENCE_FILES.thresholds),
      read(REFERENCE_FILES.therapyCodes),
      read(REFERENCE_FILES.contractors),
      read(REFERENCE_FILES.billTypes),
      read(REFERENCE_FILES.reasonCodes),
      read(REFERENCE_FILES.kxContexts),
    ]);
  const { clocks, topics } = await readReviewTables(directory);
  const own = [thresholds, therapyCodes, contractors, billTypes, reasonCodes, kxContexts];
  return {
    data: {
      thresholds: mapOf(thresholds, 'year', thresholdYearOf),
      therapyCodes: therapyCodeMap(therapyCodes),
      contractors: mapOf(contractors, 'number', contractorOf),
      billTypes: mapOf(billTypes, 'prefix', billTypeOf),
      reasonCodes: mapOf(reasonCodes, 'reason', reasonCodeOf),
      kxContexts: [...mapOf(kxContexts, 'code_prefix', kxContextOf).values()],
      reviewClocks: citationsOf(clocks),
      reviewTopics: citationsOf(topics),
    },
    tables: [...own, clocks, topics],
  };
}

export function withAdditions(
  { data, tables }: ShippedReference,
  additions: readonly ReferenceAddition[],
): ReferenceData {
  return addToReference({ version: versionOf(tables, additions), ...data }, additions);
}

function citationsOf(
  table: ReferenceTable<{ source: string; confidence: string; checked_on: IsoDay }>,
): readonly Citation[] {
  return table.rows.map(({ value: { source, confidence, checked_on: checkedOn } }) => {
    return { source, confidence, checkedOn };
  });
}

function mapOf<Row, Column extends keyof Row & string, Value>(
  table: ReferenceTable<Row>,
  column: Column,
  toValue: (row: Row) => Value,
): ReadonlyMap<Row[Column], Value> {
  const map = new Map<Row[Column], Value>();
  for (const { row, value } of table.rows) {
    const key = value[column];
    if (map.has(key)) {
      throw new ReferenceDataError({ file: table.file, row, column }, 'has the key of another row');
    }
    map.set(key, toValue(value));
  }
  return map;
}

/** A code may stand several times, but on any day at most one of its rows is in force. */
function therapyCodeMap(
  table: ReferenceTable<Parameters<typeof therapyCodeOf>[0]>,
): ReadonlyMap<string, readonly TherapyCode[]> {
  const map = new Map<string, readonly TherapyCode[]>();
  for (const { row, value } of table.rows) {
    const code = therapyCodeOf(value);
    const place = { file: table.file, row };
    if (lastDay(code) < firstDay(code)) {
      throw new ReferenceDataError(
        { ...place, column: 'effective_to' },
        'is before effective_from',
      );
    }
    const others = map.get(code.code) ?? [];
    const isOverlapping = others.some(
      (other) => firstDay(other) <= lastDay(code) && firstDay(code) <= lastDay(other),
    );
    if (isOverlapping) {
      throw new ReferenceDataError(
        { ...place, column: 'code' },
        'has the key of another row that is in force at the same time',
      );
    }
    map.set(code.code, [...others, code]);
  }
  return map;
}

function firstDay(code: TherapyCode): string {
  return code.effectiveFrom ?? '0000-01-01';
}

function lastDay(code: TherapyCode): string {
  return code.effectiveTo ?? '9999-12-31';
}

/** Changes with any cell and any addition, and with nothing else (line ends, quotes, folder). */
function versionOf(
  tables: readonly ReferenceTable<unknown>[],
  additions: readonly ReferenceAddition[],
): string {
  const content = {
    tables: tables.map(({ file, cells }) => ({ file, cells })),
    additions: additions.map((addition) =>
      Object.entries(addition)
        .filter(([, value]) => value !== undefined)
        .sort(([left], [right]) => (left < right ? -1 : 1)),
    ),
  };
  return createHash('sha256').update(JSON.stringify(content)).digest('hex').slice(0, 16);
}
