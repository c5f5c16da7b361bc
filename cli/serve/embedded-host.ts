// The embedded host of the API: one open workspace under its rules as they stand, pages built after
// each change, and the actions that only this host can do.

import type { ApiPorts, PartLines, PartLinesWanted } from '../../lib/api/api-ports.js';
import { openReference, openReviewReference } from '../../lib/adapters/common/open-reference.js';
import { expiringSoon } from '../../lib/adapters/common/reference-expiry.js';
import { presentReference } from '../../lib/api/present-reference.js';
import { StderrLogger } from '../../lib/adapters/embedded/stderr-logger.js';
import { caseClocks } from '../../lib/pipeline/cases/case-clocks.js';
import { linesOfPart } from '../../lib/pipeline/measures/lines-of-part.js';
import type { PageSet } from '../../lib/pipeline/pages/page-store.js';
import { pagesOfSnapshot } from '../../lib/pipeline/pages-of-snapshot.js';
import { refoldLedger } from '../../lib/pipeline/refold-ledger.js';
import { settingsVersion, tenantRules } from '../../lib/pipeline/tenant-rules.js';
import { withLake } from '../lake.js';
import { deliverOrNote } from '../commands/alerts-tools.js';
import { finishRestatements } from '../restatement.js';
import { openRun } from '../score-session.js';
import { TENANT_ID, type Session } from '../session.js';
import { enterAmount } from './enter-amount.js';
import { listAlerts, redriveAlerts } from './host-alerts.js';
import { hostEndpoints } from './host-endpoints.js';
import { hostMending } from './host-mending.js';
import { hostReports } from './host-reports.js';
import { createIngestQueue } from './ingest-queue.js';
import { createTurnQueue } from './turn-queue.js';

export interface EmbeddedHost {
  readonly ports: ApiPorts;
  /** Publishes and builds the pages; resolves when they are current. */
  refresh(): Promise<PageSet>;
  /** Resolves when nothing is under way any more. */
  settle(): Promise<void>;
}

export function createEmbeddedHost(opened: Session): EmbeddedHost {
  const { workspace, clock } = opened;
  const { objects } = workspace;
  const turns = createTurnQueue();
  const logger = new StderrLogger({ format: 'human', clock });
  let session = opened;
  /** The session under the settings of now: somebody may have changed them elsewhere. */
  const current = async (): Promise<Session> => {
    const { changes } = await workspace.settings.read(TENANT_ID);
    if (changes.length === session.settings.length) return session;
    const { context } = await tenantRules(changes, openReference);
    session = { ...session, settings: changes, tools: { ...session.tools, context } };
    return session;
  };
  let foldedUnder = settingsVersion(opened.settings);
  const refresh = (): Promise<PageSet> =>
    turns.run(async () => {
      const now = await current();
      await finishRestatements(now);
      if (settingsVersion(now.settings) !== foldedUnder) await refoldLedger(now.tools, 'all');
      foldedUnder = settingsVersion(now.settings);
      return rebuildPages(now);
    });
  const ingest = createIngestQueue({ turns, current, rebuild: rebuildPages });
  return {
    refresh,
    settle: () => turns.run(() => Promise.resolve()),
    ports: {
      objects,
      quarantine: workspace.quarantine,
      settings: workspace.settings,
      clock,
      logger,
      cases: workspace.cases,
      caseClocks: async () => caseClocks((await openReviewReference()).clocks),
      openTenant: async (tenantId) => {
        if (tenantId !== TENANT_ID) throw new Error('an embedded workspace has one tenant');
        return (await current()).tools;
      },
      actions: {
        ingest,
        acceptMended: hostMending({ turns, current, rebuild: rebuildPages }),
        reports: hostReports(turns, current),
        endpoints: hostEndpoints(turns, current),
        alerts: async () => listAlerts(await current()),
        redriveAlerts: () => turns.run(async () => redriveAlerts(await current())),
        ledgerChanged: async () => {
          await refresh();
        },
        pagesAreOld: () => {
          if (turns.isBusy) return;
          refresh().catch((error: unknown) => {
            const reason = error instanceof Error ? error.name : 'unknown';
            logger.error('the pages could not be renewed', { step: 'pages', reason });
          });
        },
        enterAmount: async (principal, proposal) => {
          await enterAmount(await current(), { userId: principal.userId, proposal });
          await refresh();
        },
        partLines: async (wanted) => {
          if (turns.isBusy) return { kind: 'pending' };
          return turns.run(async () => partLines(await current(), wanted));
        },
        reference: async () => {
          const { reference } = (await current()).tools.context;
          return presentReference(reference, expiringSoon(reference, clock.today()));
        },
      },
    },
  };
}

/** Publishes what is not published yet, scores the last twelve months, builds the pages. */
export async function rebuildPages(session: Session): Promise<PageSet> {
  const { workspace, clock, tools } = session;
  // What the ledger has to tell is told with the pages that show it.
  await deliverOrNote(session);
  return withLake(session, async (lake) =>
    pagesOfSnapshot({
      queries: lake.queries,
      objects: workspace.objects,
      quarantine: workspace.quarantine,
      tokens: tools.tokens,
      context: tools.context,
      clock,
      run: await openRun(session, lake),
    }),
  );
}

function partLines(
  session: Session,
  { snapshotId, finding, period }: PartLinesWanted,
): Promise<PartLines> {
  return withLake(session, async (lake) => {
    const queries = { ...lake.queries, snapshotId };
    return { kind: 'ready', lines: await linesOfPart(queries, { finding, period }) };
  });
}
