// What the works of the vault's door go by, for one tenant and one call.

import type { Clock } from '../../lib/ports/clock.js';
import type { IdentityVault, VaultAccess } from '../../lib/ports/identity-vault.js';
import type { VaultStores } from './vault-stores.js';

export interface VaultWork {
  readonly tenantId: string;
  readonly stores: VaultStores;
  readonly vault: IdentityVault;
  readonly access: VaultAccess;
  readonly clock: Clock;
  readonly isTimeUp: () => boolean;
}
