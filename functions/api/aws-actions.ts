// What the API of this host can do beside reading: lines behind a part, alerts and their endpoints,
// reports, uploads, mended claims, approved amounts. Of one tenant, whose stores reach nobody
// else's.

import { QueryRunningError } from '../../lib/adapters/aws/athena-run.js';
import { parseReferenceAdditions } from '../../lib/adapters/common/reference-additions.js';
import { expiringSoon } from '../../lib/adapters/common/reference-expiry.js';
import type { ApiActions, PartLines, PartLinesWanted } from '../../lib/api/api-ports.js';
import { approvedAmount } from '../../lib/api/approved-amount.js';
import { presentAlerts } from '../../lib/api/present-alerts.js';
import { presentReference } from '../../lib/api/present-reference.js';
import { linesOfPart } from '../../lib/pipeline/measures/lines-of-part.js';
import { redriveDeliveries } from '../../lib/pipeline/alerts/redrive-deliveries.js';
import { readTenantRules } from '../common/ledger-context.js';
import type { DeliverDue } from '../common/messages.js';
import type { ActionTools } from './action-tools.js';
import { endpointActions } from './endpoint-actions.js';
import { inboxUploads } from './inbox-uploads.js';
import { mendedClaims } from './mended-claims.js';
import { reportFiles } from './report-files.js';

/** Each costs a read for every endpoint; older ones are in `kxray alerts`. */
const EVENTS_SHOWN = 200;

export function awsActions(tools: ActionTools): ApiActions {
  const { tenantId, stores, clock } = tools;
  const { settings, alerts } = stores;
  return {
    reference: async () => {
      const { context } = await readTenantRules(settings, tenantId);
      return presentReference(context.reference, expiringSoon(context.reference, clock.today()));
    },
    partLines: (wanted) => glanceAtLines(tools, wanted),
    ingest: inboxUploads(tools),
    acceptMended: mendedClaims(tools),
    reports: reportFiles(tools),
    alerts: () => presentAlerts({ tenantId, alerts }, EVENTS_SHOWN),
    redriveAlerts: () => redrive(tools),
    endpoints: endpointActions(tools),
    enterAmount: async ({ userId }, proposal) => {
      const change = approvedAmount(proposal, { userId, now: clock.now() });
      // Throws before anything is stored that no door could read any more.
      parseReferenceAdditions([change.value]);
      await settings.append(tenantId, change);
    },
  };
}

async function glanceAtLines(
  { tenantId, stores, query }: ActionTools,
  { snapshotId, finding, period }: PartLinesWanted,
): Promise<PartLines> {
  try {
    const from = { engine: stores.glances, query, tenantId, snapshotId };
    return { kind: 'ready', lines: await linesOfPart(from, { finding, period }) };
  } catch (error) {
    if (error instanceof QueryRunningError) return { kind: 'pending' };
    throw error;
  }
}

/** Marked as due here; sent by the door that may talk to strangers. */
async function redrive({
  tenantId,
  stores: { alerts },
  clock,
  alertQueue,
}: ActionTools): Promise<{ readonly redriven: number }> {
  const all = { endpointId: null, eventId: null };
  const redriven = await redriveDeliveries({ tenantId, alerts, clock }, all);
  const message: DeliverDue = { kind: 'deliver_due', tenantId };
  // Also when nothing was: a message that was lost after the last time is made up for.
  await alertQueue.send([{ body: JSON.stringify(message) }]);
  return { redriven };
}
