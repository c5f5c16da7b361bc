// Writes what a look at a document found: events, their deliveries, and the cursor that says how
// far the look came. More than one commit can hold is written in parts, each with the cursor up to
// it.

import type { AlertDraft, HoldReason } from '../../domain/alerts/alert-event.js';
import { isWanted } from '../../domain/alerts/endpoint-filter.js';
import { MAX_ALERT_CHANGES, type AlertChange } from '../../ports/alert-store.js';
import {
  PARTITIONS,
  type AlertCursor,
  type Delivery,
  type LedgerEvent,
  type Stored,
} from './alert-records.js';
import { addMilliseconds, type CollectTools } from './alert-tools.js';
import type { CollectRun, DocumentPlace } from './collect-run.js';

/** One step of the cursor, with the event that it passes; null when it passes none. */
export interface CursorStep {
  readonly draft: AlertDraft | null;
  readonly hold: HoldReason | null;
  advance(from: AlertCursor): AlertCursor;
}

interface Found {
  readonly place: DocumentPlace;
  readonly cursor: Stored<AlertCursor>;
  readonly steps: readonly CursorStep[];
  readonly run: CollectRun;
}

/** How many events were written, or that somebody else looked at the same time. */
export async function recordAlerts(
  tools: CollectTools,
  { place, cursor, steps, run }: Found,
): Promise<number | 'conflict'> {
  const at = laterThan(cursor.value.lastAt, tools.clock.now());
  let { revision, value } = cursor;
  let changes: AlertChange[] = [];
  let events = 0;
  const write = async (): Promise<boolean> => {
    const moved = {
      partition: PARTITIONS.cursor(place.token),
      key: String(place.year),
      expected: revision,
      value,
    };
    const result = await tools.alerts.commit(tools.tenantId, [...changes, moved]);
    revision += 1;
    changes = [];
    return result === 'committed';
  };
  for (const step of steps) {
    const next = step.draft === null ? [] : eventChanges(tools, step, { at, ordinal: events, run });
    // One place is the cursor's.
    if (changes.length + next.length >= MAX_ALERT_CHANGES && !(await write())) return 'conflict';
    changes.push(...next);
    value = step.advance(value);
    if (step.draft !== null) {
      events += 1;
      value = { ...value, lastAt: at };
    }
  }
  return (await write()) ? events : 'conflict';
}

function eventChanges(
  tools: CollectTools,
  { draft, hold }: CursorStep,
  known: { readonly at: string; readonly ordinal: number; readonly run: CollectRun },
): readonly AlertChange[] {
  if (draft === null) return [];
  const { at, ordinal, run } = known;
  const { identity } = draft;
  const event: LedgerEvent = {
    kind: 'ledger',
    eventId: identity.kind === 'outbox' ? identity.eventId : tools.tokens.keyedHash(identity.parts),
    type: draft.type,
    createdAt: at,
    hold,
    facts: { ...draft.facts, rules: [...draft.facts.rules] },
  };
  const key = eventKey(at, ordinal, event.eventId);
  const stored = { partition: PARTITIONS.events, key, expected: 0, value: { ...event } };
  if (hold !== null) {
    return [stored, { partition: PARTITIONS.held, key, expected: 0, value: { ...event } }];
  }
  const orderKey = `${draft.facts.token}|${draft.facts.year}`;
  const nextAt = tools.clock.now();
  return [
    stored,
    ...run.endpoints
      .filter(({ filter }) => isWanted(filter, event.type, event.facts))
      // To disabled ones too: what waits there goes out when they are enabled again.
      .map(({ endpointId }) => newDelivery(endpointId, { ...event, key, orderKey, nextAt })),
  ];
}

export function newDelivery(
  endpointId: string,
  about: {
    readonly key: string;
    readonly eventId: string;
    readonly orderKey: string;
    readonly nextAt: string;
  },
): AlertChange {
  const { key, eventId, orderKey, nextAt } = about;
  const value: Delivery = { eventId, orderKey, attempts: 0, nextAt, leasedUntil: null };
  return { partition: PARTITIONS.pending(endpointId), key, expected: 0, value };
}

/** Sorts by time; within one look by order. */
export function eventKey(at: string, ordinal: number, eventId: string): string {
  return `${at}-${String(ordinal).padStart(5, '0')}-${eventId}`;
}

/** Clocks jump; the order of one document's events must not. */
function laterThan(last: string, now: string): string {
  return now > last ? now : addMilliseconds(last, 1);
}
