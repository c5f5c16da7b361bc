// A claim that a person mended in quarantine, posted within the request: one claim, by the step and
// under the checks of every other. Lake and pages show it with the next publish, as they do claims
// of a file.

import { openParquetTable } from '../../lib/adapters/common/lake/parquet-table-writer.js';
import type { ApiActions } from '../../lib/api/api-ports.js';
import { postMended } from '../../lib/pipeline/receive/post-mended.js';
import { openIntakeTools } from '../common/receiver-stores.js';
import type { ActionTools } from './action-tools.js';

export function mendedClaims({
  tenantId,
  stores,
}: Pick<ActionTools, 'tenantId' | 'stores'>): NonNullable<ApiActions['acceptMended']> {
  return async (_tenantId, mended) => {
    const { tools, decisions } = await openIntakeTools(tenantId, stores);
    const vault = await stores.openVault();
    const { objects } = stores;
    const restatement = decisions.length;
    return postMended({ tools, objects, openTable: openParquetTable, restatement, vault }, mended);
  };
}
