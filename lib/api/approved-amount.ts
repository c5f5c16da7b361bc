// An approved amount as a decision about the workspace: the same that `kxray reference set` enters,
// with both names on it.

import { SETTING_KINDS } from '../pipeline/fold-settings-of.js';
import type { SettingsChange } from '../ports/settings-store.js';
import type { AmountProposal } from './contract/reference.js';

export function approvedAmount(
  proposal: AmountProposal,
  by: { readonly userId: string; readonly now: string },
): SettingsChange {
  const { what, year, group, cents, source, checkedOn, proposedBy } = proposal;
  const enteredBy = `${proposedBy}, approved by ${by.userId}`;
  const amount =
    what === 'kx'
      ? { kind: 'threshold', year, group, kxCents: cents }
      : { kind: 'review_threshold', year, group, reviewCents: cents };
  return {
    kind: SETTING_KINDS.referenceAddition,
    key: `${amount.kind}|${year}|${group}`,
    value: { ...amount, source, checkedOn, enteredBy },
    source,
    enteredBy,
    enteredAt: by.now,
  };
}
