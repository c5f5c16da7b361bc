// How Athena finds the objects of the lake: the partition keys of each table and the folder that
// their values name. The catalogue's table definitions and the text that binds a query to one
// snapshot are both made from it, so that neither can ask for a folder that the other lacks.

import type { LakeTableName } from '../lake/lake-schema.js';

export interface LakePartitions {
  /** Values that only a query can name; it must, else Athena refuses it (injected projection). */
  readonly injected: readonly ('tenant_id' | 'snapshot_id')[];
  /** Folder of one service year under the bucket, with `${key}` where a partition's value goes. */
  readonly folder: string;
}

/**
 * The judged lines belong to a snapshot by their folder. The log lies beside the snapshots and only
 * ever grows: a snapshot names its objects one by one (lib/pipeline/lake/manifest.ts).
 */
export const LAKE_PARTITIONS: Readonly<Record<LakeTableName, LakePartitions>> = {
  ledger_lines: {
    injected: ['tenant_id', 'snapshot_id'],
    folder:
      'tenant=${tenant_id}/lake/snapshot=${snapshot_id}/ledger_lines/service_year=${service_year}/',
  },
  claim_lines: {
    injected: ['tenant_id'],
    folder: 'tenant=${tenant_id}/lake/claim_lines/service_year=${service_year}/',
  },
};

/** Outside it Athena answers with no rows and no error, so a query asks for known years only. */
export const SERVICE_YEAR_RANGE = { first: 1990, last: 2099 } as const;
