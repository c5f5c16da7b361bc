// Which document a record of the table's stream is about, told from its key alone (the stream
// carries keys only).

import { assertTenantId } from './aws-key-part.js';
import { placeOfPartition, shardPartition } from './dynamodb-ledger-keys.js';

export interface ChangedYear {
  readonly tenantId: string;
  readonly token: string;
  readonly year: number;
}

/** Null for anything but a year document. */
export function changedYear(pk: string | undefined, sk: string | undefined): ChangedYear | null {
  if (pk === undefined || sk === undefined) return null;
  const [tenantId = '', kind] = pk.split('#');
  if (kind !== 'year') return null;
  const { year, shard } = placeOfPartition(pk);
  assertTenantId(tenantId);
  return shardPartition(tenantId, year, shard) === pk ? { tenantId, token: sk, year } : null;
}
