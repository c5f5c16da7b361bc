// Posts one claim that a person mended in quarantine, on a host that posts batches: the same step,
// the same log of the lake, and the vault first where the tenant keeps one, for a mended number may
// be of somebody whom nobody knew.

import type { IdentityVault } from '../../ports/identity-vault.js';
import { rememberIdentities } from '../identity/remember-identities.js';
import type { IngestSummary } from '../ingest-summary.js';
import { acceptMended, type MendedClaim } from '../quarantine/accept-mended.js';
import { openCommitLog } from '../lake/open-commit-log.js';
import type { PostTarget } from './post-batch.js';

export interface MendTarget extends PostTarget {
  /** Null where the tenant keeps no vault. */
  readonly vault: Pick<IdentityVault, 'remember'> | null;
}

/** Twice is as good as once: what was posted before is a duplicate. */
export function postMended(
  { vault, ...target }: MendTarget,
  mended: MendedClaim,
): Promise<IngestSummary> {
  const { tools } = target;
  const kept = vault === null ? tools : { ...tools, ...rememberIdentities(tools, vault) };
  return acceptMended(kept, mended, { log: openCommitLog({ ...target, tools: kept }) });
}
