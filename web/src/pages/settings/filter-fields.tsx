// The fields of a filter, for a new endpoint and for one that is there.

import { LEDGER_ALERT_TYPES } from '../../../../lib/domain/alerts/alert-event.js';
import { DEFAULT_TYPES } from '../../../../lib/domain/alerts/endpoint-filter.js';
import type { EndpointChange, EndpointRow } from '../../../../lib/api/contract/endpoints.js';
import { fieldText } from '../../parts/field-text.js';
import { toCentsText } from '../../parts/to-cents.js';
import { EVENT_WORDS, npisOf } from './endpoint-words.js';

export interface FilterFieldsProps {
  readonly filter?: EndpointRow['filter'];
}

export function FilterFields({ filter }: FilterFieldsProps) {
  const types: readonly string[] = filter?.types ?? DEFAULT_TYPES;
  return (
    <>
      <fieldset className="kx-choices">
        <legend>Tell of</legend>
        {LEDGER_ALERT_TYPES.map((type) => (
          <label key={type}>
            <input
              type="checkbox"
              name="types"
              value={type}
              defaultChecked={types.includes(type)}
            />
            {EVENT_WORDS[type]}
          </label>
        ))}
      </fieldset>
      <label>
        Only providers (NPIs)
        <input className="kx-field" name="npis" defaultValue={filter?.npis.join(', ') ?? ''} />
      </label>
      <label>
        Only from (dollars over the amount)
        <input
          className="kx-field"
          name="minimum"
          inputMode="decimal"
          defaultValue={filter === undefined ? '' : String(filter.minimumCents / 100)}
        />
      </label>
    </>
  );
}

type Filter = Extract<EndpointChange, { change: 'filter' }>['filter'];

export type ReadFilter =
  | { readonly kind: 'filter'; readonly filter: Filter }
  | { readonly kind: 'wrong'; readonly words: string };

export function readFilter(form: FormData): ReadFilter {
  const types = LEDGER_ALERT_TYPES.filter((type) => form.getAll('types').includes(type));
  const npis = npisOf(fieldText(form, 'npis'));
  const minimum = fieldText(form, 'minimum');
  const minimumCents = minimum === '' ? 0 : toCentsText(minimum);
  if (types.length === 0) return { kind: 'wrong', words: 'Choose at least one kind of event.' };
  if (npis === null) return { kind: 'wrong', words: 'Providers are numbers of ten digits.' };
  if (minimumCents === null) return { kind: 'wrong', words: 'Write the amount in dollars.' };
  return { kind: 'filter', filter: { types: [...types], npis: [...npis], minimumCents } };
}
