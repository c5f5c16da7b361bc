// An approved amount becomes part of the workspace's reference, as `kxray reference set` enters it.

import { parseReferenceAdditions } from '../../lib/adapters/common/reference-additions.js';
import { approvedAmount } from '../../lib/api/approved-amount.js';
import type { AmountProposal } from '../../lib/api/contract/reference.js';
import { noteRestatement } from '../restatement.js';
import { TENANT_ID, type Session } from '../session.js';

export async function enterAmount(
  session: Session,
  { userId, proposal }: { readonly userId: string; readonly proposal: AmountProposal },
): Promise<void> {
  const change = approvedAmount(proposal, { userId, now: session.clock.now() });
  // Throws before anything is stored that the next reader could not read.
  parseReferenceAdditions([change.value]);
  await noteRestatement(session, { year: proposal.year });
  await session.workspace.settings.append(TENANT_ID, change);
}
