// What became of one part of a received file: where the next one begins, and which batches wait to
// be posted. Written once, before any message about it is sent: whoever does the part again, for
// whatever reason, finds it and sends the same messages.

import * as z from 'zod';
import type { ObjectStore } from '../../ports/object-store.js';
import type { IngestSummary } from '../ingest-summary.js';
import { readJson } from '../read-json.js';
import type { RemittancePlace } from './remittance-place.js';

const STRETCH = z.strictObject({ from: z.int(), to: z.int() });
const CENTS = z.int().nullable();

const PLACE = z.strictObject({
  byteOffset: z.int(),
  segments: z.int(),
  told: z.array(z.string()),
  toldSets: z.array(z.string()),
  envelope: z.strictObject({
    interchange: z.int(),
    transaction: z.string().nullable(),
    header: STRETCH,
    group: STRETCH,
    payment: STRETCH,
    loop: z.array(STRETCH),
    groups: z.int(),
    sets: z.int(),
    firstSegment: z.int(),
    amountCents: CENTS,
    claimsCents: CENTS,
    adjustedCents: CENTS,
  }),
});

const COUNT = z.strictObject({ claims: z.int(), lines: z.int(), chargeCents: z.int() });

const RECORD = z.strictObject({
  format: z.literal(1),
  file: z.strictObject({ key: z.string(), etag: z.string() }),
  bytes: z.int(),
  /** Null: the file is read to its end. */
  next: PLACE.nullable(),
  batches: z.array(z.string()),
  read: COUNT,
  /** Of what was read: what goes on to the ledger is the rest. */
  setAside: z.strictObject({ out_of_scope: COUNT, test_refused: COUNT, quarantined: COUNT }),
  /** Of a list of documents, which has no claims. */
  documents: z
    .strictObject({ rows: z.int(), added: z.int(), known: z.int(), refused: z.int() })
    .optional(),
  messages: z.array(
    z.strictObject({ severity: z.string(), reason: z.string(), message: z.string(), at: z.int() }),
  ),
});

export type PartRecord = Omit<Readonly<z.infer<typeof RECORD>>, 'next'> & {
  readonly next: RemittancePlace | null;
};

export function partRecord(
  read: Pick<PartRecord, 'file' | 'bytes' | 'next' | 'batches'>,
  summary: IngestSummary,
): PartRecord {
  const { out_of_scope, test_refused, quarantined } = summary.fates;
  return {
    format: 1,
    ...read,
    read: summary.read,
    setAside: { out_of_scope, test_refused, quarantined },
    messages: summary.messages.map(({ severity, reason, message, position }) => {
      return { severity, reason, message, at: position.byteOffset };
    }),
  };
}

export function readPartRecord(objects: ObjectStore, key: string): Promise<PartRecord | null> {
  return readJson(objects, key, RECORD);
}

/** The record that stands: somebody else's, when they were first. */
export async function keepPartRecord(
  objects: ObjectStore,
  key: string,
  record: PartRecord,
): Promise<PartRecord> {
  const body = Buffer.from(JSON.stringify(record));
  const { kind } = await objects.put(key, body, { ifAbsent: true });
  if (kind === 'stored') return record;
  return (await readPartRecord(objects, key)) ?? record;
}
