// `kxray quarantine`: what could not be accepted, where it stood and why; one claim of it mended,
// fault by fault, and taken into the ledger by the way of every other claim.

import { writeFile } from 'node:fs/promises';
import type { Command } from 'commander';
import { isMbi } from '../../lib/domain/identifiers.js';
import { acceptMended } from '../../lib/pipeline/quarantine/accept-mended.js';
import {
  mendClaim,
  type ClaimRead,
  type Mend,
  type MendResult,
  type QuarantinedText,
} from '../../lib/pipeline/quarantine/mend-claim.js';
import type { MendSubject } from '../../lib/pipeline/quarantine/mend-subject.js';
import type { QuarantineRecord } from '../../lib/ports/quarantine-store.js';
import { askLine } from '../beneficiary-token.js';
import { addCommand, examples, type CommonOptions } from '../command.js';
import { openCommitLog, openLakeWriter } from '../lake.js';
import { noteMend } from '../note-mend.js';
import { TENANT_ID, type Session } from '../session.js';
import { withStoredSession } from '../stored-session.js';
import { printJson, printLine } from '../terminal.js';
import { FailedError, UsageError } from '../usage-error.js';
import { alertRunText, deliverAfterIngest } from './alerts-tools.js';
import {
  acceptedAnswer,
  acceptedText,
  faultText,
  readableAnswer,
  readableText,
  recordsText,
  recordText,
} from './quarantine-text.js';

interface ShowOptions extends CommonOptions {
  readonly out?: string;
}

interface MendOptions extends CommonOptions {
  readonly set: readonly string[];
  readonly accept?: boolean;
}

const KEY = '<key>';
const KEY_WORDS = 'as the list shows it, or its whole key';
const ANSWER = /^([A-Z0-9_]{2,40})=(.+)$/s;
/** As many letters of a key as the list shows name one entry at least. */
const SHORTEST_KEY = 6;

export function registerQuarantine(program: Command): void {
  const command = addCommand(program, 'quarantine', 'what could not be accepted; mends a claim');
  for (const each of [command, addCommand(command, 'list', 'all of it, where it stood and why')]) {
    each.action(list);
  }
  addCommand(command, 'show', 'one entry; its text, with names and numbers, on demand')
    .argument(KEY, KEY_WORDS)
    .option(
      '--out <file>',
      "write the claim's text there (- is standard output); nobody else may read it",
    )
    .action(show);
  addCommand(command, 'mend', 'say what a claim should have said, and take it into the ledger')
    .argument(KEY, KEY_WORDS)
    .option(
      '--set <field=value>',
      'what the field at fault should say (- asks for it); again for each further fault',
      (given: string, before: readonly string[]) => [...before, given],
      [],
    )
    .option('--accept', 'take the claim in, once nothing is at fault')
    .action(mend);
  command.addHelpText(
    'after',
    examples(
      'quarantine mend q7hTw2LbZpQx',
      'quarantine mend q7hTw2LbZpQx --set CLP03=76.00 --set SVC03=45.32 --accept',
      'quarantine mend q7hTw2LbZpQx --set NM109=- --accept',
      'quarantine show q7hTw2LbZpQx --out claim.txt',
    ),
  );
}

async function list(options: CommonOptions): Promise<void> {
  await withStoredSession(options, async ({ workspace }) => {
    const records = await workspace.quarantine.list(TENANT_ID);
    if (options.json === true) printJson(records);
    else printLine(recordsText(records));
  });
}

async function show(key: string, options: ShowOptions): Promise<void> {
  await withStoredSession(options, async (session) => {
    const record = await namedRecord(session, key);
    if (options.out !== undefined) return writeText(session, record, options.out);
    if (options.json === true) printJson(record);
    else printLine(recordText(record));
  });
}

/** Names and numbers stand in it: a file of the owner alone, and never one that was there. */
async function writeText(
  { workspace }: Session,
  { quarantineKey }: QuarantineRecord,
  path: string,
): Promise<void> {
  const text = await workspace.quarantine.open(TENANT_ID, quarantineKey);
  if (text === null) throw new FailedError('no text was kept: a file stays where it was');
  if (path === '-') return printLine(text);
  try {
    await writeFile(path, `${text}\n`, { mode: 0o600, flag: 'wx' });
  } catch (error) {
    const isThere = (error as NodeJS.ErrnoException).code === 'EEXIST';
    throw new UsageError(isThere ? `${path} is there already` : `${path} cannot be written`);
  }
}

async function mend(key: string, options: MendOptions): Promise<void> {
  const answers = options.set.map(toAnswer);
  await withStoredSession(options, async (session) => {
    const record = await namedRecord(session, key);
    const result = await readMended(session, record, answers);
    const tried = { quarantineKey: record.quarantineKey, mends: answers };
    if (result.kind === 'bad_value' || result.kind === 'other_fault') {
      await noteMend(session, tried, result.kind);
      throw new UsageError(refusedText(result));
    }
    if (result.kind === 'readable' && options.accept === true) {
      const { claim } = result;
      return accept(session, { ...tried, claim, isTold: options.json !== true });
    }
    await noteMend(session, tried);
    if (result.kind === 'unmendable') throw new FailedError(unmendableText(result.message));
    if (result.kind === 'fault') {
      if (options.json === true) printJson(result);
      else printLine(faultText(record, result.fault, options.set));
      if (options.accept === true) process.exitCode = 1;
    } else if (options.json === true) printJson(readableAnswer(result.claim));
    else printLine(readableText(result.claim));
  });
}

interface Accepted extends MendSubject {
  readonly claim: ClaimRead;
  /** In words, not as JSON. */
  readonly isTold: boolean;
}

async function accept(session: Session, { claim, isTold, ...tried }: Accepted): Promise<void> {
  const { quarantineKey } = tried;
  const lake = openLakeWriter(session);
  const step = { ...lake, log: openCommitLog(session) };
  const summary = await acceptMended(session.tools, { quarantineKey, claim }, step);
  await noteMend(session, { ...tried, isAccepted: true });
  await lake.publish();
  const alerts = await deliverAfterIngest(session, {});
  if (isTold) printLine(acceptedText(summary));
  else printJson(acceptedAnswer(summary));
  if (isTold && alerts !== null) printLine(alertRunText(alerts));
  if (summary.fates.quarantined.claims > 0) process.exitCode = 1;
}

interface FieldAnswer {
  readonly field: string;
  readonly value: string;
}

function toAnswer(given: string): FieldAnswer {
  const [, field, value] = ANSWER.exec(given) ?? [];
  // What was typed may be a Medicare number: it is not repeated.
  if (field === undefined || value === undefined) throw new UsageError('--set takes FIELD=VALUE');
  if (isMbi(value)) {
    throw new UsageError('a Medicare number is asked for: --set FIELD=- keeps it out of history');
  }
  return { field, value };
}

/** What was answered last is no answer, or answers another fault than the one that stands. */
type Refused =
  | Extract<MendResult, { readonly kind: 'bad_value' }>
  | { readonly kind: 'other_fault'; readonly field: string; readonly given: string };

type Tried = Exclude<MendResult, { readonly kind: 'other_fault' }> | Refused;

/** Each answer meets the fault that stands when its turn comes, as the reader finds them. */
async function readMended(
  { tools, workspace }: Session,
  record: QuarantineRecord,
  answers: readonly FieldAnswer[],
): Promise<Tried> {
  const rawText = await workspace.quarantine.open(TENANT_ID, record.quarantineKey);
  const { reason, message } = record;
  if (rawText === null) return { kind: 'unmendable', reason, message };
  const entry: QuarantinedText = { ...record, rawText };
  const mends: Mend[] = [];
  let result = mendClaim(entry, mends, tools.context.reference);
  for (const { field, value } of answers) {
    if (result.kind !== 'fault') break;
    const { fault } = result;
    if (fault.field !== field) return { kind: 'other_fault', field: fault.field, given: field };
    const said = value === '-' ? await askLine(fault.question) : value;
    mends.push({ segment: fault.segment, field, value: said });
    result = mendClaim(entry, mends, tools.context.reference);
  }
  // Mends are made of the faults themselves, so that none can answer another one.
  if (result.kind === 'other_fault') {
    throw new Error('a mend answers the fault that it was made of');
  }
  return result;
}

function refusedText(refused: Refused): string {
  return refused.kind === 'bad_value'
    ? 'that is no value for the field: write it as the remittance should have'
    : `the field at fault is ${refused.field}, not ${refused.given}`;
}

function unmendableText(message: string): string {
  return `this cannot be mended here (${message}): it must come again from its sender`;
}

async function namedRecord({ workspace }: Session, name: string): Promise<QuarantineRecord> {
  const records = await workspace.quarantine.list(TENANT_ID);
  const whole = records.find(({ quarantineKey }) => quarantineKey === name);
  if (whole !== undefined) return whole;
  const start = name.startsWith('q') ? name.slice(1) : name;
  if (start.length < SHORTEST_KEY) throw new UsageError('name an entry as kxray quarantine does');
  const found = records.filter(({ quarantineKey }) => quarantineKey.startsWith(start));
  const [only] = found;
  if (only === undefined) throw new UsageError('nothing of that name is in quarantine');
  if (found.length > 1) throw new UsageError('several entries begin so: give the whole key');
  return only;
}
