// The composition root of the embedded host: opens the workspace, reads its settings and the
// reference data, and hands the steps what they need. Every command opens one session.

import { createHash } from 'node:crypto';
import { homedir, userInfo } from 'node:os';
import { join } from 'node:path';
import { loadReference } from '../lib/adapters/common/load-reference.js';
import { parseReferenceAdditions } from '../lib/adapters/common/reference-additions.js';
import { referenceDirectory } from '../lib/adapters/common/reference-directory.js';
import { openWorkspace, type EmbeddedWorkspace } from '../lib/adapters/embedded/open-workspace.js';
import { SystemClock } from '../lib/adapters/embedded/system-clock.js';
import type { ReferenceData } from '../lib/domain/reference.js';
import { foldSettingsOf, SETTING_KINDS } from '../lib/pipeline/fold-settings-of.js';
import type { IntakeTools } from '../lib/pipeline/ingest-claims.js';
import { createTokenizer } from '../lib/pipeline/tokenizer.js';
import type { Clock } from '../lib/ports/clock.js';
import type { SettingsChange } from '../lib/ports/settings-store.js';

/** The one tenant of an embedded workspace. */
export const TENANT_ID = 'default';

export interface SessionOptions {
  readonly data: string;
  readonly keyFile?: string | undefined;
}

export interface Session {
  readonly workspace: EmbeddedWorkspace;
  readonly tools: IntakeTools;
  readonly clock: Clock;
  readonly settings: readonly SettingsChange[];
  close(): Promise<void>;
}

export async function openSession(options: SessionOptions): Promise<Session> {
  const workspace = await openWorkspace({
    directory: expandHome(options.data),
    keyFile: options.keyFile,
  });
  try {
    const { changes } = await workspace.settings.read(TENANT_ID);
    const tokenKey = await workspace.secrets.tokenKey(TENANT_ID);
    return {
      workspace,
      clock: new SystemClock(),
      settings: changes,
      tools: {
        tenantId: TENANT_ID,
        ledger: workspace.ledger,
        quarantine: workspace.quarantine,
        tokens: createTokenizer(TENANT_ID, tokenKey),
        context: { reference: await referenceOf(changes), settings: foldSettingsOf(changes) },
      },
      close: () => workspace.close(),
    };
  } catch (error) {
    await workspace.close();
    throw error;
  }
}

/** The session while it lasts; closed whatever happens. */
export async function withSession<Answer>(
  options: SessionOptions,
  action: (session: Session) => Promise<Answer>,
): Promise<Answer> {
  const session = await openSession(options);
  try {
    return await action(session);
  } finally {
    await session.close();
  }
}

/** The shipped reference and what the workspace adds to it. */
export async function referenceOf(changes: readonly SettingsChange[]): Promise<ReferenceData> {
  const additions = changes
    .filter((change) => change.kind === SETTING_KINDS.referenceAddition)
    .map((change) => change.value);
  return loadReference({
    directory: referenceDirectory(),
    additions: parseReferenceAdditions(additions),
  });
}

/** Changes whenever a decision of the workspace does. */
export function settingsVersion(changes: readonly SettingsChange[]): string {
  return createHash('sha256').update(JSON.stringify(changes)).digest('hex').slice(0, 16);
}

/** Who enters something: the account of this machine. */
export function enteredBy(): string {
  try {
    return userInfo().username;
  } catch {
    return 'unknown';
  }
}

/** A shell leaves `--data=~/x` as it is. */
export function expandHome(path: string): string {
  return path.startsWith('~/') ? join(homedir(), path.slice(2)) : path;
}
