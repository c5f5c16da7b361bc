// The same files on the embedded host, with the same token key: what the aws host must equal.

import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ingestFiles } from '../../cli/commands/ingest.js';
import { withLake } from '../../cli/lake.js';
import { openRun } from '../../cli/score-session.js';
import { withSession, type Session } from '../../cli/session.js';
import type { ScoreRun } from '../../lib/pipeline/scores/score-run.js';
import { canonicalHost, type CanonicalHost } from '../support/canonical-host.js';
import { TENANT } from '../support/aws-host.js';

export interface EmbeddedAnswer {
  readonly canonical: CanonicalHost;
  readonly run: ScoreRun | null;
}

export async function embeddedAnswer(
  directory: string,
  files: readonly Uint8Array[],
  tokenKeyText: string,
): Promise<EmbeddedAnswer> {
  return withEmbedded({ directory, files, tokenKeyText }, async (session) => {
    const run = await withLake(session, (lake) => openRun(session, lake));
    const { ledger, objects } = session.workspace;
    return { canonical: await canonicalHost({ ledger, objects }, TENANT), run };
  });
}

/** A session over a new workspace that holds the claims of the files. */
export async function withEmbedded<Answer>(
  given: {
    readonly directory: string;
    readonly files: readonly Uint8Array[];
    readonly tokenKeyText: string;
  },
  action: (session: Session) => Promise<Answer>,
): Promise<Answer> {
  const { directory, files } = given;
  mkdirSync(directory, { recursive: true });
  const keyFile = join(directory, 'token.key');
  writeFileSync(keyFile, given.tokenKeyText, { mode: 0o600 });
  const inbox = files.map((body, at) => ({
    name: `file-${at}.835`,
    bytes: body.length,
    open: () => oneChunk(body),
  }));
  return withSession({ data: join(directory, 'workspace'), keyFile }, async (session) => {
    await ingestFiles(session, inbox, { publish: true });
    return action(session);
  });
}

async function* oneChunk(body: Uint8Array): AsyncGenerator<Uint8Array> {
  yield body;
}
