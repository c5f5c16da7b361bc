// The claim lines behind a part of a score: the sentence first, then line by line.

import { patternText } from '../lib/domain/patterns/pattern-list.js';
import type { PatternFinding } from '../lib/domain/patterns/pattern-finding.js';
import { patternSentence } from '../lib/domain/patterns/pattern-sentence.js';
import type { ScorePart } from '../lib/domain/score/score-part.js';
import type { ProviderLine } from '../lib/pipeline/measures/read-provider-lines.js';
import type { ScoreRun } from '../lib/pipeline/scores/score-run.js';
import { wrapText } from '../lib/pipeline/text-layout.js';
import { pointsText, runLine } from './score-words.js';
import { dollars, plural, table } from './terminal.js';

const LINES_SHOWN = 40;

export function partLinesText(shown: {
  readonly run: ScoreRun;
  readonly finding: PatternFinding;
  readonly part: ScorePart | null;
  readonly lines: readonly ProviderLine[];
}): string {
  const { run, finding, part, lines } = shown;
  const { title, rules } = patternText(finding.pattern);
  const points =
    part === null ? 'no points' : `${pointsText(part.hundredths)} of ${part.weightPoints} points`;
  const header = ['date', 'claim', 'line', 'code', 'before', 'after', 'KX amount', 'KX'];
  const rows = lines.slice(0, LINES_SHOWN).map(lineRow);
  const more = lines.length - rows.length;
  return [
    `${title} (${points}; ${rules.join(', ')})`,
    wrapText(patternSentence(finding)),
    runLine(run),
    `${plural(lines.length, 'line')} behind it:`,
    table([header, ...rows], [2, 4, 5, 6]),
    ...(more > 0 ? [`... ${plural(more, 'more line')} (--json shows all)`] : []),
  ].join('\n');
}

function lineRow({ serviceDate, icn, line, hcpcs, modifiers, judgement }: ProviderLine) {
  const amount = (cents: number | null | undefined): string =>
    cents === null || cents === undefined ? '-' : dollars(cents);
  return [
    serviceDate,
    icn,
    String(line),
    [hcpcs, ...modifiers].join(' '),
    amount(judgement?.beforeCents),
    amount(judgement?.afterCents),
    amount(judgement?.kxThresholdCents),
    judgement === null ? '' : `${judgement.assessment}${judgement.isDenied ? ', denied' : ''}`,
  ];
}
