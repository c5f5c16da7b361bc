// An approved amount becomes part of the workspace's reference, as `kxray reference set` enters it.

import { parseReferenceAdditions } from '../../lib/adapters/common/reference-additions.js';
import type { AmountProposal } from '../../lib/api/contract/reference.js';
import { SETTING_KINDS } from '../../lib/pipeline/fold-settings-of.js';
import type { JsonValue } from '../../lib/ports/settings-store.js';
import { noteRestatement } from '../restatement.js';
import { TENANT_ID, type Session } from '../session.js';

export async function enterAmount(
  session: Session,
  { userId, proposal }: { readonly userId: string; readonly proposal: AmountProposal },
): Promise<void> {
  const { what, year, group, cents, source, checkedOn, proposedBy } = proposal;
  const amount =
    what === 'kx'
      ? { kind: 'threshold', year, group, kxCents: cents }
      : { kind: 'review_threshold', year, group, reviewCents: cents };
  const enteredBy = `${proposedBy}, approved by ${userId}`;
  const [addition] = parseReferenceAdditions([{ ...amount, source, checkedOn, enteredBy }]);
  if (addition === undefined) throw new Error('an addition that became nothing');
  await noteRestatement(session, { year });
  await session.workspace.settings.append(TENANT_ID, {
    kind: SETTING_KINDS.referenceAddition,
    key: `${amount.kind}|${year}|${group}`,
    value: JSON.parse(JSON.stringify(addition)) as JsonValue,
    source,
    enteredBy,
    enteredAt: session.clock.now(),
  });
}
