// Amounts that somebody proposed and somebody else approves: settings changes, so that they are
// append-only; what a proposal has come to is folded from them.

import { randomUUID } from 'node:crypto';
import type { SettingsStore } from '../ports/settings-store.js';
import { proposal, type AmountProposal, type ProposalBody } from './contract/reference.js';

const KIND = 'reference_proposal';

export async function readProposals(
  settings: SettingsStore,
  tenantId: string,
): Promise<readonly AmountProposal[]> {
  const { changes } = await settings.read(tenantId);
  const byId = new Map<string, AmountProposal>();
  for (const change of changes) {
    if (change.kind === KIND) byId.set(change.key, proposal.parse(change.value));
  }
  return [...byId.values()].reverse();
}

export function newProposal(
  body: ProposalBody,
  by: { readonly userId: string; readonly now: string },
): AmountProposal {
  return {
    ...body,
    proposalId: randomUUID(),
    state: 'proposed',
    proposedBy: by.userId,
    proposedAt: by.now,
    decidedBy: null,
    decidedAt: null,
  };
}

export async function storeProposal(
  settings: SettingsStore,
  stored: {
    readonly tenantId: string;
    readonly proposal: AmountProposal;
    readonly by: string;
    readonly now: string;
  },
): Promise<void> {
  await settings.append(stored.tenantId, {
    kind: KIND,
    key: stored.proposal.proposalId,
    value: stored.proposal,
    source: stored.proposal.source,
    enteredBy: stored.by,
    enteredAt: stored.now,
  });
}
