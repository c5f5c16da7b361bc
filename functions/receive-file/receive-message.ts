// One message of the queue of received files: reads a part of the file, then tells the ledger's
// door of its batches and, if the file goes on, its own.

import type { Door } from '../common/door.js';
import {
  RECEIVE_MESSAGE,
  tenantOf,
  type PostMessage,
  type ReceiveMessage,
} from '../common/messages.js';
import { parseMessage } from '../common/queue-door.js';
import { openIntakeTools, type ReceiverStores } from '../common/receiver-stores.js';
import { intakeSettingsOf } from '../../lib/pipeline/receive/intake-settings.js';
import { readPartRecord, type PartRecord } from '../../lib/pipeline/receive/part-record.js';
import { receivePart, type ReceiveTask } from '../../lib/pipeline/receive/receive-part.js';
import type { IdentityVault } from '../../lib/ports/identity-vault.js';
import type { MessageQueue } from '../../lib/ports/message-queue.js';
import type { ObjectStore } from '../../lib/ports/object-store.js';
import type { ReceivedFiles } from '../../lib/ports/received-files.js';
import { rememberReceived } from './remember-received.js';

export interface ReceiveHost {
  readonly stores: (tenantId: string) => ReceivingStores;
  /** The queue of this door. */
  readonly goOn: MessageQueue;
  readonly ledgerBatches: MessageQueue;
}

export interface ReceivingStores extends ReceiverStores {
  readonly files: ReceivedFiles;
  /** Null where the tenant keeps no vault. */
  readonly openVault: () => Promise<Pick<IdentityVault, 'remember'> | null>;
}

type Message = ReturnType<typeof RECEIVE_MESSAGE.parse>;

export async function receiveMessage(
  host: ReceiveHost,
  door: Door,
  { body, isTimeUp }: { readonly body: string; readonly isTimeUp: () => boolean },
): Promise<void> {
  const message = parseMessage(RECEIVE_MESSAGE, body);
  const tenantId = tenantOf(keyOf(message));
  const stores = host.stores(tenantId);
  const task = await taskOf(message, stores.objects);
  // A folder that somebody made by hand.
  if (task === null || task.file.key.endsWith('/')) return;
  const { tools, decisions } = await openIntakeTools(tenantId, stores);
  const { files, objects, sealed: unpacked } = stores;
  // Asked for anew: a vault that was made a minute ago counts.
  const vault = await stores.openVault();
  const kept = vault === null ? { tools, objects } : rememberReceived({ tools, objects }, vault);
  const { includeTest } = intakeSettingsOf(decisions);
  const done = await receivePart({ ...kept, files, unpacked, isTimeUp, includeTest }, task);
  if (done.kind === 'unpacking') return send(host.goOn, [{ kind: 'unpack_on', file: task.file }]);
  const { record } = done;
  await send(
    host.ledgerBatches,
    record.batches.map((key): PostMessage => ({ kind: 'post_batch', key })),
  );
  if (record.next !== null) await send(host.goOn, [{ kind: 'read_on', record: done.key }]);
  tell(door, tenantId, record);
}

function keyOf(message: Message): string {
  if ('detail' in message) return message.detail.object.key;
  return message.kind === 'read_on' ? message.record : message.file.key;
}

/** Null when the file was read to its end. */
async function taskOf(message: Message, objects: ObjectStore): Promise<ReceiveTask | null> {
  if ('detail' in message) {
    const { key, etag } = message.detail.object;
    return { file: { key, etag }, from: null };
  }
  if (message.kind === 'unpack_on') return { file: message.file, from: null };
  const record = await readPartRecord(objects, message.record);
  if (record === null) throw new Error('the record of the part before is missing');
  return record.next === null ? null : { file: record.file, from: record.next };
}

function send(queue: MessageQueue, messages: readonly (PostMessage | ReceiveMessage)[]) {
  return queue.send(messages.map((message) => ({ body: JSON.stringify(message) })));
}

function tell(door: Door, tenantId: string, record: PartRecord): void {
  const { read, setAside, next, documents } = record;
  if (documents !== undefined) {
    const about = { reason: 'documents_read', count: documents.rows };
    door.logger.info('received', { step: 'receive', tenantId, ...about });
    return;
  }
  door.count('linesRead', read.lines);
  if (setAside.quarantined.claims > 0) door.count('quarantined', setAside.quarantined.claims);
  const reason = next === null ? 'file_read' : 'part_read';
  door.logger.info('received', { step: 'receive', tenantId, reason, count: read.claims });
}
