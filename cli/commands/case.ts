// `kxray case`: who has a finding, what was decided about it and why; an append-only history.

import type { Command } from 'commander';
import { caseState, type CaseState } from '../../lib/pipeline/cases/case-state.js';
import type { PresentCase } from '../../lib/pipeline/cases/case-subject.js';
import { STATUS_MEANINGS } from '../../lib/pipeline/cases/case-words.js';
import { readCases } from '../../lib/pipeline/cases/read-cases.js';
import {
  recordDecision,
  type Decision,
  type DecisionFault,
} from '../../lib/pipeline/cases/record-decision.js';
import { CASE_STATUSES } from '../../lib/ports/case-store.js';
import {
  CASE_NAME,
  CASE_NAME_WORDS,
  namedCase,
  withCases,
  type OpenCases,
} from '../case-session.js';
import { addCommand, examples, type CommonOptions } from '../command.js';
import { toOneOf } from '../option-values.js';
import { enteredBy, TENANT_ID } from '../session.js';
import { printJson, printLine } from '../terminal.js';
import { FailedError, UsageError } from '../usage-error.js';
import { caseListText, caseText, type ListedCase } from './case-text.js';

interface ListOptions extends CommonOptions {
  readonly all?: boolean;
  readonly owner?: string;
  readonly status?: string;
}

interface AssignOptions extends CommonOptions {
  readonly to?: string;
  readonly nobody?: boolean;
  readonly note?: string;
}

interface DecideOptions extends CommonOptions {
  readonly status: string;
  readonly note?: string;
  readonly owner?: string;
}

const FAULTS: Readonly<Record<DecisionFault, string>> = {
  note_needed: 'that status takes a reason: --note "..."',
  note_too_long: 'a note has at most 1,000 characters',
  note_has_mbi: 'the note holds a Medicare number: name the claim instead',
  bad_owner: "an owner is a name of at most 60 letters, digits, spaces and . _ - '",
};

export function registerCase(program: Command): void {
  const command = addCommand(program, 'case', 'who has a finding, and what was decided about it');
  for (const each of [
    command,
    addCommand(command, 'list', 'cases to work on, what is due first'),
  ]) {
    each
      .option('--all', 'settled ones too')
      .option('--owner <name>', 'of one person')
      .option('--status <status>', `one of ${CASE_STATUSES.join(', ')}`)
      .action(list);
  }
  addCommand(command, 'show', 'one case with its history')
    .argument(CASE_NAME, CASE_NAME_WORDS)
    .action(show);
  addCommand(command, 'assign', 'say who has it')
    .argument(CASE_NAME, CASE_NAME_WORDS)
    .option('--to <name>', 'who has it now')
    .option('--nobody', 'nobody has it any more')
    .option('--note <text>', 'a word to whoever has it')
    .action(assign);
  addCommand(command, 'decide', 'say what became of it, and why')
    .argument(CASE_NAME, CASE_NAME_WORDS)
    .requiredOption('--status <status>', `one of ${CASE_STATUSES.join(', ')}`)
    .option('--note <text>', 'why; needed for every status but open and in_review')
    .option('--owner <name>', 'who has it now')
    .addHelpText('after', `\n${statusHelp()}`)
    .action(decide);
  command.addHelpText(
    'after',
    examples(
      'case list --owner dana',
      'case assign 2525400837208/2 --to dana',
      'case decide 2525400837208/2 --status resolved --note "corrected claim sent on May 4"',
      'case show cause:single_early',
    ),
  );
}

async function list(options: ListOptions): Promise<void> {
  const status =
    options.status === undefined ? null : toOneOf(options.status, CASE_STATUSES, '--status');
  await withCases(options, async (open) => {
    const listed = (await listedCases(open)).filter(
      ({ state }) =>
        (options.owner === undefined || state.owner === options.owner) &&
        (status === null ? options.all === true || !state.isSettled : state.status === status),
    );
    if (options.json === true) printJson(listed);
    else printLine(caseListText(listed));
  });
}

async function listedCases(open: OpenCases): Promise<readonly ListedCase[]> {
  const listed: ListedCase[] = [];
  for (const entries of (await readCases(open.session.workspace.cases, TENANT_ID)).values()) {
    const present = await open.presentOf(entries);
    const state = caseState(entries, present?.version ?? null, open.clocks);
    const last = entries.at(-1);
    if (state === null || last === undefined) continue;
    const { subject, decidedOn } = last;
    listed.push({
      subject,
      version: present?.version ?? decidedOn,
      isGone: present === null,
      state,
    });
  }
  return listed.toSorted(byUrgency);
}

async function show(name: string, options: CommonOptions): Promise<void> {
  await withCases(options, async (open) => {
    const present = await namedCase(open, name);
    const entries = await open.session.workspace.cases.read(TENANT_ID, present.caseId);
    const state = caseState(entries, present.version, open.clocks);
    if (options.json === true) printJson({ ...present, state, entries });
    else printLine(caseText(present, state, entries));
  });
}

async function assign(name: string, options: AssignOptions): Promise<void> {
  if ((options.to === undefined) === (options.nobody !== true)) {
    throw new UsageError('give one of --to and --nobody');
  }
  const decision = { owner: options.to?.trim() ?? null, note: options.note ?? '' };
  await record(name, options, { ...decision, enteredBy: enteredBy() });
}

async function decide(name: string, options: DecideOptions): Promise<void> {
  const { note = '', owner } = options;
  await record(name, options, {
    status: toOneOf(options.status, CASE_STATUSES, '--status'),
    note,
    enteredBy: enteredBy(),
    ...(owner === undefined ? {} : { owner: owner.trim() }),
  });
}

async function record(name: string, options: CommonOptions, decision: Decision): Promise<void> {
  await withCases(options, async (open) => {
    const present: PresentCase = await namedCase(open, name);
    const { cases } = open.session.workspace;
    const tools = { tenantId: TENANT_ID, cases, clock: open.session.clock };
    const result = await recordDecision(tools, present, decision);
    if (result.kind === 'refused') throw new UsageError(FAULTS[result.reason]);
    if (result.kind === 'conflict') {
      throw new FailedError('somebody else decided just now: kxray case show tells what');
    }
    const state = caseState(result.entries, present.version, open.clocks);
    if (options.json === true) printJson({ ...present, state, entries: result.entries });
    else printLine(caseText(present, state, result.entries));
  });
}

/** What is due first, then the most dollars. */
function byUrgency(one: ListedCase, other: ListedCase): number {
  const dueOf = ({ dueDay }: CaseState): string => dueDay ?? '9999-99-99';
  const [due, otherDue] = [dueOf(one.state), dueOf(other.state)];
  if (due !== otherDue) return due < otherDue ? -1 : 1;
  const cents = ({ version }: ListedCase): number =>
    version.kind === 'line' ? version.cents : version.exposedPaidCents;
  return cents(other) - cents(one) || (one.state.caseId < other.state.caseId ? -1 : 1);
}

function statusHelp(): string {
  const width = Math.max(...CASE_STATUSES.map((status) => status.length));
  const rows = CASE_STATUSES.map((each) => `  ${each.padEnd(width)}  ${STATUS_MEANINGS[each]}`);
  return ['Statuses:', ...rows].join('\n');
}
