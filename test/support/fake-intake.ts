// What ingest needs beside the ledger, in memory: a spool, a quarantine, and events of a reader.

import type { IntakeEvent } from '../../lib/intake/intake-claim.js';
import type { ClaimSpool, SpooledClaim } from '../../lib/ports/claim-spool.js';
import {
  COUNTED_AS,
  type QuarantineEntry,
  type QuarantineStore,
} from '../../lib/ports/quarantine-store.js';

/** Hands the claims out in `partCount` parts, a token in one part only. */
export function fakeClaimSpool(partCount = 1): ClaimSpool {
  const claims: SpooledClaim[] = [];
  return {
    add(spooled) {
      claims.push(spooled);
    },
    async *parts() {
      const tokens = [...new Set(claims.map((each) => each.token))].sort();
      for (let part = 0; part < partCount; part += 1) {
        const mine = new Set(tokens.filter((_, at) => at % partCount === part));
        yield await Promise.resolve(claims.filter((each) => mine.has(each.token)));
      }
    },
    close: () => Promise.resolve(),
  };
}

export interface FakeQuarantineStore extends QuarantineStore {
  readonly entries: ReadonlyMap<string, QuarantineEntry>;
}

export function fakeQuarantineStore(): FakeQuarantineStore {
  const entries = new Map<string, QuarantineEntry>();
  return {
    entries,
    put(added) {
      for (const entry of added) {
        if (!entries.has(entry.quarantineKey)) entries.set(entry.quarantineKey, entry);
      }
      return Promise.resolve();
    },
    list: () => Promise.resolve([...entries.values()].map(({ rawText: _, ...record }) => record)),
    counts() {
      const counts = { claims: 0, lines: 0, files: 0, lists: 0 };
      for (const { kind, lines } of entries.values()) {
        counts[COUNTED_AS[kind]] += 1;
        counts.lines += lines;
      }
      return Promise.resolve(counts);
    },
    open: (_, quarantineKey) => Promise.resolve(entries.get(quarantineKey)?.rawText ?? null),
    remove(_, quarantineKeys) {
      for (const key of quarantineKeys) entries.delete(key);
      return Promise.resolve();
    },
  };
}

/** The events of one file, in batches as a reader hands them over. */
export async function* eventsOf(
  ...batches: readonly (readonly IntakeEvent[])[]
): AsyncGenerator<readonly IntakeEvent[]> {
  for (const batch of batches) yield await Promise.resolve(batch);
}
