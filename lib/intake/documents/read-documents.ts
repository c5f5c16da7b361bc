// Reads a list of documents, CSV or NDJSON, row by row: whose, what, when, signed by whom. A row
// that cannot be taken is told with its place and field, never with its values; the rows around it
// stand. Nobody's name has a column.

import { parse } from 'csv-parse/sync';
import { parseIsoDay, type IsoDay } from '../../domain/day.js';
import {
  DOCUMENT_KINDS,
  PLAN_PARTS,
  SIGNER_ROLES,
  type DocumentRecord,
} from '../../domain/documentation/document-record.js';
import { isMbi } from '../../domain/identifiers.js';

/** Everything but the identity, which the pipeline turns into a token. */
export type DocumentFacts = Omit<DocumentRecord, 'documentKey' | 'token'>;

export type DocumentRow =
  | {
      readonly kind: 'document';
      /** Counted from 1, the header included. */
      readonly row: number;
      /** A Medicare number or a token: raw, never logged. */
      readonly beneficiary: string;
      readonly facts: DocumentFacts;
    }
  | {
      readonly kind: 'refused';
      readonly row: number;
      readonly field: string;
      readonly reason: string;
    };

export const DOCUMENT_COLUMNS = [
  'beneficiary',
  'discipline',
  'kind',
  'date',
  'signed_on',
  'signer_role',
  'plan_end',
  'sent_on',
  'plan_parts',
  'timed_minutes',
  'total_minutes',
  'group_size',
  'location',
] as const;
type Column = (typeof DOCUMENT_COLUMNS)[number];
type Cells = Readonly<Record<Column, string>>;

/** Enough of a file to tell by its first line. */
export const LIST_START_BYTES = 2_048;

const REQUIRED = ['beneficiary', 'discipline', 'kind', 'date'] as const;
const LONGEST_LOCATION = 400;
/** More minutes than a day has are a slip of the keyboard. */
const MOST_MINUTES = 1_440;

/** True where the text begins as a list of documents does: told by content, not by name. */
export function isDocumentList(start: string): boolean {
  const [first = ''] = start.replace(/^\uFEFF/, '').split(/\r?\n/, 1);
  if (first.startsWith('{')) return /"beneficiary"\s*:/.test(first) && /"kind"\s*:/.test(first);
  const names = first.split(',').map((name) => name.trim().replaceAll('"', ''));
  return REQUIRED.every((name) => names.includes(name));
}

export function readDocuments(text: string): readonly DocumentRow[] {
  const body = text.replace(/^\uFEFF/, '');
  return body.trimStart().startsWith('{') ? readNdjson(body) : readCsv(body);
}

function readCsv(text: string): readonly DocumentRow[] {
  const records: { readonly cells: readonly string[]; readonly row: number }[] = [];
  try {
    parse(text, {
      relax_column_count: true,
      skip_empty_lines: true,
      on_record: (cells: readonly string[], { lines }) => {
        records.push({ cells, row: lines });
        return null;
      },
    });
  } catch {
    const row = (records.at(-1)?.row ?? 0) + 1;
    return [...rowsOf(records), refused(row, 'row', 'is not a row of CSV; the rest was not read')];
  }
  return rowsOf(records);
}

function rowsOf(
  records: readonly { readonly cells: readonly string[]; readonly row: number }[],
): readonly DocumentRow[] {
  const [header, ...body] = records;
  const names = header?.cells.map((name) => name.trim()) ?? [];
  const unknown = names.findIndex((name) => !isColumn(name));
  if (unknown >= 0) return [refused(1, `column ${unknown + 1}`, 'is not a column of documents')];
  const missing = REQUIRED.find((name) => !names.includes(name));
  if (missing !== undefined) return [refused(1, missing, 'is a column that is needed')];
  return body.map(({ cells, row }) => {
    if (cells.length !== names.length) return refused(row, 'row', 'has another number of cells');
    return readRow(row, (column) => (cells[names.indexOf(column)] ?? '').trim());
  });
}

function readNdjson(text: string): readonly DocumentRow[] {
  return text.split(/\r?\n/).flatMap((line, at): readonly DocumentRow[] => {
    if (line.trim() === '') return [];
    const record = parseObject(line);
    if (record === null) return [refused(at + 1, 'row', 'is not an object of JSON')];
    const unknown = Object.keys(record).findIndex((name) => !isColumn(name));
    if (unknown >= 0) return [refused(at + 1, `field ${unknown + 1}`, 'is not known')];
    return [readRow(at + 1, (column) => textOf(record[column]))];
  });
}

function parseObject(line: string): Readonly<Record<string, unknown>> | null {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Readonly<Record<string, unknown>>)
      : null;
  } catch {
    return null;
  }
}

function textOf(value: unknown): string {
  if (Array.isArray(value)) return value.map(textOf).join(' ');
  return typeof value === 'string' || typeof value === 'number' ? String(value).trim() : '';
}

function readRow(row: number, cell: (column: Column) => string): DocumentRow {
  const cells = Object.fromEntries(
    DOCUMENT_COLUMNS.map((column) => [column, cell(column)]),
  ) as Cells;
  const problem = problemOf(cells);
  if (problem !== null) return refused(row, ...problem);
  const discipline = cells.discipline as DocumentFacts['discipline'];
  const kind = cells.kind as DocumentFacts['kind'];
  const date = dayOf(cells.date);
  if (date === null) throw new Error('a checked day');
  return {
    kind: 'document',
    row,
    beneficiary: cells.beneficiary,
    facts: {
      discipline,
      kind,
      date,
      signedOn: dayOf(cells.signed_on),
      signerRole: SIGNER_ROLES.find((role) => role === cells.signer_role) ?? null,
      planEnd: dayOf(cells.plan_end),
      sentOn: dayOf(cells.sent_on),
      planParts:
        cells.plan_parts === ''
          ? null
          : PLAN_PARTS.filter((part) => cells.plan_parts.split(/[\s;]+/).includes(part)),
      timedMinutes: numberOf(cells.timed_minutes),
      totalMinutes: numberOf(cells.total_minutes),
      groupSize: numberOf(cells.group_size),
      location: cells.location === '' ? null : cells.location,
    },
  };
}

/** The first field at fault, and why. */
function problemOf(cells: Cells): readonly [string, string] | null {
  for (const name of REQUIRED) if (cells[name] === '') return [name, 'is empty'];
  if (!['GP', 'GO', 'GN'].includes(cells.discipline)) return ['discipline', 'is GP, GO or GN'];
  if (!DOCUMENT_KINDS.some((kind) => kind === cells.kind)) {
    return ['kind', `is one of ${DOCUMENT_KINDS.join(', ')}`];
  }
  for (const name of ['date', 'signed_on', 'plan_end', 'sent_on'] as const) {
    if (cells[name] !== '' && dayOf(cells[name]) === null) return [name, 'is a day (YYYY-MM-DD)'];
  }
  if (cells.signer_role !== '' && !SIGNER_ROLES.some((role) => role === cells.signer_role)) {
    return ['signer_role', `is one of ${SIGNER_ROLES.join(', ')}`];
  }
  for (const name of ['timed_minutes', 'total_minutes', 'group_size'] as const) {
    const number = numberOf(cells[name]);
    const isWrong = cells[name] !== '' && (number === null || number > MOST_MINUTES);
    if (isWrong) return [name, 'is a whole number'];
  }
  const parts = cells.plan_parts.split(/[\s;]+/).filter((part) => part !== '');
  if (!parts.every((part) => PLAN_PARTS.some((each) => each === part))) {
    return ['plan_parts', `takes some of ${PLAN_PARTS.join(' ')}`];
  }
  if (cells.location.length > LONGEST_LOCATION) return ['location', 'is too long'];
  if (holdsMedicareNumber(cells.location)) return ['location', 'holds a Medicare number'];
  return null;
}

/** The location is kept in the clear: a number in a file name must not come in with it. */
function holdsMedicareNumber(text: string): boolean {
  return text.split(/[^0-9A-Za-z-]+/).some((word) => isMbi(word));
}

function isColumn(name: string): name is Column {
  return DOCUMENT_COLUMNS.some((column) => column === name);
}

function dayOf(text: string): IsoDay | null {
  return text === '' ? null : parseIsoDay(text);
}

function numberOf(text: string): number | null {
  return /^\d{1,4}$/.test(text) ? Number(text) : null;
}

function refused(row: number, field: string, reason: string): DocumentRow {
  return { kind: 'refused', row, field, reason };
}
