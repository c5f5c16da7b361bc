// What if it goes on like this: at so many visits a week, when is each line crossed?

import { useState, type FormEvent } from 'react';
import type { WhatIfAnswer } from '../../../../lib/api/contract/beneficiaries.js';
import type { PresentedYear } from '../../../../lib/api/contract/rows.js';
import { ForecastChart } from '../../charts/forecast-chart.js';
import { ApiError, sendJson } from '../../api/client.js';
import { fieldText } from '../../parts/field-text.js';
import { dollars, groupName, plural } from '../../parts/format.js';
import { Panel } from '../../parts/panel.js';
import { toCentsText } from '../../parts/to-cents.js';

export interface WhatIfProps {
  readonly token: string;
  readonly year: number;
  readonly groups: PresentedYear['groups'];
}

/** The answer with what was asked: a form may have changed since. */
interface Asked {
  readonly answer: WhatIfAnswer;
  readonly visitsPerWeek: number;
}

export function WhatIf({ token, year, groups }: WhatIfProps) {
  const [answer, setAnswer] = useState<Asked | null>(null);
  const [message, setMessage] = useState('');
  const ask = async (event: FormEvent<HTMLFormElement>): Promise<void> => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const visitCents = toCentsText(fieldText(form, 'visit'));
    try {
      const visitsPerWeek = Number(fieldText(form, 'visits'));
      const found = await sendJson<WhatIfAnswer>('POST', `/api/beneficiaries/${token}/what-if`, {
        year,
        group: fieldText(form, 'group'),
        visitsPerWeek,
        ...(visitCents === null ? {} : { visitCents }),
      });
      setAnswer({ answer: found, visitsPerWeek });
      setMessage('');
    } catch (error) {
      setMessage(error instanceof ApiError ? error.message : 'That could not be computed.');
    }
  };
  return (
    <Panel
      title="What if it goes on"
      description="An estimate: visits differ, so the answer is a span of days"
    >
      <WhatIfForm groups={groups} onAsk={ask} />
      <div role="status">
        {message}
        {answer !== null && <Answer answer={answer.answer} />}
      </div>
      {answer !== null && <ForecastChart {...answer} />}
    </Panel>
  );
}

interface FormProps {
  readonly groups: PresentedYear['groups'];
  readonly onAsk: (event: FormEvent<HTMLFormElement>) => Promise<void>;
}

function WhatIfForm({ groups, onAsk }: FormProps) {
  return (
    <form className="kx-filters" onSubmit={(event) => void onAsk(event)}>
      <label>
        Group
        <select name="group">
          {groups.map(({ group }) => (
            <option key={group} value={group}>
              {groupName(group)}
            </option>
          ))}
        </select>
      </label>
      <label>
        Visits a week
        <input
          className="kx-field"
          name="visits"
          type="number"
          min="0.25"
          max="14"
          step="0.25"
          defaultValue="2"
          required
        />
      </label>
      <label>
        Dollars a visit (empty: as so far)
        <input className="kx-field" name="visit" inputMode="decimal" />
      </label>
      <button type="submit" className="kx-plain">
        Compute
      </button>
    </form>
  );
}

function Answer({ answer }: { readonly answer: WhatIfAnswer }) {
  return (
    <>
      <p>
        From {answer.from}, at {dollars(answer.visitCents)} a visit (
        {plural(answer.visitsSeen, 'visit')} seen)
        {answer.isLowerBound ? '; spend elsewhere is not known, so it may be sooner' : ''}:
      </p>
      <ul>
        <li>KX amount: {words(answer.kx)}</li>
        <li>Review amount: {words(answer.review)}</li>
      </ul>
    </>
  );
}

function words(crossing: WhatIfAnswer['kx']): string {
  if (crossing === null) return 'not known for this year.';
  if (crossing.isCrossed) return `${dollars(crossing.thresholdCents)} is crossed already.`;
  if (crossing.likely === null)
    return `${dollars(crossing.thresholdCents)} is not reached in the year.`;
  const from = crossing.earliest ?? crossing.likely;
  const to = crossing.latest ?? 'the end of the year';
  const likely = `about ${crossing.likely}, after ${plural(crossing.visits, 'visit')}`;
  const span = `(eight of ten times between ${from} and ${to})`;
  return `${dollars(crossing.thresholdCents)} ${likely} ${span}.`;
}
