// The append-only trail: who viewed, looked up, exported or changed what. One object an entry,
// never overwritten; an answer goes out only after its entry is kept.

import { randomUUID } from 'node:crypto';
import type { ObjectStore } from '../ports/object-store.js';
import type { AuditAction, RouteId } from './access-table.js';
import type { Principal, Role } from './principal.js';

export interface AuditEntry {
  readonly at: string;
  readonly userId: string;
  readonly role: Role;
  readonly action: AuditAction;
  readonly route: RouteId;
  /** The token or the claim's reference; null for a list. */
  readonly subject: string | null;
  readonly status: number;
  readonly rows: number | null;
}

export interface AuditDay {
  readonly total: number;
  readonly entries: readonly AuditEntry[];
}

export interface AuditTrail {
  add(principal: Principal, entry: Omit<AuditEntry, 'userId' | 'role'>): Promise<void>;
  /** Newest first, of one day (`2026-03-01`): the newest of them. */
  ofDay(tenantId: string, day: string): Promise<readonly AuditEntry[]>;
  /** A page of them, after the first `from`. */
  pageOfDay(tenantId: string, day: string, from: number): Promise<AuditDay>;
}

/** An object each, and so a read each. */
const ENTRIES_SHOWN = 100;

export function createAuditTrail(objects: ObjectStore): AuditTrail {
  return {
    async add({ tenantId, userId, role }, entry) {
      const key = `${dayPrefix(tenantId, entry.at.slice(0, 10))}${nameOf(entry.at)}`;
      const body = Buffer.from(JSON.stringify({ ...entry, userId, role }));
      const result = await objects.put(key, body, { ifAbsent: true });
      if (result.kind !== 'stored') throw new Error('an entry of the audit trail has a taken name');
    },
    ofDay: async (tenantId, day) => (await pageOfDay(objects, { tenantId, day, from: 0 })).entries,
    pageOfDay: (tenantId, day, from) => pageOfDay(objects, { tenantId, day, from }),
  };
}

async function pageOfDay(
  objects: ObjectStore,
  {
    tenantId,
    day,
    from,
  }: { readonly tenantId: string; readonly day: string; readonly from: number },
): Promise<AuditDay> {
  const keys = [...(await objects.list(dayPrefix(tenantId, day)))].reverse();
  const shown = keys.slice(from, from + ENTRIES_SHOWN);
  const found = await Promise.all(shown.map((key) => objects.get(key)));
  const entries = found.flatMap((stored) =>
    stored === null ? [] : [JSON.parse(Buffer.from(stored.body).toString('utf8')) as AuditEntry],
  );
  return { total: keys.length, entries };
}

function dayPrefix(tenantId: string, day: string): string {
  return `tenant=${tenantId}/audit/${day}/`;
}

function nameOf(at: string): string {
  return `${at.replaceAll(/\D/g, '')}-${randomUUID()}.json`;
}
