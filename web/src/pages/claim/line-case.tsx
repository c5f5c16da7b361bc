// The case of one line: who has it, what was decided, when and why, and the next decision. What was
// decided stays; a new decision is added to it.

import { useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import type { CaseOfLine, ClaimCasesAnswer } from '../../../../lib/api/contract/cases.js';
import { refundSentence } from '../../../../lib/domain/refund-sentence.js';
import { ClockStrip } from '../../charts/clock-strip.js';
import { sendJson } from '../../api/client.js';
import { useMay, useMe } from '../../api/use-api.js';
import { fieldText } from '../../parts/field-text.js';
import { PlainButton } from '../../parts/plain-button.js';
import { useAction } from '../../parts/use-action.js';
import { caseText, historyText } from './case-text.js';

type CaseState = NonNullable<CaseOfLine['state']>;

export interface LineCaseProps {
  readonly found: CaseOfLine;
  readonly answer: ClaimCasesAnswer;
}

/** Nothing where there is nothing to decide: a page of buttons hides the one that matters. */
export function LineCase({ found, answer }: LineCaseProps) {
  const mayDecide = useMay('decideCase');
  const [isOpen, setOpen] = useState(false);
  const { line, state, history } = found;
  if (found.finding === null && state === null) return null;
  return (
    <section aria-label={`Case of line ${line}`}>
      <h3>Case</h3>
      <p>{caseText(found, answer.choices)}</p>
      {state !== null && <RefundStrip state={state} line={line} />}
      {history.length > 0 && (
        <ol>
          {history.map((entry) => (
            <li key={entry.number}>{historyText(entry, answer.choices)}</li>
          ))}
        </ol>
      )}
      {mayDecide && (
        <p className="kx-actions">
          <PlainButton
            words={state === null ? 'Open a case' : 'Decide or note'}
            of={`line ${line}`}
            isOpen={isOpen}
            onClick={() => setOpen(!isOpen)}
          />
        </p>
      )}
      {isOpen && <DecisionForm found={found} answer={answer} onDone={() => setOpen(false)} />}
    </section>
  );
}

/** The days to return what is known to be wrong; an investigation stops them for a while. */
function RefundStrip({ state, line }: { readonly state: CaseState; readonly line: number }) {
  const { refund, isSettled } = state;
  if (refund === null || isSettled) return null;
  const { identifiedOn, suspendedTo, returnBy } = refund;
  const paused = suspendedTo === null ? [] : [{ day: suspendedTo, words: 'stopped until' }];
  return (
    <>
      <p>The payment of this line was {refundSentence(refund)} (REF-1).</p>
      <ClockStrip
        name={`Days to return the payment of line ${line}`}
        marks={[
          { day: identifiedOn, words: 'identified' },
          ...paused,
          { day: returnBy, words: 'return by' },
        ]}
        today={new Date().toISOString().slice(0, 'yyyy-mm-dd'.length)}
      />
    </>
  );
}

function DecisionForm({ found, answer, onDone }: LineCaseProps & { readonly onDone: () => void }) {
  const me = useMe();
  const client = useQueryClient();
  const { message, isBusy, start } = useAction();
  const { line, state } = found;
  const [status, setStatus] = useState<string>(state?.status ?? 'in_review');
  const chosen = answer.choices.find((choice) => choice.status === status);
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const owner = fieldText(form, 'owner');
    start(async () => {
      const path = `/api/claims/${answer.claimRef}/lines/${line}/case`;
      await sendJson('POST', path, {
        status,
        owner: owner === '' ? null : owner,
        note: fieldText(form, 'note'),
        expected: state?.entries ?? 0,
      });
      await client.invalidateQueries();
      onDone();
      return 'Kept.';
    });
  };
  return (
    <form className="kx-form" aria-label={`Decide on line ${line}`} onSubmit={submit}>
      <label>
        It stands
        <select value={status} onChange={(event) => setStatus(event.target.value)}>
          {answer.choices.map((choice) => (
            <option key={choice.status} value={choice.status} disabled={!choice.mayChoose}>
              {choice.words}
              {choice.mayChoose ? '' : ' (a reviewer decides)'}
            </option>
          ))}
        </select>
      </label>
      {chosen !== undefined && <p className="kx-quiet">{chosen.meaning}</p>}
      <label>
        Who has it (empty: nobody)
        <input
          className="kx-field"
          name="owner"
          maxLength={60}
          defaultValue={state?.owner ?? me.data?.userId ?? ''}
        />
      </label>
      <label>
        Why; no names, no Medicare numbers
        <textarea className="kx-field" name="note" rows={3} maxLength={1000} />
      </label>
      <p className="kx-actions">
        <button type="submit" className="kx-plain" disabled={isBusy}>
          Keep this
        </button>
        <span role="status">{message}</span>
      </p>
    </form>
  );
}
