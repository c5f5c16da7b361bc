// The rules as a tenant has set them, read anew for each piece of work: an amount entered a minute
// ago counts.

import { createHash } from 'node:crypto';
import { loadReference } from '../../lib/adapters/common/load-reference.js';
import { parseReferenceAdditions } from '../../lib/adapters/common/reference-additions.js';
import { referenceDirectory } from '../../lib/adapters/common/reference-directory.js';
import type { FoldContext } from '../../lib/domain/fold-settings.js';
import { foldSettingsOf, SETTING_KINDS } from '../../lib/pipeline/fold-settings-of.js';
import type { SettingsStore } from '../../lib/ports/settings-store.js';

export interface TenantRules {
  readonly context: FoldContext;
  /** Changes whenever a decision of the tenant does; equal on both hosts. */
  readonly settingsVersion: string;
  /** How many decisions there were: numbers restatements. */
  readonly decisions: number;
}

export async function readTenantRules(
  settings: SettingsStore,
  tenantId: string,
): Promise<TenantRules> {
  const { changes } = await settings.read(tenantId);
  const additions = changes
    .filter(({ kind }) => kind === SETTING_KINDS.referenceAddition)
    .map(({ value }) => value);
  const reference = await loadReference({
    directory: referenceDirectory(),
    additions: parseReferenceAdditions(additions),
  });
  return {
    context: { reference, settings: foldSettingsOf(changes) },
    settingsVersion: createHash('sha256')
      .update(JSON.stringify(changes))
      .digest('hex')
      .slice(0, 16),
    decisions: changes.length,
  };
}
