// What to do next: kinds of lines by dollars, then providers who stand out, then what is missing.
// Each entry leads to its lines.

import { Link } from 'wouter';
import type { CaseRow } from '../../../../lib/api/contract/cases.js';
import type { TodayAnswer } from '../../../../lib/api/contract/overview.js';
import { dollars } from '../../parts/format.js';
import { Panel } from '../../parts/panel.js';
import { lineSteps, type Step } from './line-steps.js';

export interface DoNextProps {
  readonly today: TodayAnswer;
  readonly cases: readonly CaseRow[];
}

export function DoNext({ today, cases }: DoNextProps) {
  const steps = [...lineSteps(today, cases), ...providerSteps(today), ...amountSteps(today)];
  return (
    <Panel title="Do next" description="By dollars; screening, to be looked at by a person">
      {steps.length === 0 ? (
        <p>Nothing waits for a decision in what is judged with certainty.</p>
      ) : (
        <ol className="kx-do">
          {steps.map(({ key, href, title, why, cents }) => (
            <li key={key}>
              {href === null ? <strong>{title}</strong> : <Link href={href}>{title}</Link>}
              <span className="kx-quiet">{why}</span>
              {cents > 0 && <span className="kx-amount">{dollars(cents)}</span>}
            </li>
          ))}
        </ol>
      )}
    </Panel>
  );
}

function providerSteps(today: TodayAnswer): readonly Step[] {
  return today.providers.map(({ role, npi, title, sentence, band }) => ({
    key: `${role} ${npi}`,
    href: today.isMasked ? null : `/providers/${role}/${npi}`,
    title: `${role === 'billing' ? 'Biller' : 'Therapist'} ${npi}: ${title}`,
    why: sentence === '' ? `Band: ${band}.` : sentence,
    cents: 0,
  }));
}

function amountSteps(today: TodayAnswer): readonly Step[] {
  return today.pendingYears.map((year) => ({
    key: `amount ${year}`,
    href: '/reference',
    title: `Enter the KX amount of ${year}`,
    why: 'Until then KX on its lines is not determined.',
    cents: 0,
  }));
}
