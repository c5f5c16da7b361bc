// Kinds of lines that need attention, by the dollars that nobody has settled yet: a finding that a
// reviewer closed is not to be done again.

import type { CaseRow } from '../../../../lib/api/contract/cases.js';
import type { TodayAnswer } from '../../../../lib/api/contract/overview.js';
import { plural } from '../../parts/format.js';

export interface Step {
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

type Attention = Pick<TodayAnswer, 'attention' | 'isMasked'>;

export function lineSteps(today: Attention, cases: readonly CaseRow[]): readonly Step[] {
  return KINDS.flatMap(([kind, words, why]) => {
    const rows = today.attention.filter(
      ({ assessment, certainty }) => assessment === kind && certainty === 'certain',
    );
    const own = cases.filter(({ finding }) => kindOf(finding) === kind);
    const settled = own.filter(({ isSettled }) => isSettled);
    const lines = total(rows.map((row) => row.lines)) - settled.length;
    if (lines <= 0) return [];
    const cents = total(rows.map((row) => row.allowedCents)) - total(settled.map(allowedCents));
    const denied = total(rows.map((row) => row.deniedLines));
    const step: Step = {
      key: kind,
      href: today.isMasked ? null : `/claims?attention=${kind}`,
      title: `${words}: ${plural(lines, 'line')}`,
      why: [why, deniedText(denied), handText(own.length - settled.length, settled.length)]
        .filter((each) => each !== '')
        .join(' '),
      cents: Math.max(0, cents),
    };
    return [step];
  }).sort((one, other) => other.cents - one.cents);
}

/** A missing KX on a denied line is called under-billed where it is decided on. */
function kindOf(finding: string | null): string | null {
  return finding === 'under_billed' ? 'missing' : finding;
}

/** A denied line has nothing allowed: its case counts charges. */
function allowedCents({ finding, cents }: CaseRow): number {
  return finding === 'under_billed' ? 0 : cents;
}

function deniedText(denied: number): string {
  return denied === 0 ? '' : `${plural(denied, 'of them was', 'of them were')} denied.`;
}

function handText(inHand: number, settled: number): string {
  const parts = [
    ...(inHand > 0 ? [`${inHand} in hand`] : []),
    ...(settled > 0 ? [`${settled} more settled`] : []),
  ];
  return parts.length === 0 ? '' : `Cases: ${parts.join(', ')}.`;
}

function total(values: readonly number[]): number {
  return values.reduce((sum, each) => sum + each, 0);
}
