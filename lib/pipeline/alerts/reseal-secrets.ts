// After a change of the token key: the secrets of webhooks, sealed under the former key, are sealed
// under the present one. Receivers notice nothing. Doing it twice, or after a crash, does no harm.

import type { SealedPlace, SecretSeal } from '../../ports/alert-store-seal.js';
import type { WebhookEndpoint } from './alert-records.js';
import type { CollectTools } from './alert-tools.js';
import { changeEndpoint, listEndpoints } from './webhook-endpoints.js';

/** How many were sealed anew. */
export async function resealSecrets(
  tools: Pick<CollectTools, 'tenantId' | 'alerts'>,
  seals: { readonly from: SecretSeal; readonly to: SecretSeal },
): Promise<number> {
  const { tenantId } = tools;
  let count = 0;
  for (const { endpointId, secrets } of await listEndpoints(tools)) {
    const fresh = new Map<string, string>();
    for (const { secretId, sealed } of secrets) {
      const place: SealedPlace = { tenantId, endpointId, secretId };
      if (await opens(seals.to, place, sealed)) continue;
      fresh.set(sealed, await seals.to.seal(place, await seals.from.open(place, sealed)));
    }
    if (fresh.size === 0) continue;
    await changeEndpoint(tools, endpointId, (before) => withSeals(before, fresh));
    count += fresh.size;
  }
  return count;
}

async function opens(seal: SecretSeal, place: SealedPlace, sealed: string): Promise<boolean> {
  return seal.open(place, sealed).then(
    () => true,
    () => false,
  );
}

/** By what was sealed: a secret that was rotated meanwhile stays as it is. */
function withSeals(before: WebhookEndpoint, fresh: ReadonlyMap<string, string>): WebhookEndpoint {
  const secrets = before.secrets.map((secret) => ({
    ...secret,
    sealed: fresh.get(secret.sealed) ?? secret.sealed,
  }));
  return { ...before, secrets };
}
