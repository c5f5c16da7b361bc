// For a host whose store tells which documents changed: look at these, send what is due. Telling
// the same document twice, late or out of order does no harm: the outbox and the cursor decide.

import type { AlertTools } from './alert-tools.js';
import { collectDocument } from './collect-document.js';
import { openCollectRun, type DocumentPlace } from './collect-run.js';
import { deliverDue, type DeliverOptions, type DeliveryCounts } from './deliver-due.js';

export interface StreamDelivery extends DeliveryCounts {
  readonly events: number;
  /** Could not be looked at, and why: to be told again. */
  readonly untold: readonly UntoldDocument[];
}

export interface UntoldDocument {
  readonly place: DocumentPlace;
  readonly error: unknown;
}

/** `nextAt` of the answer says when to come back for what waits. */
export async function deliverFromStream(
  tools: AlertTools,
  documents: readonly DocumentPlace[],
  options: Omit<DeliverOptions, 'endpoints'> = {},
): Promise<StreamDelivery> {
  const run = await openCollectRun(tools);
  const places = new Map(documents.map((place) => [placeName(place), place]));
  const untold: UntoldDocument[] = [];
  let events = 0;
  for (const place of places.values()) {
    try {
      events += await collectDocument(tools, place, run);
    } catch (error) {
      // One document's trouble is not another's, and what is due is not kept waiting by it.
      untold.push({ place, error });
    }
  }
  const { endpoints } = run;
  return { events, untold, ...(await deliverDue(tools, { ...options, endpoints })) };
}

/** One name for each document of a tenant. */
export function placeName({ token, year }: DocumentPlace): string {
  return `${token}|${year}`;
}
