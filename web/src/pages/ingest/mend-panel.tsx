// One claim in quarantine: what stands in its way, one fault after the other, until it can be read;
// then it is tried again. What is typed goes in the body of a request and is kept nowhere here.

import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState, type FormEvent } from 'react';
import type { MendAnswer, MendBody } from '../../../../lib/api/contract/mend.js';
import { ApiError, sendJson } from '../../api/client.js';
import { fieldText } from '../../parts/field-text.js';
import { Loading } from '../../parts/loading.js';
import { Panel } from '../../parts/panel.js';
import { PlainButton } from '../../parts/plain-button.js';
import { acceptedText, readableText } from './mend-words.js';
import { MendValue } from './mend-value.js';

export interface MendPanelProps {
  readonly quarantineKey: string;
  readonly place: string;
  readonly onDone: () => void;
}

type Mends = MendBody['mends'];

export function MendPanel({ quarantineKey, place, onDone }: MendPanelProps) {
  const { answer, message, isBusy, mends, send } = useMending(quarantineKey);
  const top = useRef<HTMLDivElement>(null);
  useEffect(() => top.current?.focus(), []);
  return (
    <div ref={top} tabIndex={-1}>
      <Panel
        title="Mend a claim"
        description={place}
        actions={<PlainButton words="Close" of="mending" onClick={onDone} />}
      >
        <p role="status">{message}</p>
        {answer === null && message === '' && <Loading />}
        {mends.length > 0 && answer?.kind !== 'accepted' && (
          <ol>
            {mends.map(({ field, segment }) => (
              <li key={`${segment} ${field}`}>{field} is mended.</li>
            ))}
          </ol>
        )}
        {answer?.kind === 'unmendable' && (
          <p>
            Nobody may mend this here: {answer.message}. The payer has to send the claim again; what
            comes whole leaves the quarantine by itself.
          </p>
        )}
        {answer?.kind === 'fault' && (
          <FaultForm
            key={mends.length}
            answer={answer}
            isBusy={isBusy}
            onMend={(mend) => send([...mends, mend], false)}
          />
        )}
        {answer?.kind === 'readable' && (
          <>
            <p>{readableText(answer)}</p>
            <p className="kx-actions">
              <PlainButton words="Try it again" isOff={isBusy} onClick={() => send(mends, true)} />
            </p>
          </>
        )}
        {answer?.kind === 'accepted' && <p>{acceptedText(answer)}</p>}
      </Panel>
    </div>
  );
}

function useMending(quarantineKey: string) {
  const client = useQueryClient();
  const [answer, setAnswer] = useState<MendAnswer | null>(null);
  const [mends, setMends] = useState<Mends>([]);
  const [message, setMessage] = useState('');
  const [isBusy, setBusy] = useState(false);
  const ask = async (asked: Mends, isFinal: boolean): Promise<void> => {
    setBusy(true);
    setMessage(isFinal ? 'The claim is being judged, and the figures renewed.' : '');
    try {
      const path = `/api/quarantine/${quarantineKey}/mend`;
      const body: MendBody = { mends: asked, isFinal };
      const told = await sendJson<MendAnswer>('POST', path, body);
      setAnswer(told);
      setMends(asked);
      setMessage('');
      if (told.kind === 'accepted') await client.invalidateQueries();
    } catch (error) {
      setMessage(error instanceof ApiError ? error.message : 'That failed; try again.');
    } finally {
      setBusy(false);
    }
  };
  // Once, when the panel is opened for this claim.
  useEffect(() => void ask([], false), [quarantineKey]);
  return {
    answer,
    message,
    isBusy,
    mends,
    send: (asked: Mends, isFinal: boolean) => void ask(asked, isFinal),
  };
}

interface FaultFormProps {
  readonly answer: Extract<MendAnswer, { kind: 'fault' }>;
  readonly isBusy: boolean;
  readonly onMend: (mend: Mends[number]) => void;
}

function FaultForm({ answer: { fault }, isBusy, onMend }: FaultFormProps) {
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const value = fieldText(new FormData(event.currentTarget), 'value');
    onMend({ segment: fault.segment, field: fault.field, value });
  };
  return (
    <form className="kx-form" aria-label="What stands in the way" onSubmit={submit}>
      <p>
        Segment {fault.segment} of the claim: {fault.message}.
        {fault.present !== null && (
          <>
            {' '}
            It says <code>{fault.present === '' ? '(nothing)' : fault.present}</code>.
          </>
        )}
      </p>
      <MendValue input={fault.input} question={fault.question} />
      <p className="kx-actions">
        <button type="submit" className="kx-plain" disabled={isBusy}>
          Put it in
        </button>
      </p>
    </form>
  );
}
