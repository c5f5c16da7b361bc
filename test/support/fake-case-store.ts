// A case store in memory, with the exact conditions of the port.

import type { CaseEntry, CaseStore } from '../../lib/ports/case-store.js';

export function fakeCaseStore(): CaseStore {
  const tenants = new Map<string, Map<string, CaseEntry[]>>();
  const casesOf = (tenantId: string): Map<string, CaseEntry[]> => {
    const known = tenants.get(tenantId) ?? new Map<string, CaseEntry[]>();
    tenants.set(tenantId, known);
    return known;
  };
  return {
    read(tenantId, caseId) {
      return Promise.resolve(structuredClone(casesOf(tenantId).get(caseId) ?? []));
    },
    async *list(tenantId) {
      const sorted = [...casesOf(tenantId)].sort(([one], [other]) => (one < other ? -1 : 1));
      for (const [, entries] of sorted) {
        for (const entry of entries) yield await Promise.resolve(structuredClone(entry));
      }
    },
    append(tenantId, entry) {
      const entries = casesOf(tenantId).get(entry.caseId) ?? [];
      if (entry.number !== entries.length + 1) return Promise.resolve('conflict');
      casesOf(tenantId).set(entry.caseId, [...entries, structuredClone(entry)]);
      return Promise.resolve('appended');
    },
    remove(tenantId, caseIds) {
      for (const caseId of caseIds) casesOf(tenantId).delete(caseId);
      return Promise.resolve();
    },
  };
}
