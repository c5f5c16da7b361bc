// Cases as text for a terminal.

import { refundSentence } from '../../lib/domain/refund-sentence.js';
import type { CaseState } from '../../lib/pipeline/cases/case-state.js';
import type { PresentCase } from '../../lib/pipeline/cases/case-subject.js';
import { STATUS_WORDS } from '../../lib/pipeline/cases/case-words.js';
import type { CaseEntry, CaseVersion } from '../../lib/ports/case-store.js';
import { caseName } from '../case-session.js';
import { dollars, plural, table } from '../terminal.js';
import { timeText } from './alerts-tools.js';

export interface ListedCase extends Omit<PresentCase, 'caseId'> {
  /** Nothing of what was decided on stands any more. */
  readonly isGone: boolean;
  readonly state: CaseState;
}

const HEAD = ['CASE', 'ABOUT', 'STATUS', 'OWNER', 'SINCE', 'DUE', 'DOLLARS'];
const DOLLARS_AT = 6;

export function caseListText(listed: readonly ListedCase[]): string {
  if (listed.length === 0) {
    return (
      'No such case. kxray overview lists findings; kxray case assign CLAIM/LINE --to NAME ' +
      'opens one.'
    );
  }
  const rows = listed.map(({ subject, version, isGone, state }) => [
    caseName({ subject, version }),
    isGone ? 'gone since' : aboutText(version),
    statusText(state),
    state.owner ?? 'nobody',
    state.since,
    state.dueDay ?? '',
    dollars(version.kind === 'line' ? version.cents : version.exposedPaidCents),
  ]);
  return `${table([HEAD, ...rows], [DOLLARS_AT])}\n${plural(listed.length, 'case')}.`;
}

export function caseText(
  present: PresentCase,
  state: CaseState | null,
  entries: readonly CaseEntry[],
): string {
  const head = `${caseName(present)} (${present.caseId}): ${aboutText(present.version)}`;
  if (state === null) return `${head}\nNobody has taken it or decided anything.`;
  const due = state.dueDay === null ? '' : `, due ${state.dueDay}`;
  const owner = state.owner === null ? 'nobody has it' : `${state.owner} has it`;
  return [
    head,
    `${statusText(state)} since ${state.since}, ${owner}${due}`,
    ...(state.refund === null ? [] : [refundSentence(state.refund)]),
    ...entries.map(entryText),
  ].join('\n');
}

function statusText({ status, isReopened }: CaseState): string {
  return isReopened ? 'open again' : STATUS_WORDS[status];
}

function aboutText(version: CaseVersion): string {
  if (version.kind === 'cause') return plural(version.lines, 'line');
  return (version.finding ?? 'no finding').replaceAll('_', ' ');
}

function entryText(entry: CaseEntry): string {
  const { number, status, owner, note } = entry;
  const what = `${STATUS_WORDS[status]}, ${owner ?? 'nobody'}`;
  const said = note === '' ? '' : `: ${note}`;
  return `  ${number}  ${timeText(entry.enteredAt)}  ${entry.enteredBy}  ${what}${said}`;
}
