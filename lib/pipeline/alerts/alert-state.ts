// What a tenant decided about alerts, and how far its first load has come.

import type { Cents } from '../../domain/money.js';
import {
  alertSettingsSchema,
  bookmarkSchema,
  firstLoadSchema,
  loadRecord,
  PARTITIONS,
  type AlertSettings,
} from './alert-records.js';
import { AlertConflictError, MAX_CONFLICTS, type CollectTools } from './alert-tools.js';

const SETTINGS = { partition: PARTITIONS.state, key: 'settings' };
const FIRST_LOAD = { partition: PARTITIONS.state, key: 'first_load' };
const BOOKMARK = { partition: PARTITIONS.state, key: 'digest_bookmark' };

type StateTools = Pick<CollectTools, 'tenantId' | 'alerts'>;

export async function readAlertSettings(tools: StateTools): Promise<AlertSettings> {
  const stored = await loadRecord(tools, SETTINGS, alertSettingsSchema);
  return stored?.value ?? { approachingCents: null };
}

/** Null: nothing is told before a threshold is crossed. */
export async function setApproachingDistance(
  tools: StateTools,
  approachingCents: Cents | null,
): Promise<void> {
  await keep(tools, SETTINGS, { approachingCents });
}

/** Until it has ended, everything that the ledger says is history to whoever listens. */
export async function hasFirstLoadEnded(tools: StateTools): Promise<boolean> {
  return (await loadRecord(tools, FIRST_LOAD, firstLoadSchema)) !== null;
}

export async function endFirstLoad(tools: StateTools, endedAt: string): Promise<void> {
  // Whoever is first says when; a conflict means that somebody was.
  await tools.alerts.commit(tools.tenantId, [{ ...FIRST_LOAD, expected: 0, value: { endedAt } }]);
}

/** The newest event that a digest for people has told. */
export async function readBookmark(tools: StateTools): Promise<string> {
  return (await loadRecord(tools, BOOKMARK, bookmarkSchema))?.value.eventKey ?? '';
}

export async function moveBookmark(tools: StateTools, eventKey: string): Promise<void> {
  await keep(tools, BOOKMARK, { eventKey });
}

async function keep(
  tools: StateTools,
  place: typeof SETTINGS,
  value: { readonly [name: string]: string | number | null },
): Promise<void> {
  for (let count = 0; count < MAX_CONFLICTS; count += 1) {
    const [stored] = await tools.alerts.load(tools.tenantId, [place]);
    const change = { ...place, expected: stored?.revision ?? 0, value };
    if ((await tools.alerts.commit(tools.tenantId, [change])) === 'committed') return;
  }
  throw new AlertConflictError();
}
