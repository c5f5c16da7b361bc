// What the two large works on identities need beside a session: the store that takes documents
// away, the keys, and quarantine under a key that is not the one in force.

import { join } from 'node:path';
import { WebhookSecretSeal } from '../lib/adapters/common/alerts/webhook-secret-seal.js';
import { dropLakeRows } from '../lib/adapters/common/lake/drop-lake-rows.js';
import {
  FileTokenKeyRotation,
  tokenKeyFile,
} from '../lib/adapters/embedded/file-token-key-rotation.js';
import { LmdbEnvironment } from '../lib/adapters/embedded/lmdb-environment.js';
import { LmdbLedgerKeeper } from '../lib/adapters/embedded/lmdb-ledger-keeper.js';
import { LmdbQuarantineStore } from '../lib/adapters/embedded/lmdb-quarantine-store.js';
import { resealSecrets } from '../lib/pipeline/alerts/reseal-secrets.js';
import type { DeleteTools } from '../lib/pipeline/identity/delete-person.js';
import type { RotateTools } from '../lib/pipeline/identity/rotate-token-key.js';
import { createTokenizer } from '../lib/pipeline/tokenizer.js';
import type { QuarantineStore } from '../lib/ports/quarantine-store.js';
import type { TokenKey } from '../lib/ports/secret-source.js';
import { TENANT_ID } from './session.js';
import type { VaultSession } from './vault-session.js';

export async function withDeleteTools<Answer>(
  session: VaultSession,
  action: (tools: DeleteTools) => Promise<Answer>,
): Promise<Answer> {
  const { workspace, tools, vault } = session;
  return withStore(session, async (environment) => {
    const tokenKey = await workspace.secrets.tokenKey(TENANT_ID);
    return action({
      ...tools,
      // Not the session's own, which put whom they meet into the vault.
      ledger: workspace.ledger,
      tokens: createTokenizer(TENANT_ID, tokenKey),
      keeper: new LmdbLedgerKeeper(environment),
      alerts: workspace.alerts,
      cases: workspace.cases,
      objects: workspace.objects,
      // `kxray report` writes files where it is told to, outside the workspace.
      rendered: null,
      vault: vault.vault,
      dropRows: dropLakeRows,
    });
  });
}

/** Begins a change of the token key, or takes up the one that was begun. */
export async function withRotateTools<Answer>(
  session: VaultSession,
  keyFile: string | undefined,
  action: (tools: RotateTools) => Promise<Answer>,
): Promise<Answer> {
  const { workspace, tools, vault } = session;
  return withStore(session, async (environment) => {
    const file = tokenKeyFile(workspace.directory, keyFile);
    const rotation = new FileTokenKeyRotation({ keyFile: file, environment });
    const state = await rotation.prepare(TENANT_ID);
    if (state.kind === 'idle') throw new Error('a change of the key that was not begun');
    const { former, next } = state;
    return action({
      ...tools,
      ledger: workspace.ledger,
      tokens: createTokenizer(TENANT_ID, former),
      nextTokens: createTokenizer(TENANT_ID, next),
      keeper: new LmdbLedgerKeeper(environment),
      alerts: workspace.alerts,
      quarantine: quarantineUnder(environment, former),
      nextQuarantine: quarantineUnder(environment, next),
      vault: vault.vault,
      rotation,
      resealSecrets: () =>
        resealSecrets(
          { tenantId: TENANT_ID, alerts: workspace.alerts },
          { from: sealUnder(former), to: sealUnder(next) },
        ),
    });
  });
}

async function withStore<Answer>(
  { workspace }: VaultSession,
  action: (environment: LmdbEnvironment) => Promise<Answer>,
): Promise<Answer> {
  const environment = LmdbEnvironment.open(join(workspace.directory, 'store'));
  try {
    return await action(environment);
  } finally {
    await environment.close();
  }
}

function sealUnder(key: TokenKey): WebhookSecretSeal {
  return new WebhookSecretSeal({ tokenKey: async () => key });
}

function quarantineUnder(environment: LmdbEnvironment, key: TokenKey): QuarantineStore {
  return new LmdbQuarantineStore(environment, { tokenKey: async () => key });
}
