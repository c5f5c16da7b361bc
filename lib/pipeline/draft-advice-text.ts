// Advice on a draft for a terminal: line by line, then what remains, then what must be checked.

import { formatDollars, ZERO_CENTS } from '../domain/money.js';
import type { DraftAdvice, DraftGroupAdvice, DraftLineAdvice, NeedsKx } from './advise-draft.js';
import type { Answer } from './auto-apply-conditions.js';
import { countOf, wrapItem, wrapText } from './text-layout.js';
import { groupName } from './verdict-sentence.js';

const NEEDS_WORDS: Readonly<Record<NeedsKx, string>> = {
  yes: 'needs KX',
  no: 'needs no KX',
  claim_level: 'KX is decided for the whole claim',
  unknown: 'KX cannot be decided',
};

const INDENT = '    ';

export function draftAdviceText(advice: DraftAdvice): string {
  const assumed = advice.isReceivedDateAssumed ? ', after all that is known' : '';
  const received = `Judged as received on ${advice.receivedDate}${assumed}.`;
  const warnings = advice.warnings.map((warning) => wrapItem(warning, '  '));
  return [
    received,
    ...advice.lines.map(lineText),
    advice.groups.map(groupText).join('\n'),
    warnings.length === 0 ? '' : ['Mind', ...warnings].join('\n'),
  ]
    .filter((text) => text !== '')
    .join('\n\n');
}

function lineText(line: DraftLineAdvice): string {
  const code = [line.hcpcs, ...line.modifiers].join(' ');
  const conditions = line.conditions.map(
    ({ answer, reason }) => `${answerWord(answer)}: ${reason}`,
  );
  return [
    `Line ${line.line}, ${line.serviceDate}, ${code}: ${NEEDS_WORDS[line.needsKx]}`,
    wrapText(line.sentence, '  '),
    ...line.conflicts.map(({ sentence }) => wrapText(sentence, '  ')),
    `  Add KX without asking? ${autoWord(line.mayAutoApply)}`,
    ...conditions.map((condition) => wrapItem(condition, INDENT)),
  ].join('\n');
}

function answerWord(answer: Answer): string {
  if (answer === 'unknowable') return 'not known';
  return answer ? 'yes' : 'no';
}

function autoWord(answer: Answer): string {
  if (answer === 'unknowable') return 'Not before somebody answers what claims do not show:';
  return answer ? 'Yes:' : 'No:';
}

function groupText(group: DraftGroupAdvice): string {
  const most = group.isLowerBound ? 'at most ' : '';
  const least = group.isLowerBound ? 'at least ' : '';
  const name = `${group.year} ${groupName(group.group)}`;
  const total =
    `${least}${formatDollars(group.accumulatedBeforeCents)} before the draft, ` +
    `${formatDollars(group.accumulatedAfterCents)} after`;
  const { remainingBeforeCents, remainingAfterCents } = group;
  if (remainingBeforeCents === null || remainingAfterCents === null) {
    return wrapText(`${name}: ${total}; no KX amount to compare with.`);
  }
  const left =
    `${most}${formatDollars(remainingBeforeCents)} left before, ` +
    `${most}${formatDollars(remainingAfterCents)} after`;
  const over =
    (group.overAfterCents ?? 0) > 0
      ? `, over by ${least}${formatDollars(group.overAfterCents ?? ZERO_CENTS)}`
      : '';
  return wrapText(`${name}: ${total}; ${left}${over}.${visitsText(group)}`);
}

function visitsText({ visitsLeft, isLowerBound }: DraftGroupAdvice): string {
  if (visitsLeft === null) return '';
  const most = isLowerBound ? 'At most about' : 'About';
  const left =
    visitsLeft.visits === 0
      ? 'No visit left'
      : `${most} ${countOf(visitsLeft.visits, 'visit')} left`;
  return (
    ` ${left}: an estimate, at ${formatDollars(visitsLeft.meanAllowedCents)} a visit, ` +
    `the mean of ${countOf(visitsLeft.n, 'visit')} of this year.`
  );
}
