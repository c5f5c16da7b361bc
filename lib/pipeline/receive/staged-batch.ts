// Claims on their way from the door that reads files to the one that posts them: an object each
// batch, named by its content. It knows beneficiaries by token; the message about it holds the key.

import { createHash } from 'node:crypto';
import { gunzipSync, gzipSync } from 'node:zlib';
import { decodeClaim, encodeClaim } from '../../domain/claim-codec.js';
import type { QuarantineMark } from '../../domain/ledger-document.js';
import type { SpooledClaim } from '../../ports/claim-spool.js';
import type { ObjectStore } from '../../ports/object-store.js';
import { shardOf } from '../../ports/ledger-store.js';
import type { MarksByToken } from '../ingest-claims.js';

export interface StagedClaims {
  readonly claims: readonly SpooledClaim[];
  readonly marks: MarksByToken;
}

type StagedLine =
  | readonly ['claim', token: string, joinFrom: string | null, text: string]
  | readonly ['mark', token: string, mark: QuarantineMark];

const FORMAT = 'kxray-claims-1';
/** Claims of one beneficiary are in one batch, so that its document is written once a part. */
const LINES_PER_BATCH = 4_000;
const MOST_BATCHES = 16;
/** Fast: the object lives for seconds. */
const GZIP = { level: 1 };

/** Keys of the objects, whatever the order in which claims came. */
export async function stageClaims(
  target: { readonly tenantId: string; readonly objects: ObjectStore; readonly folder: string },
  { claims, marks }: StagedClaims,
): Promise<readonly string[]> {
  const batches = batchesOf({ claims, marks });
  const keys: string[] = [];
  for (const lines of batches) {
    if (lines.length === 0) continue;
    const texts = lines.map((line) => JSON.stringify(line)).sort();
    const body = gzipSync(`${[FORMAT, ...texts].join('\n')}\n`, GZIP);
    const name = createHash('sha256').update(body).digest('hex').slice(0, 32);
    const key = `tenant=${target.tenantId}/staged/${target.folder}/${name}.ndjson.gz`;
    // The name is the content: what is there already is this.
    await target.objects.put(key, body, { ifAbsent: true });
    keys.push(key);
  }
  return keys;
}

/** Null when the batch has been posted and removed. */
export async function readStagedClaims(
  objects: ObjectStore,
  key: string,
): Promise<StagedClaims | null> {
  const stored = await objects.get(key);
  if (stored === null) return null;
  const [format, ...lines] = gunzipSync(stored.body).toString('utf8').trimEnd().split('\n');
  if (format !== FORMAT) throw new Error('a staged batch of another format');
  const claims: SpooledClaim[] = [];
  const marks: MarksByToken = new Map();
  for (const text of lines) {
    const line = JSON.parse(text) as StagedLine;
    if (line[0] === 'claim') {
      const [, token, joinFrom, claim] = line;
      claims.push({ token, joinFrom, version: decodeClaim(claim) });
    } else {
      const [, token, mark] = line;
      marks.set(token, [...(marks.get(token) ?? []), mark]);
    }
  }
  return { claims, marks };
}

function batchesOf({ claims, marks }: StagedClaims): readonly StagedLine[][] {
  const lines = claims.reduce((total, { version }) => total + version.lines.length, 0);
  const count = Math.max(1, Math.min(MOST_BATCHES, Math.ceil(lines / LINES_PER_BATCH)));
  const batches = Array.from({ length: count }, (): StagedLine[] => []);
  const batchOf = (token: string): StagedLine[] | undefined => batches[shardOf(token) % count];
  for (const { token, joinFrom, version } of claims) {
    batchOf(token)?.push(['claim', token, joinFrom, encodeClaim(version)]);
  }
  for (const [token, all] of marks) {
    for (const mark of all) batchOf(token)?.push(['mark', token, mark]);
  }
  return batches;
}
