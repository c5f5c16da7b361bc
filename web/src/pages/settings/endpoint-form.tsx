// Adding an endpoint: where to, of what, and whether an agreement lets it receive PHI.

import { useQueryClient } from '@tanstack/react-query';
import type { FormEvent } from 'react';
import type { EndpointWithSecret } from '../../../../lib/api/contract/endpoints.js';
import { sendJson } from '../../api/client.js';
import { fieldText } from '../../parts/field-text.js';
import { useAction } from '../../parts/use-action.js';
import { ENDPOINTS } from './endpoint-words.js';
import { FilterFields, readFilter } from './filter-fields.js';
import type { ShownSecret } from './secret-note.js';

export interface EndpointFormProps {
  readonly onSecret: (secret: ShownSecret) => void;
}

export function EndpointForm({ onSecret }: EndpointFormProps) {
  const client = useQueryClient();
  const { message, isBusy, start } = useAction();
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const element = event.currentTarget;
    const form = new FormData(element);
    start(async () => {
      const read = readFilter(form);
      if (read.kind === 'wrong') return read.words;
      const note = fieldText(form, 'baaNote');
      const { endpoint, secret } = await sendJson<EndpointWithSecret>('POST', ENDPOINTS, {
        url: fieldText(form, 'url'),
        description: fieldText(form, 'description'),
        filter: read.filter,
        baaNote: note === '' ? null : note,
      });
      onSecret({ endpoint: endpoint.host, secret });
      element.reset();
      await client.invalidateQueries({ queryKey: [ENDPOINTS] });
      return 'Added.';
    });
  };
  return (
    <form className="kx-form" aria-label="Add an endpoint" onSubmit={submit}>
      <h3>Add an endpoint</h3>
      <label>
        Address (https only)
        <input className="kx-field" name="url" type="url" required minLength={8} maxLength={2000} />
      </label>
      <label>
        Whose it is
        <input className="kx-field" name="description" maxLength={200} />
      </label>
      <FilterFields />
      <label>
        Agreement (BAA) that lets it receive PHI; empty: it gets no token, claim or date
        <input className="kx-field" name="baaNote" minLength={3} maxLength={200} />
      </label>
      <p className="kx-actions">
        <button type="submit" className="kx-plain" disabled={isBusy}>
          Add and show the secret
        </button>
        <span role="status">{message}</span>
      </p>
    </form>
  );
}
