// Lists of documents among the files that a command is given: told by content, read whole (a list
// is small), added to the workspace. Claim files are handed back untouched.

import { isDocumentList, readDocuments } from '../lib/intake/documents/read-documents.js';
import { addDocuments, type DocumentsAdded } from '../lib/pipeline/documents/add-documents.js';
import type { IntakeFile } from './intake-files.js';
import { TENANT_ID, type Session } from './session.js';
import { plural } from './terminal.js';
import { UsageError } from './usage-error.js';

/** Enough of a file to tell by its first line. */
const START_BYTES = 2_048;
/** A list of a million documents; more is no list that somebody keeps. */
const LARGEST_BYTES = 256 * 1024 * 1024;
const REFUSED_SHOWN = 20;

export interface SortedFiles {
  readonly claims: readonly IntakeFile[];
  readonly documents: readonly IntakeFile[];
}

export async function sortFiles(files: readonly IntakeFile[]): Promise<SortedFiles> {
  const claims: IntakeFile[] = [];
  const documents: IntakeFile[] = [];
  for (const file of files) {
    // Standard input can be read once only: it is taken for claims.
    const isList = file.bytes !== null && isDocumentList(await startOf(file));
    (isList ? documents : claims).push(file);
  }
  return { claims, documents };
}

export async function ingestDocuments(
  { tools, workspace }: Session,
  files: readonly IntakeFile[],
): Promise<readonly (DocumentsAdded & { readonly file: string })[]> {
  const place = { tenantId: TENANT_ID, objects: workspace.objects, tokens: tools.tokens };
  const results: (DocumentsAdded & { readonly file: string })[] = [];
  for (const file of files) {
    const rows = readDocuments(await textOf(file));
    results.push({ file: file.name, ...(await addDocuments(place, rows)) });
  }
  return results;
}

export function documentsText(
  results: readonly (DocumentsAdded & { readonly file: string })[],
): string {
  return results
    .map(({ file, rows, added, known, refused }) => {
      const shown = refused
        .slice(0, REFUSED_SHOWN)
        .map(({ row, field, reason }) => `  row ${row}, ${field}: ${reason}`);
      const rest = refused.length - shown.length;
      return [
        `${file}: ${plural(rows, 'document')} = ${added} added + ${known} known + ${refused.length} refused`,
        ...shown,
        ...(rest > 0 ? [`  and ${plural(rest, 'more refused row')}`] : []),
      ].join('\n');
    })
    .join('\n');
}

export function hasRefusedRows(results: readonly DocumentsAdded[]): boolean {
  return results.some(({ refused }) => refused.length > 0);
}

/** The machine-readable answer of an ingest; lists stand in it only where there was one. */
export function withDocuments(answer: unknown, listed: readonly DocumentsAdded[]): unknown {
  return listed.length === 0 ? answer : Object.assign({}, answer, { documents: listed });
}

/** What cannot be opened is no list: reading it as claims will say why. */
async function startOf(file: IntakeFile): Promise<string> {
  let start = '';
  try {
    for await (const chunk of file.open()) {
      start += Buffer.from(chunk).toString('latin1');
      if (start.length >= START_BYTES) break;
    }
  } catch {
    return '';
  }
  return start.slice(0, START_BYTES);
}

async function textOf(file: IntakeFile): Promise<string> {
  if ((file.bytes ?? 0) > LARGEST_BYTES)
    throw new UsageError(`${file.name} is too large for a list`);
  const chunks: Uint8Array[] = [];
  for await (const chunk of file.open()) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
}
