// Judged years of this ingest as rows of the lake: made when a year is judged, so that its claims
// and verdicts need not stay in memory, and taken over when its shard is published, instead of
// reading and folding the document again. A document that was written since is not taken over.

import type { ReferenceData } from '../domain/reference.js';
import { shardOf } from '../ports/ledger-store.js';
import type { YearDocument } from '../domain/ledger-document.js';
import type { LakeRows, OpenLakeRows } from './lake/lake-table-writer.js';
import { collectLedgerRows, type LedgerRows } from './lake/ledger-rows.js';
import type { PreparedPerson } from './prepare-person.js';

/** The rows of one beneficiary's year: `from` up to, not including, `to`. */
export interface CollectedYear {
  readonly token: string;
  readonly rows: LakeRows;
  readonly from: number;
  readonly to: number;
  readonly headerOnlyClaims: number;
  readonly headerOnlyPaidCents: number;
}

export interface RecentYears {
  /** What is judged and about to be stored. */
  remember(person: PreparedPerson): void;
  /** It was not stored after all: somebody else was faster. */
  forget(years: readonly YearOfToken[]): void;
  /** Null when unknown or outdated. */
  take(document: Pick<YearDocument, 'token' | 'year' | 'version'>): CollectedYear | null;
  /** Everything of shards that are published; frees their memory. */
  release(shards: readonly number[]): void;
}

export interface YearOfToken {
  readonly token: string;
  readonly year: number;
}

/** Bounds the memory (about 500 bytes a line): what does not fit is read and folded again. */
const MAX_LINES = 250_000;
/** Rows are handed over so many at a time. */
const ROWS_AT_ONCE = 1_000;

/** Rows of one year that wait to be handed over: of all shards, whose turn comes one by one. */
interface PendingRows {
  readonly rows: LedgerRows;
  into: LakeRows | null;
}

interface Place {
  readonly shard: number;
  readonly pending: PendingRows;
  readonly rows: LakeRows;
  readonly years: Map<string, CollectedYear & { readonly version: number }>;
}

export function rememberRecentYears(options: {
  readonly openRows: OpenLakeRows;
  readonly reference: ReferenceData;
  readonly maxLines?: number;
}): RecentYears {
  const { openRows, reference, maxLines = MAX_LINES } = options;
  const places = new Map<string, Place>();
  const pendingByYear = new Map<number, PendingRows>();
  /** Of shards that are published: their room serves the next ones. */
  const free: LakeRows[] = [];
  let lines = 0;
  const placeOf = (shard: number, year: number): Place => {
    let place = places.get(`${year} ${shard}`);
    if (place === undefined) {
      const pending = pendingByYear.get(year) ?? { rows: collectLedgerRows(reference), into: null };
      pendingByYear.set(year, pending);
      place = { shard, pending, rows: free.pop() ?? openRows('ledger_lines'), years: new Map() };
      places.set(`${year} ${shard}`, place);
    }
    if (place.pending.into !== place.rows) {
      handOver(place.pending);
      place.pending.into = place.rows;
    }
    return place;
  };
  return {
    remember(person) {
      for (const { version, judged } of person.folded) {
        const { token, view, headerOnlyClaims = 0, headerOnlyPaidCents = 0 } = judged;
        const place = placeOf(shardOf(token), view.year);
        place.years.delete(token);
        const added = view.lines.length;
        if (lines + added > maxLines) continue;
        lines += added;
        const from = place.rows.rows + place.pending.rows.rows;
        const counts = { headerOnlyClaims, headerOnlyPaidCents };
        place.years.set(token, {
          ...counts,
          token,
          version,
          rows: place.rows,
          from,
          to: from + added,
        });
        place.pending.rows.add(judged, place.shard);
        if (place.pending.rows.rows >= ROWS_AT_ONCE) handOver(place.pending);
      }
    },
    forget(years) {
      for (const { token, year } of years) {
        places.get(`${year} ${shardOf(token)}`)?.years.delete(token);
      }
    },
    take({ token, year, version }) {
      const place = places.get(`${year} ${shardOf(token)}`);
      const known = place?.years.get(token);
      if (place === undefined || known?.version !== version) return null;
      handOver(place.pending);
      return known;
    },
    release(shards) {
      for (const [name, { shard, rows, pending }] of places) {
        if (!shards.includes(shard)) continue;
        if (pending.into === rows) {
          handOver(pending);
          pending.into = null;
        }
        lines -= rows.rows;
        rows.clear();
        free.push(rows);
        places.delete(name);
      }
    },
  };
}

function handOver({ rows, into }: PendingRows): void {
  if (rows.rows > 0) into?.append(rows.take());
}
