// What doors tell each other through queues: keys of objects and documents. The tenant is the
// folder in the key, which only the door that owns the folder could have written.

import * as z from 'zod';
import { tenantOfKey } from '../../lib/pipeline/receive/received-place.js';
import { MessageError } from './queue-door.js';

const KEY = z.string().min(1).max(1_024);

/** As EventBridge passes it on: keys are not encoded, and the ETag is without quotes. */
const FILE_CREATED = z.object({
  source: z.literal('aws.s3'),
  detail: z.object({
    object: z.object({ key: KEY, etag: z.string().min(1), size: z.int().optional() }),
  }),
});

/** A large file: its next part begins where the part of this record ended. */
const READ_ON = z.strictObject({ kind: z.literal('read_on'), record: KEY });
/** A packed file that is not unpacked yet. */
const UNPACK_ON = z.strictObject({
  kind: z.literal('unpack_on'),
  file: z.strictObject({ key: KEY, etag: z.string() }),
});

export const RECEIVE_MESSAGE = z.union([FILE_CREATED, READ_ON, UNPACK_ON]);

export const POST_MESSAGE = z.strictObject({ kind: z.literal('post_batch'), key: KEY });

export const CHANGED_DOCUMENT = z.strictObject({
  kind: z.literal('changed_document'),
  tenantId: z.string(),
  token: z.string(),
  year: z.int(),
});

/** What waits in a tenant's alerts may be due. */
export const DELIVER_DUE = z.strictObject({ kind: z.literal('deliver_due'), tenantId: z.string() });

/** A test event to one endpoint, under a name by which the log of deliveries tells of it. */
export const TEST_ENDPOINT = z.strictObject({
  kind: z.literal('test_endpoint'),
  tenantId: z.string(),
  endpointId: z.string(),
  testId: z.string(),
});

export type ReceiveMessage = z.infer<typeof READ_ON> | z.infer<typeof UNPACK_ON>;
export type PostMessage = z.infer<typeof POST_MESSAGE>;
export type ChangedDocument = z.infer<typeof CHANGED_DOCUMENT>;
export type DeliverDue = z.infer<typeof DELIVER_DUE>;
export type TestEndpoint = z.infer<typeof TEST_ENDPOINT>;

/** Throws MessageError where a key names no tenant. */
export function tenantOf(key: string): string {
  const tenantId = tenantOfKey(key);
  if (tenantId === null) throw new MessageError();
  return tenantId;
}
