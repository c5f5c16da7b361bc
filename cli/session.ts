// The composition root of the embedded host: opens the workspace, reads its settings and the
// reference data, and hands the steps what they need. Every command opens one session.

import { homedir, userInfo } from 'node:os';
import { join } from 'node:path';
import { openReference } from '../lib/adapters/common/open-reference.js';
import { settleTokenKey } from '../lib/adapters/embedded/file-token-key-rotation.js';
import { openVault, type EmbeddedVault } from '../lib/adapters/embedded/identity-vault.js';
import { openWorkspace, type EmbeddedWorkspace } from '../lib/adapters/embedded/open-workspace.js';
import { SystemClock } from '../lib/adapters/embedded/system-clock.js';
import type { Principal } from '../lib/api/principal.js';
import type { ReferenceData } from '../lib/domain/reference.js';
import { rememberIdentities } from '../lib/pipeline/identity/remember-identities.js';
import type { IntakeTools } from '../lib/pipeline/ingest-claims.js';
import { referenceAdditions, tenantRules } from '../lib/pipeline/tenant-rules.js';
import { createTokenizer } from '../lib/pipeline/tokenizer.js';
import type { Clock } from '../lib/ports/clock.js';
import type { SettingsChange } from '../lib/ports/settings-store.js';

/** The one tenant of an embedded workspace. */
export const TENANT_ID = 'default';

export interface SessionOptions {
  readonly data: string;
  readonly keyFile?: string | undefined;
  /** What opens the identity vault; adding to it needs no key. */
  readonly vaultKeyFile?: string | undefined;
}

export interface Session {
  readonly workspace: EmbeddedWorkspace;
  readonly tools: IntakeTools;
  readonly clock: Clock;
  readonly settings: readonly SettingsChange[];
  /** Null where the workspace keeps none. */
  readonly vault: EmbeddedVault | null;
  close(): Promise<void>;
}

export async function openSession(options: SessionOptions): Promise<Session> {
  const workspace = await openWorkspace({
    directory: expandHome(options.data),
    keyFile: options.keyFile,
  });
  try {
    await settleTokenKey(TENANT_ID, { directory: workspace.directory, keyFile: options.keyFile });
    const { changes } = await workspace.settings.read(TENANT_ID);
    const tokenKey = await workspace.secrets.tokenKey(TENANT_ID);
    const tokens = createTokenizer(TENANT_ID, tokenKey);
    const ledgerTools = { tenantId: TENANT_ID, ledger: workspace.ledger, tokens };
    const { context } = await tenantRules(changes, openReference);
    const { vaultKeyFile } = options;
    const vault = await openVault({ directory: workspace.directory, vaultKeyFile });
    return {
      workspace,
      clock: new SystemClock(),
      settings: changes,
      vault,
      tools: {
        ...(vault === null ? ledgerTools : rememberIdentities(ledgerTools, vault.vault)),
        quarantine: workspace.quarantine,
        context,
      },
      async close() {
        await vault?.close();
        await workspace.close();
      },
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
  return openReference(referenceAdditions(changes));
}

/** Who enters something: the account of this machine. */
export function enteredBy(): string {
  try {
    return userInfo().username;
  } catch {
    return 'unknown';
  }
}

/** To the API and its trail: whoever may run the command may do everything in the workspace. */
export function operator(): Principal {
  return { tenantId: TENANT_ID, userId: enteredBy(), role: 'admin' };
}

/** A shell leaves `--data=~/x` as it is. */
export function expandHome(path: string): string {
  return path.startsWith('~/') ? join(homedir(), path.slice(2)) : path;
}
