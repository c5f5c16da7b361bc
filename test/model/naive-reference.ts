// Amounts, codes and bill types for the second model, read from reference/*.csv by a CSV reader of
// its own: only the columns that the model needs, no checks, no shared loader.

import { readFileSync } from 'node:fs';
import type { ExampleBucket } from './ledger-example.js';
import { fromDollars } from './naive-money.js';

export interface NaiveAmounts {
  readonly kx: number | null;
  readonly review: number | null;
  /** Services before this day are not subject to review. */
  readonly reviewFrom: string;
  readonly hasKx: boolean;
}

export interface NaiveCode {
  readonly disposition: string;
  /** The one modifier that the code is tied to (ID-3). */
  readonly required: string | null;
}

export interface NaiveReference {
  amounts(year: string, bucket: ExampleBucket): NaiveAmounts;
  code(hcpcs: string, dos: string): NaiveCode | null;
  billTypeCountsFrom(prefix: string, isCriticalAccess: boolean): string | null;
}

type Row = Readonly<Record<string, string>>;

/** `directory` is the folder that holds thresholds.csv, therapy-codes.csv and bill-types.csv. */
export function readNaiveReference(directory: URL): NaiveReference {
  const thresholds = readRows(new URL('thresholds.csv', directory));
  const codes = readRows(new URL('therapy-codes.csv', directory));
  const billTypes = readRows(new URL('bill-types.csv', directory));
  return {
    amounts(year, bucket) {
      const row = thresholds.find((one) => one.year === year);
      const group = bucket === 'OT' ? 'ot' : 'pt_slp';
      return {
        kx: amountOrNull(row?.[`kx_${group}`]),
        review: amountOrNull(row?.[`review_${group}`]),
        reviewFrom: row?.review_from ?? '',
        hasKx: row?.kx_remedy === 'yes',
      };
    },
    code(hcpcs, dos) {
      const row = codes.find(
        (one) =>
          one.code === hcpcs &&
          (one.effective_from === '' || (one.effective_from ?? '') <= dos) &&
          (one.effective_to === '' || dos <= (one.effective_to ?? '')),
      );
      if (row === undefined) return null;
      return { disposition: row.disposition ?? '', required: row.required_discipline || null };
    },
    billTypeCountsFrom(prefix, isCriticalAccess) {
      const row = billTypes.find((one) => one.prefix === prefix);
      const critical = isCriticalAccess ? row?.counts_from_critical_access : '';
      return critical || row?.counts_from || null;
    },
  };
}

function amountOrNull(text: string | undefined): number | null {
  return text === undefined || text === '' ? null : fromDollars(text);
}

function readRows(file: URL): readonly Row[] {
  const [header, ...rows] = readFileSync(file, 'utf8')
    .split(/\r?\n/)
    .filter((text) => text !== '')
    .map(cells);
  return rows.map((row) =>
    Object.fromEntries((header ?? []).map((name, at) => [name, row[at] ?? ''])),
  );
}

/** One row; a cell in quotes may hold commas and doubled quotes, never a line break. */
function cells(row: string): readonly string[] {
  return [...row.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map((match) =>
    match[1] === undefined ? (match[2] ?? '') : match[1].replaceAll('""', '"'),
  );
}
