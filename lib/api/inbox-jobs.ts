// Files that people sent to the inbox, followed from the notes that the API keeps of them: how far
// the receiving door has come stands in the records of its parts, and what is not posted yet is
// staged. Only two days are looked at: what came before is in, or an alarm has said so.

import * as z from 'zod';
import { readPartRecord, type PartRecord } from '../pipeline/receive/part-record.js';
import { fileIdOf, fileNameOf, partRecordKey } from '../pipeline/receive/received-place.js';
import type { ObjectStore } from '../ports/object-store.js';
import { readJson } from '../pipeline/read-json.js';
import type { IngestJob } from './contract/ingest.js';

const NOTE = z.strictObject({
  uploadId: z.string(),
  key: z.string(),
  etag: z.string(),
  bytes: z.int(),
  at: z.string(),
});

export type UploadNote = Readonly<z.infer<typeof NOTE>>;

const DAY_MS = 86_400_000;
const JOBS_SHOWN = 20;
const MESSAGES_SHOWN = 200;
const DONE_KEPT = 1_000;

/** Where a file lies that was let in: named by us, and nothing that a person wrote is in it. */
export function inboxKey(tenantId: string, uploadId: string): string {
  return `tenant=${tenantId}/incoming/${uploadId.replace('.', '/')}`;
}

/** Written once; who says it a second time changes nothing. */
export async function keepUploadNote(
  objects: ObjectStore,
  tenantId: string,
  note: UploadNote,
): Promise<IngestJob> {
  const body = Buffer.from(JSON.stringify(note));
  await objects.put(`${notesOf(tenantId, note.uploadId.slice(0, 10))}${note.uploadId}.json`, body, {
    ifAbsent: true,
  });
  return jobOf(note, { state: 'waiting' });
}

export interface InboxJobs {
  /** Newest first. */
  list(tenantId: string, now: string): Promise<readonly IngestJob[]>;
}

export function openInboxJobs(objects: ObjectStore): InboxJobs {
  /** What is in stays in: it need not be looked at again. */
  const done = new Map<string, IngestJob>();
  return {
    async list(tenantId, now) {
      const keys: string[] = [];
      for (const before of [0, 1]) {
        const day = new Date(Date.parse(now) - before * DAY_MS).toISOString().slice(0, 10);
        keys.push(...(await objects.list(notesOf(tenantId, day))));
      }
      const jobs: IngestJob[] = [];
      for (const key of keys) {
        const job = done.get(key) ?? (await follow(objects, tenantId, key));
        if (job === null) continue;
        jobs.push(job);
        if (job.state === 'done' && done.size < DONE_KEPT) done.set(key, job);
      }
      return jobs
        .sort((one, other) => (one.receivedAt < other.receivedAt ? 1 : -1))
        .slice(0, JOBS_SHOWN);
    },
  };
}

async function follow(
  objects: ObjectStore,
  tenantId: string,
  key: string,
): Promise<IngestJob | null> {
  const note: UploadNote | null = await readJson(objects, key, NOTE);
  if (note === null) return null;
  const fileId = fileIdOf(note);
  const parts: PartRecord[] = [];
  for (const name of await objects.list(partsOf(tenantId, fileId))) {
    const part = await readPartRecord(objects, name);
    if (part !== null) parts.push(part);
  }
  const last = parts.at(-1);
  if (last === undefined) return jobOf(note, { state: 'waiting' });
  if (last.next !== null) {
    return jobOf(note, { state: 'reading', bytesRead: Math.min(note.bytes, last.next.byteOffset) });
  }
  const isPosted = (await objects.list(`tenant=${tenantId}/staged/${fileId}/`)).length === 0;
  return jobOf(note, {
    state: isPosted ? 'done' : 'reading',
    bytesRead: note.bytes,
    summary: isPosted ? summaryOf(parts) : null,
  });
}

/** What went on to the ledger is told by the ledger itself; a second copy is counted there. */
function summaryOf(parts: readonly PartRecord[]): IngestJob['summary'] {
  const total = (of: (part: PartRecord) => Count): Count =>
    parts.map(of).reduce(add, { claims: 0, lines: 0, chargeCents: 0 });
  const fates = ['out_of_scope', 'test_refused', 'quarantined'] as const;
  const aside = fates.map((fate) => ({ fate, ...total(({ setAside }) => setAside[fate]) }));
  const posted = aside.reduce(
    subtract,
    total(({ read }) => read),
  );
  const messages = parts.flatMap((part) => part.messages);
  const [documents] = parts.flatMap((part) => part.documents ?? []);
  return {
    // Nothing that was read is still on its way, and nothing is both aside and posted.
    isBalanced: posted.claims >= 0 && posted.lines >= 0,
    isReadWhole: !messages.some(({ severity }) => severity === 'refused'),
    rows: [{ fate: 'posted', ...posted }, ...aside].filter(({ claims }) => claims > 0),
    messages: messages.slice(0, MESSAGES_SHOWN).map(({ severity, reason, message, at }) => {
      return { severity, reason, message, place: `byte ${at}` };
    }),
    payersToConfirm: [],
    ...(documents === undefined ? {} : { documents }),
  };
}

interface Count {
  readonly claims: number;
  readonly lines: number;
  readonly chargeCents: number;
}

function add(left: Count, right: Count): Count {
  return {
    claims: left.claims + right.claims,
    lines: left.lines + right.lines,
    chargeCents: left.chargeCents + right.chargeCents,
  };
}

function subtract(left: Count, { claims, lines, chargeCents }: Count): Count {
  return add(left, { claims: -claims, lines: -lines, chargeCents: -chargeCents });
}

function jobOf(
  { uploadId, key, bytes, at }: UploadNote,
  found: Pick<IngestJob, 'state'> & Partial<Pick<IngestJob, 'bytesRead' | 'summary'>>,
): IngestJob {
  const { state, bytesRead = 0, summary = null } = found;
  const name = fileNameOf(key);
  return { jobId: uploadId, name, state, receivedAt: at, bytes, bytesRead, summary, failure: null };
}

function notesOf(tenantId: string, day: string): string {
  return `tenant=${tenantId}/uploads/${day}/`;
}

function partsOf(tenantId: string, fileId: string): string {
  return partRecordKey(tenantId, fileId, 0).replace(/part-\d+\.json$/, '');
}
