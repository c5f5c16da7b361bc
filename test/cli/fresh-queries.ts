// Queries over a snapshot of a workspace, asked anew beside everything that a command has computed.

import { withLake } from '../../cli/lake.js';
import { openSession, TENANT_ID } from '../../cli/session.js';
import type { QueryRow } from '../../lib/ports/query-engine.js';

export interface FreshQueries {
  run(
    name: string,
    parameters: Readonly<Record<string, string | number>>,
  ): Promise<readonly QueryRow[]>;
  close(): Promise<void>;
}

export async function freshQueries(
  workspace: { readonly data: string; readonly keyFile: string },
  snapshotId: string,
): Promise<FreshQueries> {
  const session = await openSession(workspace);
  return {
    run: (name, parameters) =>
      withLake(session, ({ queries: { engine, query } }) =>
        engine.run(query(name), { tenantId: TENANT_ID, snapshotId, parameters }),
      ),
    close: () => session.close(),
  };
}
