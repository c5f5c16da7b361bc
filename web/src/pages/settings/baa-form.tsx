// The tick that lets protected facts go to an endpoint: an agreement stands, and which one. Without
// it nothing goes there that could lead to a person.

import { useState, type FormEvent } from 'react';
import type { EndpointChange, EndpointRow } from '../../../../lib/api/contract/endpoints.js';
import { fieldText } from '../../parts/field-text.js';

export interface BaaFormProps {
  readonly endpoint: EndpointRow;
  readonly onChange: (body: EndpointChange, words: string) => void;
}

export function BaaForm({ endpoint, onChange }: BaaFormProps) {
  const [isSigned, setSigned] = useState(endpoint.baa !== null);
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const note = fieldText(new FormData(event.currentTarget), 'note');
    if (isSigned) onChange({ change: 'baa', note }, 'Recorded: protected facts go there now.');
    else onChange({ change: 'baa_withdrawn' }, 'Withdrawn: nothing protected goes there.');
  };
  return (
    <form className="kx-form" aria-label={`Agreement of ${endpoint.host}`} onSubmit={submit}>
      <label className="kx-tick">
        <input
          type="checkbox"
          checked={isSigned}
          onChange={(event) => setSigned(event.target.checked)}
        />
        A business associate agreement (BAA) with the receiver is signed
      </label>
      {isSigned && (
        <label>
          Which one
          <input
            className="kx-field"
            name="note"
            required
            minLength={3}
            maxLength={200}
            defaultValue={endpoint.baa?.note ?? ''}
          />
        </label>
      )}
      <p className="kx-actions">
        <button type="submit" className="kx-plain">
          {isSigned ? 'Record the agreement' : 'Withdraw the agreement'}
        </button>
      </p>
    </form>
  );
}
