// How a case is said in a sentence.

import type { CaseOfLine, StatusChoice } from '../../../../lib/api/contract/cases.js';

type Choices = readonly Pick<StatusChoice, 'status' | 'words'>[];

export function caseText({ state }: CaseOfLine, choices: Choices): string {
  if (state === null) return 'Nobody has taken this line yet.';
  const { isReopened, owner, since, dueDay, status } = state;
  const who = owner === null ? 'with nobody' : `with ${owner}`;
  if (isReopened) {
    return `Open again, ${who}: the decision of ${since} was about another version of the line.`;
  }
  const due = dueDay === null ? '' : `; due by ${dueDay}`;
  return `${capital(wordsOf(status, choices))} since ${since}, ${who}${due}.`;
}

export function historyText(entry: CaseOfLine['history'][number], choices: Choices): string {
  const { status, owner, note, enteredBy, enteredAt } = entry;
  const who = owner === null ? 'nobody' : owner;
  const at = enteredAt.slice(0, 16).replace('T', ' ');
  const why = note === '' ? '' : `: ${note}`;
  return `${at} UTC, ${enteredBy}: ${wordsOf(status, choices)}, with ${who}${why}`;
}

function wordsOf(status: string, choices: Choices): string {
  return choices.find((choice) => choice.status === status)?.words ?? status.replaceAll('_', ' ');
}

function capital(words: string): string {
  return words.slice(0, 1).toUpperCase() + words.slice(1);
}
