// Reads one part of a received file into batches for the ledger: as much as there is time for.
// What it leaves behind (batches, then the record of the part) makes doing it again harmless, and
// killing it anywhere cost no more than the part.

import type { IntakeEvent } from '../../intake/intake-claim.js';
import { isGzip } from '../../intake/x12/unpack-input.js';
import type { ObjectStore } from '../../ports/object-store.js';
import type { ReceivedFile, ReceivedFileRef, ReceivedFiles } from '../../ports/received-files.js';
import { spoolClaims, type IntakeTools, type MarksByToken } from '../ingest-claims.js';
import { newIngestSummary } from '../ingest-summary.js';
import { createMemoryClaimSpool } from './memory-claim-spool.js';
import { keepPartRecord, partRecord, readPartRecord, type PartRecord } from './part-record.js';
import { readRemittancePart, type PartEnd } from './read-remittance-part.js';
import { beginsDocumentList, receiveDocuments } from './receive-documents.js';
import { fileIdOf, fileNameOf, partRecordKey, unpackedPrefix } from './received-place.js';
import type { RemittancePlace } from './remittance-place.js';
import { stageClaims } from './staged-batch.js';
import { removeUnpacked, unpackFile } from './unpack-file.js';

export interface ReceiveTarget {
  readonly tools: IntakeTools;
  readonly files: ReceivedFiles;
  /** Keeps what knows beneficiaries by token. */
  readonly objects: ObjectStore;
  /** Keeps what still names people. */
  readonly unpacked: ObjectStore;
  readonly isTimeUp: () => boolean;
  /** Reads interchanges marked as a test instead of refusing them (receive/intake-settings.ts). */
  readonly includeTest?: boolean;
  /** Lines held at once; default: what fits a small function. */
  readonly maxLines?: number;
}

export interface ReceiveTask {
  readonly file: ReceivedFileRef;
  readonly from: RemittancePlace | null;
}

export type ReceiveResult =
  | { readonly kind: 'read'; readonly key: string; readonly record: PartRecord }
  /** Time was up while the file was being unpacked: the same task again. */
  | { readonly kind: 'unpacking' };

const MAX_LINES = 60_000;

export async function receivePart(
  target: ReceiveTarget,
  task: ReceiveTask,
): Promise<ReceiveResult> {
  const { tenantId } = target.tools;
  const fileId = fileIdOf(task.file);
  const key = partRecordKey(tenantId, fileId, task.from?.byteOffset ?? 0);
  const known = await readPartRecord(target.objects, key);
  const opened = known === null ? await openFile(target, task, fileId) : null;
  if (opened === 'unpacking') return { kind: 'unpacking' };
  const record = known ?? (await readNew(target, task, { fileId, key, opened }));
  if (record.next === null) {
    await removeUnpacked(target.unpacked, unpackedPrefix(tenantId, fileId));
  }
  return { kind: 'read', key, record };
}

interface OpenedFile {
  readonly file: ReceivedFile;
  readonly isDamaged: boolean;
}

/** Null when the content that was announced is not there any more. */
async function openFile(
  { files, unpacked, isTimeUp, tools }: ReceiveTarget,
  task: ReceiveTask,
  fileId: string,
): Promise<OpenedFile | 'unpacking' | null> {
  const file = await files.open(task.file);
  if (file === null) return null;
  if (!isGzip(await beginning(file))) return { file, isDamaged: false };
  const prefix = unpackedPrefix(tools.tenantId, fileId);
  return (await unpackFile(file, { objects: unpacked, prefix, isTimeUp })) ?? 'unpacking';
}

async function beginning(file: ReceivedFile): Promise<Uint8Array> {
  for await (const bytes of file.read(0, Math.min(2, file.bytes))) return bytes;
  return new Uint8Array(0);
}

interface PartPlace {
  readonly fileId: string;
  readonly key: string;
  readonly opened: OpenedFile | null;
}

async function readNew(
  target: ReceiveTarget,
  task: ReceiveTask,
  place: PartPlace,
): Promise<PartRecord> {
  const { tools, objects } = target;
  const { opened } = place;
  const isList = task.from === null && opened !== null && (await beginsDocumentList(opened.file));
  if (!isList) return readPart(target, task, place);
  const record = await receiveDocuments({ ...tools, objects }, { ref: task.file, ...opened });
  return keepPartRecord(objects, place.key, record);
}

async function readPart(
  target: ReceiveTarget,
  task: ReceiveTask,
  place: PartPlace,
): Promise<PartRecord> {
  const { tools, objects, maxLines = MAX_LINES, includeTest = false } = target;
  const summary = newIngestSummary();
  const marks: MarksByToken = new Map();
  const spool = createMemoryClaimSpool();
  const end: PartEnd = { next: null, bytes: 0 };
  const name = fileNameOf(task.file.key);
  const events =
    place.opened === null
      ? goneFile(name)
      : readRemittancePart(
          {
            ...place.opened,
            from: task.from,
            options: {
              file: name,
              includeTest,
              contractorPart: (payerId) =>
                tools.context.reference.contractors.get(payerId)?.part ?? null,
            },
            isTimeUp: () => spool.lines >= maxLines || target.isTimeUp(),
          },
          end,
        );
  await spoolClaims(tools, events, { spool, marks, summary });
  const { tenantId } = tools;
  const folder = { tenantId, objects, folder: place.fileId };
  const batches = await stageClaims(folder, { claims: spool.claims, marks });
  const { next, bytes } = end;
  const record = partRecord({ file: task.file, bytes, next, batches: [...batches] }, summary);
  return keepPartRecord(objects, place.key, record);
}

/** Accounted for like any other file that could not be read. */
async function* goneFile(file: string): AsyncGenerator<readonly IntakeEvent[]> {
  const position = { file, interchange: 0, transaction: null, segment: 0, byteOffset: 0 };
  const message = 'the file was removed or replaced before it was read';
  yield [{ kind: 'file_refused', reason: 'FILE_REPLACED', message, position }];
}
