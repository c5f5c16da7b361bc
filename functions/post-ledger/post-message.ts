// One message of the queue of ledger batches: posts the batch whose key it holds.

import type { Door } from '../common/door.js';
import { POST_MESSAGE, tenantOf } from '../common/messages.js';
import { parseMessage } from '../common/queue-door.js';
import { openIntakeTools, type ReceiverStores } from '../common/receiver-stores.js';
import { openParquetTable } from '../../lib/adapters/common/lake/parquet-table-writer.js';
import { postBatch } from '../../lib/pipeline/receive/post-batch.js';

export interface PostHost {
  readonly stores: (tenantId: string) => ReceiverStores;
}

export async function postMessage(host: PostHost, door: Door, body: string): Promise<void> {
  const { key } = parseMessage(POST_MESSAGE, body);
  const tenantId = tenantOf(key);
  const stores = host.stores(tenantId);
  const { tools, decisions } = await openIntakeTools(tenantId, stores);
  const target = { tools, objects: stores.objects, openTable: openParquetTable };
  const summary = await postBatch({ ...target, restatement: decisions.length }, key);
  const { current, superseded, quarantined } = summary?.fates ?? {};
  const count = (current?.claims ?? 0) + (superseded?.claims ?? 0);
  door.count('claimsPosted', count);
  if (quarantined !== undefined && quarantined.claims > 0) {
    door.count('quarantined', quarantined.claims);
  }
  const reason = summary === null ? 'posted_before' : 'posted';
  door.logger.info('posted', { step: 'post', tenantId, reason, count });
}
