// What an admin may do to an endpoint: a test event, a new secret, on and off, another filter, an
// agreement recorded or withdrawn, and the end of it.

import { useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import type {
  EndpointChange,
  EndpointRow,
  EndpointTestAnswer,
  EndpointWithSecret,
} from '../../../../lib/api/contract/endpoints.js';
import { sendJson } from '../../api/client.js';
import { PlainButton } from '../../parts/plain-button.js';
import { useAction } from '../../parts/use-action.js';
import { BaaForm } from './baa-form.js';
import { ENDPOINTS, testText } from './endpoint-words.js';
import { FilterFields, readFilter } from './filter-fields.js';
import type { ShownSecret } from './secret-note.js';

interface EndpointActionsProps {
  readonly endpoint: EndpointRow;
  readonly onSecret: (secret: ShownSecret) => void;
}

const PARTS = ['Filter', 'Agreement', 'Remove'] as const;
type Part = (typeof PARTS)[number];

export function EndpointActions({ endpoint, onSecret }: EndpointActionsProps) {
  const { message, isBusy, test, rotate, remove, change } = useEndpoint(endpoint, onSecret);
  const [opened, setOpened] = useState<Part | null>(null);
  const { host } = endpoint;
  const changed = (body: EndpointChange, words: string): void => {
    setOpened(null);
    change(body, words);
  };
  const switched: readonly [string, () => void] =
    endpoint.disabled === null
      ? ['Turn off', () => changed({ change: 'disable' }, 'It is off: what comes waits.')]
      : ['Turn on', () => changed({ change: 'enable' }, 'It is on: what waited goes first.')];
  const buttons = [['Send a test event', test], ['New secret', rotate], switched] as const;
  return (
    <>
      <p className="kx-actions">
        {buttons.map(([words, onClick]) => (
          <PlainButton key={words} words={words} of={host} isOff={isBusy} onClick={onClick} />
        ))}
        {PARTS.map((part) => (
          <PlainButton
            key={part}
            words={part}
            of={host}
            isOff={isBusy}
            isOpen={opened === part}
            onClick={() => setOpened(opened === part ? null : part)}
          />
        ))}
        <span role="status">{message}</span>
      </p>
      {opened === 'Filter' && <FilterForm endpoint={endpoint} onChange={changed} />}
      {opened === 'Agreement' && <BaaForm endpoint={endpoint} onChange={changed} />}
      {opened === 'Remove' && (
        <p className="kx-actions">
          All that waits for {host} is forgotten with it.
          <PlainButton words={`Remove ${host} now`} isOff={isBusy} onClick={remove} />
        </p>
      )}
    </>
  );
}

function useEndpoint({ endpointId, host }: EndpointRow, onSecret: (secret: ShownSecret) => void) {
  const client = useQueryClient();
  const { message, isBusy, start } = useAction();
  const path = `${ENDPOINTS}/${endpointId}`;
  const told = (act: () => Promise<string>): void =>
    start(async () => {
      const words = await act();
      await client.invalidateQueries({ queryKey: [ENDPOINTS] });
      return words;
    });
  return {
    message,
    isBusy,
    test: () =>
      told(async () => testText(await sendJson<EndpointTestAnswer>('POST', `${path}/test`))),
    rotate: () =>
      told(async () => {
        const { secret } = await sendJson<EndpointWithSecret>('POST', `${path}/secret`, {});
        onSecret({ endpoint: host, secret });
        return 'A new secret signs; the one before signs beside it for 24 hours.';
      }),
    remove: () =>
      told(async () => {
        await sendJson('DELETE', path);
        return 'Removed.';
      }),
    change: (body: EndpointChange, words: string) =>
      told(async () => {
        await sendJson('PUT', path, body);
        return words;
      }),
  };
}

function FilterForm({
  endpoint: { host, filter },
  onChange,
}: {
  readonly endpoint: EndpointRow;
  readonly onChange: (body: EndpointChange, words: string) => void;
}) {
  const { message, start } = useAction();
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const read = readFilter(new FormData(event.currentTarget));
    if (read.kind === 'wrong') start(() => Promise.resolve(read.words));
    else onChange({ change: 'filter', filter: read.filter }, 'The filter was changed.');
  };
  return (
    <form className="kx-form" aria-label={`Filter of ${host}`} onSubmit={submit}>
      <FilterFields filter={filter} />
      <p className="kx-actions">
        <button type="submit" className="kx-plain">
          Save the filter
        </button>
        <span role="status">{message}</span>
      </p>
    </form>
  );
}
