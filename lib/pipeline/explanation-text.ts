// An explanation for a terminal: the verdict first, then what went in, the rules with their
// sources, what would change the answer, and the history of the claim.

import { formatDollars, type Cents } from '../domain/money.js';
import type { ReferenceData } from '../domain/reference.js';
import type { RuleEntry } from '../domain/rule-catalogue-entry.js';
import { RECEIVED_SENTENCES } from '../domain/rule-catalogue-words.js';
import type { ClaimExplanation, LineExplanation } from './explain-line.js';
import { lineCitations } from './line-citations.js';
import type { LineInputs } from './line-inputs.js';
import { wrapItem, wrapText } from './text-layout.js';
import { groupName } from './verdict-sentence.js';

const INDENT = ' '.repeat(4);

/** With `reference`, the rows of reference data behind each line are cited as well. */
export function explanationText(
  explanation: ClaimExplanation,
  reference: ReferenceData | null = null,
): string {
  switch (explanation.kind) {
    case 'unknown_claim':
      return `This beneficiary has no claim ${explanation.claim}.`;
    case 'unknown_line':
      return (
        `Claim ${explanation.claim} has no line ${explanation.line}; ` +
        `its lines: ${explanation.knownLines.join(', ')}.`
      );
    case 'explained':
      return [
        wrapText(`Claim ${explanation.claim}: ${explanation.standing}`),
        ...explanation.lines.map((line) => lineText(line, reference)),
        section(
          'History',
          explanation.history.map(
            ({ claim, state, paidDate, sentence }) =>
              `${paidDate} claim ${claim}, ${state.replace('_', ' ')}. ${sentence}`,
          ),
        ),
      ]
        .filter((text) => text !== '')
        .join('\n\n');
  }
}

function lineText(line: LineExplanation, reference: ReferenceData | null): string {
  const { inputs } = line;
  const code = [inputs.hcpcs, ...inputs.modifiers].join(' ');
  const remarks = [...line.flags, ...line.notes].map(({ sentence }) => sentence);
  const cited = reference === null ? [] : lineCitations(line, reference);
  return [
    `Line ${line.line}, ${inputs.serviceDate}, ${code}: ${line.kxAssessment.replace('_', ' ')}`,
    wrapText(`${line.verdict} ${line.open ?? ''}`.trim(), '  '),
    ...(line.open === null ? [wrapText(line.certainty, '  ')] : []),
    '',
    ...inputRows(inputs),
    ...part('Observed', remarks),
    ...part('Rules, in order', line.rules.map(ruleText)),
    ...part('Rules behind the inputs', line.relatedRules.map(ruleText)),
    ...part(
      'What would change it',
      line.changes.map(({ sentence, rules }) => `${sentence} (${rules.join(', ')})`),
    ),
    ...part(
      'Data used',
      cited.map((row) => `${row.what}: ${row.source} (${row.confidence}, ${row.checkedOn})`),
    ),
  ].join('\n');
}

function part(title: string, items: readonly string[]): readonly string[] {
  return items.length === 0
    ? []
    : ['', `  ${title}`, ...items.map((item) => wrapItem(item, INDENT))];
}

function section(title: string, items: readonly string[]): string {
  return items.length === 0 ? '' : [title, ...items.map((item) => wrapItem(item, '  '))].join('\n');
}

function ruleText({ id, statement, source, confidence, isPolicy }: RuleEntry): string {
  return `${id}: ${statement} [${isPolicy ? 'ours' : source}; ${confidence}]`;
}

function inputRows(inputs: LineInputs): readonly string[] {
  const rows: (readonly [string, string])[] = [
    ['allowed', allowedText(inputs)],
    ['paid by Medicare', formatDollars(inputs.paidCents)],
    ['adds to the total', formatDollars(inputs.accruedCents)],
    ['adjustments', adjustmentsText(inputs)],
    ['received', receivedText(inputs)],
    ['place in order', placeText(inputs)],
    ['total', totalText(inputs)],
    ['KX amount', amountText(inputs.kxThresholdCents, inputs.isKxAmountPending)],
    ['review amount', amountText(inputs.reviewThresholdCents, inputs.isReviewAmountPending)],
    ['other providers', seedText(inputs)],
  ];
  const width = Math.max(...rows.map(([name]) => name.length));
  return rows.map(([name, value]) => {
    const hanging = wrapText(value, ' '.repeat(INDENT.length + width + 2));
    return `${INDENT}${name.padEnd(width)}  ${hanging.trimStart()}`;
  });
}

function allowedText(inputs: LineInputs): string {
  const amount = formatDollars(inputs.allowedCents);
  return inputs.statedAllowedCents === null
    ? `${amount}, rebuilt from payment and adjustments`
    : `${amount}, as the remittance states it`;
}

function adjustmentsText({ adjustments, remarks }: LineInputs): string {
  const texts = adjustments.map(
    ({ group, reason, cents }) => `${group}-${reason} ${formatDollars(cents)}`,
  );
  const all = [...texts, ...remarks.map((remark) => `remark ${remark}`)];
  return all.length === 0 ? 'none' : all.join(', ');
}

function receivedText({ receivedDate, receivedSource, place }: LineInputs): string {
  const whose = (place?.inPlaceOf ?? null) === null ? '' : 'of the claim that it corrects, ';
  return `${receivedDate} (${whose}${RECEIVED_SENTENCES[receivedSource]})`;
}

function placeText({ place, group }: LineInputs): string {
  if (place === null || group === null) return 'none: the line is in no total';
  const kept = place.inPlaceOf === null ? '' : `, in the place of claim ${place.inPlaceOf}`;
  return `${place.position} of ${place.of} ${groupName(group)} lines of the year${kept}`;
}

function totalText({ beforeCents, afterCents, isLowerBound }: LineInputs): string {
  if (beforeCents === null || afterCents === null) return 'none';
  const least = isLowerBound ? 'at least ' : '';
  return `${least}${formatDollars(beforeCents)} before, ${least}${formatDollars(afterCents)} after`;
}

function amountText(cents: Cents | null, isPending: boolean): string {
  if (cents !== null) return formatDollars(cents);
  return isPending ? 'not known' : 'none applies';
}

function seedText({ seed, outsideCents, group }: LineInputs): string {
  if (group === null) return 'does not matter here';
  if (seed === null) return 'not known';
  const kind = seed.kind === 'outside' ? 'spent with others' : 'used in all';
  const asOf = seed.asOf === null ? 'from the start of the year' : `as of ${seed.asOf}`;
  return (
    `${formatDollars(outsideCents)} counted, from ${formatDollars(seed.cents)} ${kind}, ${asOf} ` +
    `(${seed.source})`
  );
}
