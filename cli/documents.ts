// Lists of documents among the files that a command is given: told by content, read whole (a list
// is small), added to the workspace. Claim files are handed back untouched.

import { isDocumentList, LIST_START_BYTES } from '../lib/intake/documents/read-documents.js';
import { UnpackError, unpackInput } from '../lib/intake/x12/unpack-input.js';
import type { DocumentsAdded } from '../lib/pipeline/documents/add-documents.js';
import {
  DAMAGED_LIST,
  refuseDocumentList,
  takeDocumentList,
  type DocumentTools,
} from '../lib/pipeline/documents/take-document-list.js';
import type { IntakeFile } from './intake-files.js';
import { TENANT_ID, type Session } from './session.js';
import { plural } from './terminal.js';
import { UsageError } from './usage-error.js';

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
  const place = { ...tools, tenantId: TENANT_ID, objects: workspace.objects };
  const results: (DocumentsAdded & { readonly file: string })[] = [];
  for (const file of files) {
    const text = await textOf(file);
    const taken =
      text === null
        ? await refuseDamaged(place, file)
        : await takeDocumentList(place, { file: file.name, text });
    results.push({ file: file.name, ...taken });
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
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  try {
    for await (const chunk of unpackInput(file.open())) {
      chunks.push(chunk);
      bytes += chunk.byteLength;
      if (bytes >= LIST_START_BYTES) break;
    }
  } catch {
    return '';
  }
  return new TextDecoder().decode(Buffer.concat(chunks).subarray(0, LIST_START_BYTES));
}

/** Null when the packed file is damaged: its last row might be half a row. */
async function textOf(file: IntakeFile): Promise<string | null> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  try {
    for await (const chunk of unpackInput(file.open())) {
      chunks.push(chunk);
      bytes += chunk.byteLength;
      if (bytes > LARGEST_BYTES) throw new UsageError(`${file.name} is too large for a list`);
    }
  } catch (error) {
    if (error instanceof UnpackError) return null;
    throw error;
  }
  return new TextDecoder().decode(Buffer.concat(chunks));
}

async function refuseDamaged(tools: DocumentTools, file: IntakeFile): Promise<DocumentsAdded> {
  await refuseDocumentList(tools, { file: file.name, ...DAMAGED_LIST });
  const refused = [{ row: 1, field: 'row', reason: DAMAGED_LIST.message }];
  return { rows: 1, added: 0, known: 0, refused };
}
