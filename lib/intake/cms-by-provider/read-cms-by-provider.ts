// Reads CMS's public file "Medicare Physician & Other Practitioners - by Provider" (one row per NPI
// and year) that a user has downloaded, into what its therapists come to: allowed amount per
// beneficiary by specialty, for each state and the nation. No other measure of ours is in the file.

import { Readable } from 'node:stream';
import { CsvError, parse } from 'csv-parse';
import type { TherapyModifier } from '../../domain/reference.js';

export interface SpecialtyTotals {
  readonly discipline: TherapyModifier;
  /** Null: the nation, which is the sum of all rows of the specialty. */
  readonly state: string | null;
  readonly providers: number;
  readonly beneficiaries: number;
  readonly allowedCents: number;
}

export interface CmsByProvider {
  readonly rows: number;
  readonly therapyRows: number;
  /** By discipline, the nation first, then states in order. */
  readonly totals: readonly SpecialtyTotals[];
  /** Rows of therapists that could not be read: row of the file and column, never a value. */
  readonly faults: readonly { readonly row: number; readonly column: string }[];
}

export class CmsFileError extends Error {
  override readonly name = 'CmsFileError';
}

const TYPE = 'Rndrng_Prvdr_Type';
const STATE = 'Rndrng_Prvdr_State_Abrvtn';
const BENEFICIARIES = 'Tot_Benes';
const ALLOWED = 'Tot_Mdcr_Alowd_Amt';
const COLUMNS = [TYPE, STATE, BENEFICIARIES, ALLOWED];

/** Specialties as the file writes them, compared without case and punctuation. */
const DISCIPLINES: ReadonlyMap<string, TherapyModifier> = new Map([
  ['physicaltherapistinprivatepractice', 'GP'],
  ['physicaltherapist', 'GP'],
  ['occupationaltherapistinprivatepractice', 'GO'],
  ['occupationaltherapist', 'GO'],
  ['speechlanguagepathologist', 'GN'],
]);

const NATION = '';

interface Sum {
  providers: number;
  beneficiaries: number;
  allowedCents: number;
}

/** Any size, in constant memory. Throws `CmsFileError` where it is not that file. */
export async function readCmsByProvider(source: AsyncIterable<Uint8Array>): Promise<CmsByProvider> {
  try {
    return await addUp(source);
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    throw new CmsFileError('not a table of comma-separated values', { cause: error });
  }
}

async function addUp(source: AsyncIterable<Uint8Array>): Promise<CmsByProvider> {
  const sums = new Map<TherapyModifier, Map<string, Sum>>();
  const faults: { row: number; column: string }[] = [];
  let rows = 0;
  let therapyRows = 0;
  const options = { bom: true, columns: checkedColumns, relax_column_count: true };
  const parser = Readable.from(source).pipe(parse(options));
  for await (const record of parser as AsyncIterable<Readonly<Record<string, string>>>) {
    rows += 1;
    const discipline = DISCIPLINES.get(wordOf(record[TYPE] ?? ''));
    if (discipline === undefined) continue;
    therapyRows += 1;
    const read = readRow(record);
    if ('column' in read) faults.push({ row: rows + 1, column: read.column });
    else addRow(sums, discipline, read);
  }
  return { rows, therapyRows, totals: totalsOf(sums), faults };
}

function checkedColumns(header: readonly string[]): string[] {
  const byName = new Map(COLUMNS.map((name) => [name.toLowerCase(), name]));
  const columns = header.map((name) => byName.get(name.trim().toLowerCase()) ?? name);
  const missing = COLUMNS.find((name) => !columns.includes(name));
  if (missing !== undefined) {
    throw new CmsFileError(`not the by-provider file: the first row has no column ${missing}`);
  }
  return columns;
}

interface Row {
  readonly state: string;
  readonly beneficiaries: number;
  readonly allowedCents: number;
}

function readRow(record: Readonly<Record<string, string>>): Row | { readonly column: string } {
  const beneficiaries = numberOf(record[BENEFICIARIES] ?? '');
  if (beneficiaries === null || !Number.isInteger(beneficiaries) || beneficiaries < 1) {
    return { column: BENEFICIARIES };
  }
  const allowed = numberOf(record[ALLOWED] ?? '');
  if (allowed === null || allowed < 0) return { column: ALLOWED };
  const state = (record[STATE] ?? '').trim().toUpperCase();
  if (!/^[A-Z]{2}$/.test(state)) return { column: STATE };
  return { state, beneficiaries, allowedCents: Math.round(allowed * 100) };
}

function addRow(
  sums: Map<TherapyModifier, Map<string, Sum>>,
  discipline: TherapyModifier,
  row: Row,
): void {
  const places = sums.get(discipline) ?? new Map<string, Sum>();
  sums.set(discipline, places);
  for (const place of [NATION, row.state]) {
    const sum = places.get(place) ?? { providers: 0, beneficiaries: 0, allowedCents: 0 };
    places.set(place, sum);
    sum.providers += 1;
    sum.beneficiaries += row.beneficiaries;
    sum.allowedCents += row.allowedCents;
  }
}

function totalsOf(
  sums: ReadonlyMap<TherapyModifier, ReadonlyMap<string, Sum>>,
): readonly SpecialtyTotals[] {
  return [...sums]
    .sort(([left], [right]) => (left < right ? -1 : 1))
    .flatMap(([discipline, places]) =>
      [...places]
        .sort(([left], [right]) => (left < right ? -1 : 1))
        .map(([place, sum]) => ({ discipline, state: place === NATION ? null : place, ...sum })),
    );
}

/** `1,234.50` and `$1234.5` too: the file is offered in several forms. */
function numberOf(text: string): number | null {
  const plain = text.trim().replace(/^\$/, '').replaceAll(',', '');
  return /^\d+(\.\d+)?$/.test(plain) ? Number(plain) : null;
}

function wordOf(text: string): string {
  return text.toLowerCase().replaceAll(/[^a-z]/g, '');
}
