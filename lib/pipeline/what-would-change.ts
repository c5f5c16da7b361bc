// What would change the verdict of a line: the figures, corrections and settings on which it hangs.
// Each answer names the rules that make it so.

import type { GroupView, JudgedLine } from '../domain/judgement.js';
import { formatDollars, subtractCents, toCents, ZERO_CENTS, type Cents } from '../domain/money.js';
import { groupName, openQuestion } from './verdict-sentence.js';

export interface Change {
  readonly sentence: string;
  readonly rules: readonly string[];
}

/** In order of weight; empty when only another version of the claim could change anything. */
export function whatWouldChange(line: JudgedLine, view: GroupView | null): readonly Change[] {
  if (view === null || line.group === null) return outsideChanges(line);
  return [
    ...amountChanges(line, view),
    ...spendChanges(line, view),
    ...denialChanges(line),
    ...orderChanges(line, view),
    ...settingChanges(line),
  ];
}

function outsideChanges(line: JudgedLine): readonly Change[] {
  const { flags, claim } = line;
  if (flags.includes('PAYER_UNVERIFIED')) {
    return [
      {
        sentence: `Confirm payer ${claim.payerId} as a Medicare contractor, and its claims count.`,
        rules: ['RULES-8.3'],
      },
    ];
  }
  if (flags.includes('DISCIPLINE_UNRESOLVED')) {
    const sentence = 'A corrected claim with GP, GO or GN on the line counts in that group.';
    return [{ sentence, rules: claim.claimType === 'professional' ? ['ID-5', 'ID-7'] : ['ID-7'] }];
  }
  if (flags.includes('MULTIPLE_DISCIPLINE_MODIFIERS')) {
    const sentence = 'A corrected claim with one of GP, GO and GN on the line counts in its group.';
    return [{ sentence, rules: ['ID-1'] }];
  }
  if (line.rules.includes('ID-2')) {
    const sentence = 'Under a therapy plan of care the line would carry GP, GO or GN and count.';
    return [{ sentence, rules: ['ID-2'] }];
  }
  return [];
}

function amountChanges(line: JudgedLine, view: GroupView): readonly Change[] {
  if (line.kxExpected !== 'not_determined' || !view.isKxAmountPending) return [];
  const sentence =
    `The KX amount of ${line.year}, once CMS has published it and it is entered here; ` +
    `the line needs KX if that is below ${formatDollars(orZero(line.afterCents))}.`;
  return [{ sentence, rules: ['THR-2'] }];
}

function spendChanges(line: JudgedLine, view: GroupView): readonly Change[] {
  const { kxThresholdCents } = view;
  if (kxThresholdCents === null || line.afterCents === null || line.accruedCents === 0) return [];
  const changes: Change[] = [];
  const question = openQuestion(line, view);
  if (question !== '') changes.push({ sentence: question, rules: ['SEED-1'] });
  const overCents = subtractCents(line.afterCents, kxThresholdCents);
  if (overCents > 0) changes.push(...overChanges(line, view, overCents));
  else if (line.kxExpected === 'not_required' && question === '') {
    const room = formatDollars(toCents(-overCents));
    const sentence = `More than ${room} of other spend before it would make KX needed.`;
    changes.push({ sentence, rules: ['SEED-1', 'KX-1'] });
  }
  return changes;
}

/** The line is above: by how much the total before it would have to be lower. */
function overChanges(line: JudgedLine, view: GroupView, overCents: Cents): readonly Change[] {
  const over = formatDollars(overCents);
  const changes: Change[] = [];
  if (view.outsideCents >= overCents) {
    const sentence =
      `Of the ${formatDollars(view.outsideCents)} spent with other providers, ${over} less ` +
      'before this line would mean that it needs no KX.';
    changes.push({ sentence, rules: ['SEED-1', 'KX-1'] });
  }
  const ownCents = subtractCents(orZero(line.beforeCents), view.outsideCents);
  if (ownCents >= overCents) {
    const sentence =
      `Reversals or denials of own ${groupName(view.group)} lines before it, of ${over} or ` +
      'more, would mean the same.';
    changes.push({
      sentence: changes.length === 0 ? ownAlone(view, over) : sentence,
      rules: ['ADJ-1', 'ADJ-4'],
    });
  }
  return changes;
}

function ownAlone(view: GroupView, over: string): string {
  return (
    `Reversals or denials of own ${groupName(view.group)} lines before it, of ${over} or more, ` +
    'would mean that it needs no KX.'
  );
}

function denialChanges(line: JudgedLine): readonly Change[] {
  if (!line.flags.includes('LIMIT_DENIED')) return [];
  const sentence =
    'If the record supports KX, the contractor may reopen the denial and pay the line; ' +
    'it then adds its allowed amount.';
  return [{ sentence, rules: ['DEN-3', 'ADJ-4', 'KX-11'] }];
}

function orderChanges(line: JudgedLine, view: GroupView): readonly Change[] {
  if (line.receivedSource === 'stated' && !view.hasMixedReceivedSources) return [];
  const sentence =
    line.receivedSource === 'stated'
      ? 'Other lines of the group have no stated received date; knowing it may move them before ' +
        'or after this line.'
      : 'The received date is not stated on the remittance; knowing it may move the line in the ' +
        'order and change its total.';
  return [{ sentence, rules: ['ORD-1', 'ORD-3'] }];
}

function settingChanges(line: JudgedLine): readonly Change[] {
  const changes: Change[] = [];
  if (line.kxAssessment === 'near' || line.kxAssessment === 'early') {
    const sentence = 'The tolerance for KX close to the amount decides between near and early.';
    changes.push({ sentence, rules: ['KX-10'] });
  }
  if (line.rules.includes('MSP-1')) {
    const sentence = 'Medicare pays second here: the setting for such claims decides what counts.';
    changes.push({ sentence, rules: ['MSP-1'] });
  }
  return changes;
}

function orZero(cents: Cents | null): Cents {
  return cents ?? ZERO_CENTS;
}
