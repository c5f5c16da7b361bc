// For a host whose store tells which documents changed: look at these, send what is due. Telling
// the same document twice, late or out of order does no harm: the outbox and the cursor decide.

import type { AlertTools } from './alert-tools.js';
import { collectDocument } from './collect-document.js';
import { openCollectRun, type DocumentPlace } from './collect-run.js';
import { deliverDue, type DeliverOptions, type DeliveryCounts } from './deliver-due.js';

export interface StreamDelivery extends DeliveryCounts {
  readonly events: number;
}

/** `nextAt` of the answer says when to come back for what waits. */
export async function deliverFromStream(
  tools: AlertTools,
  documents: readonly DocumentPlace[],
  options: DeliverOptions = {},
): Promise<StreamDelivery> {
  const run = await openCollectRun(tools);
  const places = new Map(documents.map((place) => [`${place.token}|${place.year}`, place]));
  let events = 0;
  for (const place of places.values()) events += await collectDocument(tools, place, run);
  return { events, ...(await deliverDue(tools, options)) };
}
