// What an entered amount or a confirmed payer changes in claims that are stored: what the log says
// of them, and what the ledger keeps of them. Written down before it begins and crossed off when
// done, so that the next command finishes what a crash cut short (DESIGN 7, law 9).

import { randomUUID } from 'node:crypto';
import * as z from 'zod';
import { versionHeader } from '../lib/pipeline/claim-identity.js';
import type { VersionOfToken } from '../lib/pipeline/commit-spool.js';
import { readJson } from '../lib/pipeline/read-json.js';
import { refoldLedger, type RefoldResult } from '../lib/pipeline/refold-ledger.js';
import { writeClaimLog } from './lake.js';
import { TENANT_ID, type Session } from './session.js';

const scopeSchema = z.union([
  z.strictObject({ year: z.int() }),
  /** A payer's claims lie in any year, and the log has not counted them yet. */
  z.strictObject({ payerId: z.string() }),
]);

export type RestatementScope = z.infer<typeof scopeSchema>;

const PENDING = `tenant=${TENANT_ID}/restatements/`;
const VERSIONS_PER_LOG = 20_000;

/** Call it before the change itself is stored. */
export async function noteRestatement(session: Session, scope: RestatementScope): Promise<void> {
  const body = Buffer.from(JSON.stringify(scope));
  await session.workspace.objects.put(`${PENDING}${randomUUID()}.json`, body);
}

/** Works off what is noted; doing it twice, or in two processes at once, changes nothing more. */
export async function finishRestatements(session: Session): Promise<RefoldResult> {
  const { objects } = session.workspace;
  let documents = 0;
  let restated = 0;
  for (const key of await objects.list(PENDING)) {
    const scope = await readJson(objects, key, scopeSchema);
    if (scope === null) continue;
    if ('payerId' in scope) await restateLog(session, scope.payerId);
    const done = await refoldLedger(session.tools, 'year' in scope ? [scope.year] : 'all');
    documents += done.documents;
    restated += done.restated;
    await objects.remove(key);
  }
  return { documents, restated };
}

/** The log before the ledger, as in an ingest: no stored total is ever without its log row. */
async function restateLog(session: Session, payerId: string): Promise<void> {
  const { ledger, tenantId } = session.tools;
  let versions: VersionOfToken[] = [];
  for (const { year, shard } of await ledger.listShards(tenantId)) {
    for await (const document of ledger.readShard(tenantId, year, shard)) {
      for (const version of document.versions) {
        // A version lies in every year of its lines; its first year speaks for all.
        if (version.payerId !== payerId || versionHeader(version).years[0] !== year) continue;
        versions.push({ token: document.token, version });
      }
      if (versions.length < VERSIONS_PER_LOG) continue;
      await writeClaimLog(session, versions);
      versions = [];
    }
  }
  if (versions.length > 0) await writeClaimLog(session, versions);
}
