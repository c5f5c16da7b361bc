// Files dropped into the dashboard: received into the workspace, read in turn (claims, or a list
// of documents, told by content), published, and gone again. What became of each is kept for as
// long as the process runs.

import { randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, open, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { IngestActions, ReceivedFile } from '../../lib/api/api-ports.js';
import type { IngestJob } from '../../lib/api/contract/ingest.js';
import { INGEST_FATES, isBalanced, type IngestSummary } from '../../lib/pipeline/ingest-summary.js';
import type { DocumentsAdded } from '../../lib/pipeline/documents/add-documents.js';
import { ingestFiles } from '../commands/ingest.js';
import { ingestDocuments, sortFiles } from '../documents.js';
import { isReadWhole, placeText } from '../ingest-report.js';
import type { Session } from '../session.js';
import type { TurnQueue } from './turn-queue.js';

export interface IngestQueueOptions {
  readonly turns: TurnQueue;
  current(): Promise<Session>;
  rebuild(session: Session): Promise<unknown>;
}

const READ_BYTES = 256 * 1024;
const JOBS_KEPT = 100;
const MESSAGES_SHOWN = 200;

export function createIngestQueue(options: IngestQueueOptions): IngestActions {
  const jobs = new Map<string, IngestJob>();
  const change = (jobId: string, facts: Partial<IngestJob>): void => {
    const job = jobs.get(jobId);
    if (job !== undefined) jobs.set(jobId, { ...job, ...facts });
  };
  return {
    async receive(file) {
      const session = await options.current();
      const jobId = randomUUID();
      const received = await store(session, jobId, file);
      if (received === null) return { kind: 'too_large' };
      const job: IngestJob = {
        jobId,
        name: file.name,
        state: 'waiting',
        receivedAt: session.clock.now(),
        bytes: received.bytes,
        bytesRead: 0,
        summary: null,
        failure: null,
      };
      jobs.set(jobId, job);
      const [oldest] = jobs.keys();
      if (jobs.size > JOBS_KEPT && oldest !== undefined) jobs.delete(oldest);
      void options.turns
        .run(() => work(options, { ...received, job, file, change }))
        .catch(() => change(jobId, { state: 'failed', failure: FAILED }));
      return job;
    },
    jobs: () => Promise.resolve([...jobs.values()].reverse()),
  };
}

const FAILED = 'The file could not be brought in; nothing of it counts. Try it again.';

interface Work {
  readonly path: string;
  readonly bytes: number;
  readonly job: IngestJob;
  readonly file: ReceivedFile;
  readonly change: (jobId: string, facts: Partial<IngestJob>) => void;
}

async function work(
  options: IngestQueueOptions,
  { path, bytes, job, file, change }: Work,
): Promise<void> {
  const { jobId } = job;
  try {
    const session = await options.current();
    change(jobId, { state: 'reading' });
    const source = {
      name: file.name,
      bytes,
      open: () => counted(path, (read) => change(jobId, { bytesRead: read })),
    };
    const { claims, documents } = await sortFiles([source]);
    const [list] = await ingestDocuments(session, documents);
    const summary =
      list === undefined
        ? presented(
            await ingestFiles(session, claims, { includeTest: file.includeTest, publish: true }),
          )
        : presentedList(list);
    change(jobId, { state: 'publishing', summary, bytesRead: bytes });
    await options.rebuild(session);
    change(jobId, { state: 'done' });
  } finally {
    await rm(path, { force: true });
  }
}

/** Null where the file is larger than may be sent; what was written of it is gone then. */
async function store(
  { workspace }: Session,
  jobId: string,
  { body, maxBytes }: ReceivedFile,
): Promise<{ readonly path: string; readonly bytes: number } | null> {
  const folder = join(workspace.directory, 'inbox');
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const path = join(folder, jobId);
  const handle = await open(path, 'wx', 0o600);
  let bytes = 0;
  let isWhole = false;
  try {
    for await (const chunk of body) {
      bytes += chunk.byteLength;
      if (bytes > maxBytes) return null;
      await handle.write(chunk);
    }
    isWhole = true;
    return { path, bytes };
  } finally {
    await handle.close();
    if (!isWhole) await rm(path, { force: true });
  }
}

async function* counted(path: string, onRead: (bytes: number) => void): AsyncGenerator<Uint8Array> {
  let bytes = 0;
  const stream: AsyncIterable<Uint8Array> = createReadStream(path, { highWaterMark: READ_BYTES });
  for await (const chunk of stream) {
    bytes += chunk.byteLength;
    onRead(bytes);
    yield chunk;
  }
}

/** Field by field: what a message carries besides is not for screens (DESIGN 4, PHI). */
function presented(summary: IngestSummary): IngestJob['summary'] {
  return {
    isBalanced: isBalanced(summary),
    isReadWhole: isReadWhole(summary),
    rows: INGEST_FATES.filter((fate) => summary.fates[fate].claims > 0).map((fate) => {
      const { claims, lines, chargeCents } = summary.fates[fate];
      return { fate, claims, lines, chargeCents };
    }),
    messages: summary.messages
      .slice(0, MESSAGES_SHOWN)
      .map(({ severity, reason, message, position }) => {
        return { severity, reason, message, place: placeText(position) };
      }),
    payersToConfirm: [...summary.payersToConfirm.values()].map(({ payerId, claims }) => {
      return { payerId, claims };
    }),
  };
}

/** Every row of a list of documents is accounted for; a refused one by its place and field. */
function presentedList({ rows, added, known, refused }: DocumentsAdded): IngestJob['summary'] {
  return {
    isBalanced: rows === added + known + refused.length,
    isReadWhole: refused.length === 0,
    rows: [],
    messages: refused.slice(0, MESSAGES_SHOWN).map(({ row, field, reason }) => ({
      severity: 'refused',
      reason: 'DOCUMENT_ROW_REFUSED',
      message: `${field}: ${reason}`,
      place: `row ${row}`,
    })),
    payersToConfirm: [],
    documents: { rows, added, known, refused: refused.length },
  };
}
