// Entering spend with other providers: with its day and where the figure comes from.

import { useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { ApiError, sendJson } from '../../api/client.js';
import { dollars } from '../../parts/format.js';
import { fieldText } from '../../parts/field-text.js';
import { Panel } from '../../parts/panel.js';
import { toCentsText } from '../../parts/to-cents.js';

export function SeedForm({ token, year }: { readonly token: string; readonly year: number }) {
  const client = useQueryClient();
  const [message, setMessage] = useState('');
  const submit = async (event: FormEvent<HTMLFormElement>): Promise<void> => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const text = (name: string): string => fieldText(form, name);
    const cents = toCentsText(text('amount'));
    if (cents === null) return setMessage('Write the amount in dollars, such as 850.00.');
    const asOf = text('asOf');
    try {
      const done = await sendJson<{
        readonly accumulatedCents: number | null;
        readonly isNew: boolean;
      }>('POST', `/api/beneficiaries/${token}/seeds`, {
        kind: text('kind'),
        year,
        group: text('group'),
        cents,
        asOf: asOf === '' ? null : asOf,
        source: text('source'),
      });
      setMessage(
        `${done.isNew ? 'Entered' : 'Already entered'}. ${dollars(done.accumulatedCents ?? 0)} used now.`,
      );
      await client.invalidateQueries();
    } catch (error) {
      setMessage(error instanceof ApiError ? error.message : 'That could not be entered.');
    }
  };
  return (
    <Panel title="Enter spend with other providers">
      <form className="kx-filters" onSubmit={(event) => void submit(event)}>
        <label>
          Kind
          <select name="kind">
            <option value="outside">spent with others</option>
            <option value="totalUsed">used in all (eligibility answer)</option>
          </select>
        </label>
        <label>
          Group
          <select name="group">
            <option value="PT_SLP">PT+SLP</option>
            <option value="OT">OT</option>
          </select>
        </label>
        <label>
          Dollars
          <input className="kx-field" name="amount" inputMode="decimal" required />
        </label>
        <label>
          As of
          <input className="kx-field" name="asOf" type="date" />
        </label>
        <label>
          Where the figure comes from
          <input className="kx-field" name="source" minLength={3} required />
        </label>
        <button type="submit" className="kx-plain">
          Enter
        </button>
        <span role="status">{message}</span>
      </form>
    </Panel>
  );
}
