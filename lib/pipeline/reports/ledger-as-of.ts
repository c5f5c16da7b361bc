// The ledger as it was paid by a day: what a month's state is folded from. Versions paid later and
// seeds that speak of a later day are left out; what was entered since for earlier days is in, and
// the report shows its effect as restated.

import type { IsoDay } from '../../domain/day.js';
import type { PersonLedger } from '../../domain/person-ledger.js';
import type { LedgerDocument, LedgerStore } from '../../ports/ledger-store.js';
import type { YearDocument } from '../../domain/ledger-document.js';

/** Reads only: a past month is never written. */
export function ledgerAsOf(ledger: LedgerStore, day: IsoDay): LedgerStore {
  return {
    async load(keys) {
      const documents = await ledger.load(keys);
      return documents.map((document) => (document === null ? null : documentAsOf(document, day)));
    },
    commit() {
      throw new Error('the ledger of a past month is read only');
    },
    listShards: (tenantId) => ledger.listShards(tenantId),
    async *readShard(tenantId, year, shard) {
      for await (const document of ledger.readShard(tenantId, year, shard)) {
        yield yearAsOf(document, day);
      }
    },
  };
}

export function personAsOf(person: PersonLedger, day: IsoDay): PersonLedger {
  return {
    headers: person.headers.filter(({ paidDate }) => paidDate <= day),
    versions: person.versions.filter(({ paidDate }) => paidDate <= day),
    seeds: person.seeds.filter(({ asOf }) => asOf === null || asOf <= day),
    quarantined: person.quarantined,
  };
}

/** True when nothing of the person is later than the day: both states are then the same. */
export function isAllBy(person: PersonLedger, day: IsoDay): boolean {
  return (
    person.headers.every(({ paidDate }) => paidDate <= day) &&
    person.seeds.every(({ asOf }) => asOf === null || asOf <= day)
  );
}

function documentAsOf(document: LedgerDocument, day: IsoDay): LedgerDocument {
  if (document.kind === 'year') return { ...yearAsOf(document, day), kind: 'year' };
  return { ...document, headers: document.headers.filter(({ paidDate }) => paidDate <= day) };
}

function yearAsOf(document: YearDocument, day: IsoDay): YearDocument {
  return {
    ...document,
    versions: document.versions.filter(({ paidDate }) => paidDate <= day),
    seeds: document.seeds.filter(({ asOf }) => asOf === null || asOf <= day),
  };
}
