// Whose claim a reference names, by the index of the pages: nothing is looked for in the ledger.

import { claimBucket } from '../pipeline/pages/claim-ref.js';
import type { ClaimOwner } from '../pipeline/pages/page-contents.js';
import { readBeneficiary, type BeneficiaryLedger } from '../pipeline/read-beneficiary.js';
import type { ApiContext } from './api-context.js';

export async function claimOwner(
  { pages }: Pick<ApiContext, 'pages'>,
  tenantId: string,
  claimRef: string,
): Promise<ClaimOwner | null> {
  const set = await pages.set(tenantId);
  if (set === null) return null;
  type Bucket = Readonly<Record<string, ClaimOwner>>;
  const bucket = await pages.page<Bucket>(tenantId, set.pagesId, claimBucket(claimRef));
  return bucket !== null && Object.hasOwn(bucket, claimRef) ? (bucket[claimRef] ?? null) : null;
}

/** The claim's number and the ledger of its beneficiary; null where there is no such claim. */
export async function claimLedger(
  context: ApiContext,
  tenantId: string,
  claimRef: string,
): Promise<{ readonly icn: string; readonly ledger: BeneficiaryLedger } | null> {
  const owner = await claimOwner(context, tenantId, claimRef);
  const [token] = owner?.tokens ?? [];
  if (owner === null || token === undefined) return null;
  const ledger = await readBeneficiary(await context.ports.openTenant(tenantId), token);
  return ledger === null ? null : { icn: owner.claim, ledger };
}
