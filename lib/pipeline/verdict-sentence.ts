// Why a judged line has its verdict, in a few short sentences: what was asked, what the line does,
// and apart what the answer leaves open. Read by the beneficiary view, by `explain` and by advice.

import type { GroupView, JudgedLine, LineFlag } from '../domain/judgement.js';
import { formatDollars, subtractCents, ZERO_CENTS, type Cents } from '../domain/money.js';
import type { ThresholdGroup } from '../domain/reference.js';
import { FLAG_SENTENCES, NOTE_SENTENCES } from '../domain/rule-catalogue-words.js';
import { ruleEntry } from '../domain/rule-catalogue.js';

/** Flags by which a line stays outside every total. */
const OUTSIDE_FLAGS: readonly LineFlag[] = [
  'PAYER_EXCLUDED',
  'PAYER_UNVERIFIED',
  'SETTING_EXCLUDED',
  'MULTIPLE_DISCIPLINE_MODIFIERS',
  'DISCIPLINE_UNRESOLVED',
];

export function groupName(group: ThresholdGroup): string {
  return group === 'PT_SLP' ? 'PT+SLP' : 'OT';
}

/** `view`: the group of the line; null for a line of no group. */
export function verdictSentence(line: JudgedLine, view: GroupView | null): string {
  if (line.group === null || view === null) return outsideSentence(line);
  return joined([askedSentence(line, view), answeredSentence(line, view)]);
}

/** What the verdict leaves open, because spend with other providers is not known; '' if nothing. */
export function openQuestion(line: JudgedLine, view: GroupView | null): string {
  return view === null ? '' : openSentence(line, view);
}

function joined(parts: readonly string[]): string {
  return parts.filter((part) => part !== '').join(' ');
}

function outsideSentence(line: JudgedLine): string {
  const flag = OUTSIDE_FLAGS.find((each) => line.flags.includes(each));
  const kxNotes = line.notes.filter((note) => note.startsWith('KX_CONTEXT'));
  const reason = flag === undefined ? codeSentence(line) : FLAG_SENTENCES[flag];
  const kx = line.hasKx ? 'The KX on it is not judged.' : '';
  return joined([reason, kx, ...kxNotes.map((note) => NOTE_SENTENCES[note])]);
}

function codeSentence(line: JudgedLine): string {
  const { hcpcs } = line.line;
  return line.rules.includes('ID-2')
    ? `${hcpcs} is not always therapy and carries no GP, GO or GN, so the line does not count.`
    : `${hcpcs} is not therapy, so the line does not count.`;
}

function askedSentence(line: JudgedLine, view: GroupView): string {
  const total = `${groupName(view.group)} total`;
  const amount = dollars(view.kxThresholdCents);
  const at = line.isLowerBound ? 'at least' : 'at';
  const after = dollars(line.afterCents);
  switch (line.kxExpected) {
    case 'required':
      return requiredSentence(line, view);
    case 'claim_level':
      return (
        `Another line of this institutional claim takes the ${total} above ${amount}, ` +
        'so KX is needed on all its lines of the group.'
      );
    case 'all_or_none':
      return (
        `PT lines of this institutional claim are above ${amount} and no SLP line is, ` +
        'so KX may stand on all its SLP lines or on none.'
      );
    case 'not_required': {
      const limit = line.completeness === 'own_only' ? ' by these claims' : '';
      const name = groupName(view.group);
      return `KX is not needed${limit}: ${name} is ${at} ${after} after it, not above ${amount}.`;
    }
    case 'not_applicable':
      return nothingAsked(line);
    case 'not_determined':
      return (
        `The KX amount of ${line.year} is not known, so KX is not judged; ` +
        `${groupName(view.group)} is ${at} ${after} after it.`
      );
  }
}

function requiredSentence(line: JudgedLine, view: GroupView): string {
  const total = `${groupName(view.group)} total`;
  const amount = dollars(view.kxThresholdCents);
  const least = line.isLowerBound ? 'at least ' : '';
  const before = `${least}${dollars(line.beforeCents)}`;
  if (line.flags.includes('LIMIT_DENIED')) {
    const evidence = line.notes.includes('OUTSIDE_SPEND_EVIDENCE')
      ? ` Our ${total} is ${before}, not above ${amount}, so others have billed too.`
      : '';
    return `Denied because the limit was used up, so KX was needed.${evidence}`;
  }
  const isCrossing = (line.beforeCents ?? 0) <= (view.kxThresholdCents ?? 0);
  if (!isCrossing) return `The ${total} was ${before} before it, above ${amount}: KX is needed.`;
  const after = dollars(line.afterCents);
  return `It takes the ${total} from ${before} to ${after}, above ${amount}: KX is needed.`;
}

function nothingAsked(line: JudgedLine): string {
  if (line.rules.includes('THR-2A')) return ruleEntry('THR-2A').statement;
  if (line.isDenied) return 'Denied: it adds nothing, and no KX is asked of it.';
  return 'It adds nothing to the total, so no KX is asked of it.';
}

function answeredSentence(line: JudgedLine, view: GroupView): string {
  const belowCents = subtractCents(orZero(view.kxThresholdCents), orZero(line.afterCents));
  switch (line.kxAssessment) {
    case 'ok':
      if (line.kxExpected === 'not_required') return '';
      return line.kxExpected === 'all_or_none' ? 'They agree.' : 'It is there.';
    case 'missing':
      return 'It is missing.';
    case 'early':
      return `It is there all the same, ${formatDollars(belowCents)} below the amount: early.`;
    case 'near':
      return `It is there, ${formatDollars(belowCents)} below the amount: close, and tolerated.`;
    case 'conflict':
      return line.flags
        .filter((flag) => flag.startsWith('KX_CONFLICT'))
        .map((flag) => FLAG_SENTENCES[flag])
        .join(' ');
    case 'mixed':
      return 'Some carry it and others do not.';
    case 'not_applicable':
      return line.rules.includes('DEN-2')
        ? 'The line itself expects a denial (GA, GX, GY or GZ), ' +
            'so a missing KX is not held against it.'
        : '';
  }
}

function openSentence(line: JudgedLine, view: GroupView): string {
  const isEarly = line.kxAssessment === 'early' || line.kxAssessment === 'near';
  if (line.completeness === 'own_only' && (isOpen(line) || isEarly)) {
    if (line.rules.includes('SEED-1')) return 'A claim in quarantine may raise the total.';
    const roomCents = subtractCents(orZero(view.kxThresholdCents), orZero(line.afterCents));
    const effect = isEarly ? 'would make it right' : 'would make KX needed';
    return (
      'Spend with other providers is not known: ' +
      `more than ${formatDollars(roomCents)} of it before this line ${effect}.`
    );
  }
  return isOpen(line)
    ? 'It depends on whether the spend with other providers came before this line or after.'
    : '';
}

function isOpen(line: JudgedLine): boolean {
  return line.kxCertainty === 'depends_on_outside_spend';
}

function dollars(cents: Cents | null): string {
  return cents === null ? 'an amount that is not known' : formatDollars(cents);
}

function orZero(cents: Cents | null): Cents {
  return cents ?? ZERO_CENTS;
}
