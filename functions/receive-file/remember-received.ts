// The hook of the vault at the door that reads files, the only one that sees a number: whoever is
// in a part of a file is in the vault before anything of that part is laid down. A part that was
// killed before is read again, so nobody is passed over (lib/pipeline/identity has the hook of a
// host where one process reads and posts).

import { identityOf } from '../../lib/pipeline/identity/identity-of.js';
import type { IntakeTools } from '../../lib/pipeline/ingest-claims.js';
import type { IdentityVault, KnownIdentity } from '../../lib/ports/identity-vault.js';
import type { ObjectStore } from '../../lib/ports/object-store.js';

export interface Remembering {
  readonly tools: IntakeTools;
  readonly objects: ObjectStore;
}

/** Puts that are under way at once: each is a request of its own. */
const MOST_AT_ONCE = 500;

export function rememberReceived(
  { tools, objects }: Remembering,
  vault: Pick<IdentityVault, 'remember'>,
): Remembering {
  const { tenantId, tokens } = tools;
  const waiting = new Map<string, KnownIdentity>();
  const write = async (): Promise<void> => {
    const known = [...waiting.values()];
    for (let at = 0; at < known.length; at += MOST_AT_ONCE) {
      await vault.remember(tenantId, known.slice(at, at + MOST_AT_ONCE));
    }
    for (const { token } of known) waiting.delete(token);
  };
  return {
    tools: {
      ...tools,
      tokens: {
        keyId: tokens.keyId,
        keyedHash: (parts) => tokens.keyedHash(parts),
        token(id, payerId) {
          const token = tokens.token(id, payerId);
          if (!waiting.has(token)) waiting.set(token, { token, ...identityOf(id, payerId) });
          return token;
        },
      },
    },
    objects: {
      async put(key, body, condition) {
        await write();
        return objects.put(key, body, condition);
      },
      get: (key) => objects.get(key),
      list: (prefix) => objects.list(prefix),
      copy: (from, to) => objects.copy(from, to),
      remove: (key) => objects.remove(key),
    },
  };
}
