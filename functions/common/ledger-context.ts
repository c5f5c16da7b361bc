// The rules as a tenant has set them, read anew for each piece of work: an amount entered a minute
// ago counts.

import { openReference } from '../../lib/adapters/common/open-reference.js';
import { tenantRules, type TenantRules } from '../../lib/pipeline/tenant-rules.js';
import type { SettingsStore } from '../../lib/ports/settings-store.js';

export async function readTenantRules(
  settings: SettingsStore,
  tenantId: string,
): Promise<TenantRules> {
  return tenantRules((await settings.read(tenantId)).changes, openReference);
}
