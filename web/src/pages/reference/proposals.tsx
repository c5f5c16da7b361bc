// Proposed amounts: approved or refused by somebody other than the one who proposed them.

import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { AmountProposal } from '../../../../lib/api/contract/reference.js';
import { ApiError, sendJson } from '../../api/client.js';
import { useApi, useMay, useMe } from '../../api/use-api.js';
import { dollars, groupName } from '../../parts/format.js';
import { Panel } from '../../parts/panel.js';
import { QueryState } from '../../parts/query-state.js';

export function Proposals() {
  const proposals = useApi<{ readonly proposals: readonly AmountProposal[] }>(
    '/api/reference/proposals',
  );
  return (
    <Panel title="Proposed amounts" description="Each takes a second person's approval">
      <QueryState query={proposals}>
        {(answer) =>
          answer.proposals.length === 0 ? (
            <p>Nobody has proposed an amount.</p>
          ) : (
            <ul className="kx-do">
              {answer.proposals.map((proposal) => (
                <Proposal key={proposal.proposalId} proposal={proposal} />
              ))}
            </ul>
          )
        }
      </QueryState>
    </Panel>
  );
}

function Proposal({ proposal }: { readonly proposal: AmountProposal }) {
  const me = useMe();
  const mayDecide = useMay('decide');
  const client = useQueryClient();
  const [message, setMessage] = useState('');
  const { what, year, group, cents, source, state, proposedBy, decidedBy, proposalId } = proposal;
  const isOwn = me.data?.userId === proposedBy;
  const decide = async (decision: 'approve' | 'refuse'): Promise<void> => {
    try {
      await sendJson('POST', `/api/reference/proposals/${proposalId}/decision`, { decision });
      await client.invalidateQueries();
    } catch (error) {
      setMessage(error instanceof ApiError ? error.message : 'That failed.');
    }
  };
  const words = group === 'both' ? 'both groups' : groupName(group);
  return (
    <li>
      <span>
        {what === 'kx' ? 'KX' : 'Review'} amount of {year}, {words}:{' '}
        <strong>{dollars(cents)}</strong>, {source}; proposed by {proposedBy}
        {decidedBy === null ? '' : `, ${state} by ${decidedBy}`}
      </span>
      {state === 'proposed' && mayDecide && !isOwn && (
        <>
          <button type="button" className="kx-plain" onClick={() => void decide('approve')}>
            Approve
          </button>
          <button type="button" className="kx-plain" onClick={() => void decide('refuse')}>
            Refuse
          </button>
        </>
      )}
      {state === 'proposed' && isOwn && <span className="kx-quiet">Waits for somebody else.</span>}
      <span role="status">{message}</span>
    </li>
  );
}
