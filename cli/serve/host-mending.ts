// A mended claim into the workspace of the dashboard: in its turn, logged and committed as an
// ingest does it, then published with the pages that show it.

import { acceptMended, type MendedClaim } from '../../lib/pipeline/quarantine/accept-mended.js';
import type { IngestSummary } from '../../lib/pipeline/ingest-summary.js';
import { openCommitLog } from '../lake.js';
import type { Session } from '../session.js';
import type { TurnQueue } from './turn-queue.js';

export interface MendingHost {
  readonly turns: TurnQueue;
  readonly current: () => Promise<Session>;
  readonly rebuild: (session: Session) => Promise<unknown>;
}

export function hostMending({ turns, current, rebuild }: MendingHost) {
  return (_tenantId: string, mended: MendedClaim): Promise<IngestSummary> =>
    turns.run(async () => {
      const session = await current();
      const log = openCommitLog(session);
      const summary = await acceptMended(session.tools, mended, { log });
      await rebuild(session);
      return summary;
    });
}
