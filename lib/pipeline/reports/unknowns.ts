// What a report cannot know, in sentences: said on its first page, so that no figure is taken for
// more than it is.

import type { ReportModel } from './report-model.js';
import { plural } from './document/words.js';

const LISTS_NAMED = 3;

type Known = Omit<ReportModel, 'unknowns'>;

export function unknownsOf(model: Known, notices: readonly string[]): readonly string[] {
  const missing = missingAmounts(model);
  const asked: readonly (string | null)[] = [
    emptyMonth(model),
    lowerBounds(model),
    openVerdicts(model),
    ...missing,
    quarantine(model),
    refusedRows(model),
    unverified(model),
    oneProvider(model),
    documents(model),
    previous(model),
    mixedDates(model),
    // What is said of a missing amount once is not said again in other words.
    ...notices.filter((notice) => !missing.some((said) => isOfSameAmount(said, notice))),
  ];
  return [...new Set(asked.filter((sentence) => sentence !== null))];
}

function emptyMonth({ month, completeness, trend }: Known): string | null {
  if (completeness.therapyLines === 0) {
    return `No therapy was paid by the end of ${month}: there is nothing to count.`;
  }
  const last = trend.at(-1);
  if (last === undefined || last.therapyLines > 0) return null;
  return `No therapy of ${month} itself is paid so far; the figures are those of earlier months.`;
}

function lowerBounds({ completeness }: Known): string | null {
  const { totalsLowerBound: some, totalsSeeded, totalsOwnOnly, totalsCmsFeed } = completeness;
  const all = totalsOwnOnly + totalsSeeded + totalsCmsFeed;
  if (all === 0 || some === 0) return null;
  const seeds =
    totalsSeeded === 0
      ? 'No outside spend was entered'
      : `Outside spend was entered for ${counted(totalsSeeded)} of ${plural(all, 'total')}`;
  return (
    `${seeds}: ${counted(some)} of ${plural(all, 'total')} of a beneficiary, year and group are "at least", because ` +
    'other providers may have used part of the same amount.'
  );
}

function openVerdicts({ completeness: { openVerdictLines } }: Known): string | null {
  if (openVerdictLines === 0) return null;
  const lines = plural(openVerdictLines, 'line depends', 'lines depend');
  return `${lines} on outside spend, in no finding either way.`;
}

function missingAmounts({ years }: Known): readonly string[] {
  const pending = years.filter(({ isKxAmountPending }) => isKxAmountPending);
  return [...new Set(pending.map(({ year }) => year))].map(
    (year) =>
      `The KX amount of ${year} is not entered: KX on lines of that year is not determined, and ` +
      'nothing is guessed.',
  );
}

function isOfSameAmount(said: string, notice: string): boolean {
  const [subject = ''] = said.split(' is not entered');
  return notice.startsWith(`${subject} is not entered`);
}

function quarantine({ completeness }: Known): string | null {
  const { quarantinedClaims: claims, quarantinedFiles: files } = completeness;
  const named = [
    ...(claims > 0 ? [plural(claims, 'claim')] : []),
    ...(files > 0 ? [plural(files, 'file')] : []),
  ].join(' and ');
  if (named === '') return null;
  const them = claims + files === 1 ? 'is in no figure' : 'are in no figure';
  return `${named} could not be read and ${them} (kxray quarantine lists what it was).`;
}

/** The other rows of such a list count: the record is known but for these. */
function refusedRows({ completeness: { refusedLists = [] } }: Known): string | null {
  if (refusedLists.length === 0) return null;
  const lists = plural(refusedLists.length, 'list of documents was', 'lists of documents were');
  const shown = refusedLists.slice(0, LISTS_NAMED).join('; ');
  const rest = refusedLists.length > LISTS_NAMED ? '; and others' : '';
  return `${lists} taken but for some rows: ${shown}${rest} (kxray quarantine names the file).`;
}

function unverified({ completeness: { unverifiedPayerLines } }: Known): string | null {
  if (unverifiedPayerLines === 0) return null;
  const lines = plural(unverifiedPayerLines, 'line is', 'lines are');
  return `${lines} of payers that nobody has confirmed and count nowhere.`;
}

function oneProvider({ providers }: Known): string | null {
  const scored = providers.filter(({ role }) => role === 'rendering').length;
  if (scored > 1 || providers.length === 0) return null;
  return scored === 1
    ? 'There is one therapist in the data, so there are no peers to compare with.'
    : 'The remittances name no therapist, so therapists cannot be compared.';
}

function documents({ documentation }: Known): string | null {
  if (documentation !== null && documentation.documents > 0) return null;
  return (
    'No document was entered: nothing is known of evaluations, plans, certifications, progress ' +
    'reports and notes. Unknown is not absent.'
  );
}

function previous(model: Known): string | null {
  if (model.previous !== null) return null;
  return (
    'No report of the month before is stored, so the opening figures were counted now and nothing ' +
    'is restated.'
  );
}

function mixedDates({ completeness }: Known): string | null {
  const { totalsMixedReceivedDates: some } = completeness;
  if (some === 0) return null;
  return (
    `In ${plural(some, 'total')} the order of claims rests on received dates of different sources; the ` +
    'crossing line may differ from the one that Medicare saw.'
  );
}

function counted(count: number): string {
  return count.toLocaleString('en-US');
}
