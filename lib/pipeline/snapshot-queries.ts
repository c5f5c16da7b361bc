// What every reader of the lake needs: the engine, the query files, and the one snapshot to which
// all its questions are bound.

import type { NamedQuery, QueryEngine, QueryRow } from '../ports/query-engine.js';

export interface SnapshotQueries {
  readonly engine: QueryEngine;
  /** A query file by name. */
  readonly query: (name: string) => NamedQuery;
  readonly tenantId: string;
  readonly snapshotId: string;
}

/** Asks a query file by its name. */
export function askSnapshot(
  from: SnapshotQueries,
  name: string,
  parameters: Readonly<Record<string, string | number>>,
): Promise<readonly QueryRow[]> {
  return from.engine.run(from.query(name), {
    tenantId: from.tenantId,
    snapshotId: from.snapshotId,
    parameters,
  });
}
