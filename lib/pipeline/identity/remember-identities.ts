// The hook of the vault: wraps what makes tokens and what stores documents, so that whoever gets
// documents in the ledger is in the vault before, whichever door they came through. A number that
// is only looked up, and of whom the ledger knows nothing, is not kept.

import type { IdentityVault, KnownIdentity } from '../../ports/identity-vault.js';
import type { LedgerStore } from '../../ports/ledger-store.js';
import type { LedgerTools } from '../ledger-tools.js';
import { identityOf } from './identity-of.js';

type Remembering = Pick<LedgerTools, 'tenantId' | 'tokens' | 'ledger'>;

/** Identities of a large file wait no longer than this for their claims to be stored. */
const MOST_WAITING = 5_000;
const MOST_KNOWN = 200_000;

export function rememberIdentities(
  { tenantId, tokens, ledger }: Remembering,
  vault: Pick<IdentityVault, 'remember'>,
): Remembering {
  const known = new Set<string>();
  const waiting = new Map<string, KnownIdentity>();
  let ahead: Promise<void> = Promise.resolve();
  let failure: { readonly error: unknown } | null = null;

  const take = (wanted: Iterable<string>): readonly KnownIdentity[] => {
    const taken: KnownIdentity[] = [];
    for (const token of wanted) {
      const identity = waiting.get(token);
      if (identity === undefined) continue;
      taken.push(identity);
      waiting.delete(token);
    }
    if (known.size > MOST_KNOWN) known.clear();
    for (const { token } of taken) known.add(token);
    return taken;
  };
  /** A file with more people than should wait: they are written while the rest is read. */
  const writeAhead = (): void => {
    const taken = take([...waiting.keys()]);
    ahead = ahead
      .then(() => vault.remember(tenantId, taken))
      .catch((error: unknown) => {
        failure ??= { error };
      });
  };
  const write = async (wanted: Iterable<string>): Promise<void> => {
    const taken = take(wanted);
    try {
      if (taken.length > 0) await vault.remember(tenantId, taken);
    } catch (error) {
      for (const identity of taken) {
        known.delete(identity.token);
        waiting.set(identity.token, identity);
      }
      throw error;
    }
    await ahead;
    if (failure !== null) throw failure.error;
  };

  return {
    tenantId,
    tokens: {
      keyId: tokens.keyId,
      keyedHash: (parts) => tokens.keyedHash(parts),
      token(id, payerId) {
        const token = tokens.token(id, payerId);
        if (!known.has(token) && !waiting.has(token)) {
          waiting.set(token, { token, ...identityOf(id, payerId) });
          if (waiting.size >= MOST_WAITING) writeAhead();
        }
        return token;
      },
    },
    ledger: remembering(ledger, write),
  };
}

function remembering(
  ledger: LedgerStore,
  write: (tokens: Iterable<string>) => Promise<void>,
): LedgerStore {
  return {
    async load(keys) {
      const documents = await ledger.load(keys);
      const stored = documents.flatMap((document) => (document === null ? [] : [document.token]));
      await write(new Set(stored));
      return documents;
    },
    async commit(changes) {
      await write(new Set(changes.map(({ document }) => document.token)));
      return ledger.commit(changes);
    },
    listShards: (tenantId) => ledger.listShards(tenantId),
    readShard: (tenantId, year, shard) => ledger.readShard(tenantId, year, shard),
  };
}
