// Proposing an amount that CMS announced.

import { useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { ApiError, sendJson } from '../../api/client.js';
import { fieldText } from '../../parts/field-text.js';
import { Panel } from '../../parts/panel.js';
import { toCentsText } from '../../parts/to-cents.js';

export function ProposalForm() {
  const client = useQueryClient();
  const [message, setMessage] = useState('');
  const submit = async (event: FormEvent<HTMLFormElement>): Promise<void> => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const text = (name: string): string => fieldText(form, name);
    const cents = toCentsText(text('amount'));
    if (cents === null) return setMessage('Write the amount in dollars, such as 2,550.00.');
    try {
      await sendJson('POST', '/api/reference/proposals', {
        what: text('what'),
        year: Number(text('year')),
        group: text('group'),
        cents,
        source: text('source'),
        checkedOn: text('checkedOn'),
      });
      setMessage('Proposed: it waits for the approval of somebody else.');
      await client.invalidateQueries({ queryKey: ['/api/reference/proposals'] });
    } catch (error) {
      setMessage(error instanceof ApiError ? error.message : 'That could not be proposed.');
    }
  };
  return (
    <Panel title="Propose an amount that CMS announced">
      <form className="kx-filters" onSubmit={(event) => void submit(event)}>
        <label>
          Amount
          <select name="what">
            <option value="kx">KX</option>
            <option value="review">review</option>
          </select>
        </label>
        <label>
          Year
          <input className="kx-field" name="year" type="number" min="2018" max="2199" required />
        </label>
        <label>
          Group
          <select name="group">
            <option value="both">both</option>
            <option value="PT_SLP">PT+SLP</option>
            <option value="OT">OT</option>
          </select>
        </label>
        <label>
          Dollars
          <input className="kx-field" name="amount" inputMode="decimal" required />
        </label>
        <label>
          Where it is published
          <input className="kx-field" name="source" minLength={3} required />
        </label>
        <label>
          Read on
          <input className="kx-field" name="checkedOn" type="date" required />
        </label>
        <button type="submit" className="kx-plain">
          Propose
        </button>
        <span role="status">{message}</span>
      </form>
    </Panel>
  );
}
