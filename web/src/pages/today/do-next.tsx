// What to do next: kinds of lines by dollars, then providers who stand out, then what is missing.
// Each entry leads to its lines.

import { Link } from 'wouter';
import type { TodayAnswer } from '../../../../lib/api/contract/overview.js';
import { dollars, plural } from '../../parts/format.js';
import { Panel } from '../../parts/panel.js';

interface Step {
  readonly key: string;
  readonly href: string | null;
  readonly title: string;
  readonly why: string;
  readonly cents: number;
}

const KINDS: readonly (readonly [string, string, string])[] = [
  [
    'missing',
    'Lines without the KX that they require',
    'Correct or reopen where the record supports KX.',
  ],
  ['early', 'KX well below the amount', 'See whether a habit or a setting adds KX too soon.'],
  ['conflict', 'KX beside GA, GX, GY or GZ', 'Decide for each line which of the two holds.'],
  ['mixed', 'KX on some SLP lines of a claim', 'Lines of one day and discipline belong together.'],
];

export function DoNext({ today }: { readonly today: TodayAnswer }) {
  const steps = [...lineSteps(today), ...providerSteps(today), ...amountSteps(today)];
  return (
    <Panel title="Do next" description="By dollars; screening, to be looked at by a person">
      {steps.length === 0 ? (
        <p>Nothing needs attention in what is judged with certainty.</p>
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

function lineSteps(today: TodayAnswer): readonly Step[] {
  const steps = KINDS.flatMap(([kind, words, why]): readonly Step[] => {
    const rows = today.attention.filter(
      ({ assessment, certainty }) => assessment === kind && certainty === 'certain',
    );
    const lines = rows.reduce((sum, row) => sum + row.lines, 0);
    const denied = rows.reduce((sum, row) => sum + row.deniedLines, 0);
    if (lines === 0) return [];
    const cents = rows.reduce((sum, row) => sum + row.allowedCents, 0);
    const deniedWords =
      denied === 0 ? '' : ` ${plural(denied, 'of them was', 'of them were')} denied.`;
    return [
      {
        key: kind,
        href: today.isMasked ? null : `/claims?attention=${kind}`,
        title: `${words}: ${plural(lines, 'line')}`,
        why: `${why}${deniedWords}`,
        cents,
      },
    ];
  });
  return steps.sort((one, other) => other.cents - one.cents);
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
