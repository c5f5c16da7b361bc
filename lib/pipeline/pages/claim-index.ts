// The index from a claim's reference to its owner, for claims that no longer count as well. Ten
// million lines name three million claims: they wait as text for the page that holds them.

import { askSnapshot, type SnapshotQueries } from '../snapshot-queries.js';
import type { Tokenizer } from '../tokenizer.js';
import { claimBucket, claimRefOf } from './claim-ref.js';
import type { ClaimOwner } from './page-contents.js';

type Owners = Readonly<Record<string, ClaimOwner>>;
/** Reference, control number, payer, owner. */
type Entry = readonly [string, string, string, string];

/** JSON of entries; what has come in last is still in pieces. */
interface Bucket {
  readonly texts: Buffer[];
  fresh: string[];
}

const FRESH_ENTRIES = 500;

/** Page by page: reference to owner. */
export async function* claimIndex(
  queries: SnapshotQueries,
  tokens: Tokenizer,
  years: readonly number[],
): AsyncGenerator<readonly [string, Owners]> {
  const buckets = new Map<string, Bucket>();
  for (const service_year of years) {
    for (const row of await askSnapshot(queries, 'list_claim_numbers', { service_year })) {
      const claim = String(row['icn']);
      const claimRef = claimRefOf(tokens, claim);
      const entry: Entry = [
        claimRef,
        claim,
        String(row['payer_id']),
        String(row['beneficiary_token']),
      ];
      add(buckets, claimBucket(claimRef), entry);
    }
  }
  for (const [page, bucket] of buckets) {
    buckets.delete(page);
    yield [page, ownersOf(bucket)];
  }
}

function add(buckets: Map<string, Bucket>, page: string, entry: Entry): void {
  const bucket = buckets.get(page) ?? { texts: [], fresh: [] };
  buckets.set(page, bucket);
  bucket.fresh.push(JSON.stringify(entry));
  if (bucket.fresh.length < FRESH_ENTRIES) return;
  bucket.texts.push(Buffer.from(bucket.fresh.join(',')));
  bucket.fresh = [];
}

function ownersOf({ texts, fresh }: Bucket): Owners {
  const owners: Record<string, ClaimOwner> = {};
  for (const text of [...texts.map(String), fresh.join(',')]) {
    for (const [claimRef, claim, payerId, token] of JSON.parse(`[${text}]`) as readonly Entry[]) {
      const known = owners[claimRef] ?? { claim, payerIds: [], tokens: [] };
      owners[claimRef] = {
        claim,
        payerIds: withOne(known.payerIds, payerId),
        tokens: withOne(known.tokens, token),
      };
    }
  }
  return owners;
}

function withOne(known: readonly string[], one: string): readonly string[] {
  return known.includes(one) ? known : [...known, one].sort();
}
