// `kxray reference`: amounts, codes and contractors with source and checked date; adding what CMS
// announces; confirming a payer. Each addition restates what it touches.

import type { Command } from 'commander';
import {
  parseReferenceAdditions,
  type ReferenceAddition,
} from '../../lib/adapters/common/reference-additions.js';
import { expiringSoon } from '../../lib/adapters/common/reference-expiry.js';
import { SystemClock } from '../../lib/adapters/embedded/system-clock.js';
import type { ReferenceData } from '../../lib/domain/reference.js';
import { SETTING_KINDS } from '../../lib/pipeline/fold-settings-of.js';
import type { JsonValue } from '../../lib/ports/settings-store.js';
import { addCommand, examples, type CommonOptions } from '../command.js';
import { publishLake } from '../lake.js';
import { toDay, toDollars, toOneOf, toWords, toYear } from '../option-values.js';
import { referenceJson, referenceText } from '../reference-text.js';
import { finishRestatements, noteRestatement } from '../restatement.js';
import { enteredBy, referenceOf, TENANT_ID, withSession, type Session } from '../session.js';
import { hasWorkspace } from '../stored-session.js';
import { plural, printJson, printLine } from '../terminal.js';
import { UsageError } from '../usage-error.js';

interface EnteredOptions extends CommonOptions {
  readonly source: string;
  readonly checkedOn?: string;
}

interface AmountOptions extends EnteredOptions {
  readonly year: string;
  readonly group: string;
  readonly kx?: string;
  readonly review?: string;
}

interface PayerOptions extends EnteredOptions {
  readonly name?: string;
  readonly part?: string;
}

/** The law of today begins in 2018. */
const YEARS = { first: 2018, last: 2199 };

export function registerReference(program: Command): void {
  const reference = addCommand(
    program,
    'reference',
    'show amounts with source and checked date, and what is missing or about to expire',
  ).action(show);
  addCommand(reference, 'set', 'enter an amount that CMS announced')
    .requiredOption('--year <yyyy>', 'calendar year')
    .option('--group <group>', 'PT_SLP, OT or both', 'both')
    .option('--kx <dollars>', 'the KX threshold')
    .option('--review <dollars>', 'the targeted-review threshold')
    .requiredOption('--source <text>', 'where the amount is published')
    .option('--checked-on <day>', 'the day on which you read it (default: today)')
    .addHelpText('after', examples('reference set --year 2027 --kx 2550 --source "CMS CR 99999"'))
    .action(async (options: AmountOptions) => add(options, amountAddition(options)));
  addCommand(reference, 'confirm-payer', 'confirm that a payer is a Medicare contractor')
    .argument('<payer-id>', 'the number by which its remittances name it')
    .option('--name <text>', 'its name')
    .option('--part <part>', 'A or B')
    .requiredOption('--source <text>', 'how you know')
    .option('--checked-on <day>', 'the day on which you checked (default: today)')
    .addHelpText(
      'after',
      examples('reference confirm-payer 12345 --part B --source "contractor letter of 2026-01-05"'),
    )
    .action(async (payerId: string, options: PayerOptions) =>
      add(options, payerAddition(payerId, options)),
    );
}

/** Without a workspace the shipped rows are shown, and none is made. */
async function show(options: CommonOptions): Promise<void> {
  const reference: ReferenceData = hasWorkspace(options)
    ? await withSession(options, async ({ tools }) => tools.context.reference)
    : await referenceOf([]);
  const notices = expiringSoon(reference, new SystemClock().today());
  if (options.json === true) printJson(referenceJson(reference, notices));
  else printLine(referenceText(reference, notices));
}

type NewAddition = Readonly<Record<string, unknown>>;

async function add(options: EnteredOptions, facts: NewAddition): Promise<void> {
  const source = toWords(options.source, '--source');
  const checkedOn =
    options.checkedOn === undefined ? null : toDay(options.checkedOn, '--checked-on');
  const addition = await withSession(options, (session) =>
    store(session, {
      ...facts,
      source,
      checkedOn: checkedOn ?? session.clock.today(),
      enteredBy: enteredBy(),
    }),
  );
  // A new session reads the reference with the addition in it.
  const result = await withSession(options, async (session) => {
    const done = await finishRestatements(session);
    await publishLake(session);
    return done;
  });
  if (options.json === true) printJson({ addition, ...result });
  else {
    printLine(
      `Entered. ${plural(result.documents, 'ledger document')} judged anew, ` +
        `${plural(result.restated, 'beneficiary', 'beneficiaries')} restated.`,
    );
  }
}

async function store(session: Session, facts: NewAddition): Promise<ReferenceAddition> {
  const [addition] = parseReferenceAdditions([facts]);
  if (addition === undefined) throw new Error('an addition that became nothing');
  const isPayer = addition.kind === 'confirmed_payer';
  await noteRestatement(session, isPayer ? { payerId: addition.payerId } : { year: addition.year });
  await session.workspace.settings.append(TENANT_ID, {
    kind: SETTING_KINDS.referenceAddition,
    key: isPayer
      ? `payer|${addition.payerId}`
      : `${addition.kind}|${addition.year}|${addition.group}`,
    value: JSON.parse(JSON.stringify(addition)) as JsonValue,
    source: addition.source,
    enteredBy: addition.enteredBy,
    enteredAt: session.clock.now(),
  });
  return addition;
}

function amountAddition(options: AmountOptions): NewAddition {
  if ((options.kx === undefined) === (options.review === undefined)) {
    throw new UsageError('give one of --kx and --review');
  }
  const year = toYear(options.year);
  if (year < YEARS.first || year > YEARS.last) {
    throw new UsageError(`--year takes a year from ${YEARS.first} to ${YEARS.last}`);
  }
  const group = toOneOf(options.group, ['PT_SLP', 'OT', 'both'], '--group');
  const [option, text] =
    options.kx === undefined ? ['--review', options.review] : ['--kx', options.kx];
  const cents = toDollars(text ?? '', option);
  if (cents === 0) throw new UsageError(`${option} takes an amount above zero`);
  return option === '--kx'
    ? { kind: 'threshold', year, group, kxCents: cents }
    : { kind: 'review_threshold', year, group, reviewCents: cents };
}

function payerAddition(payerId: string, options: PayerOptions): NewAddition {
  if (payerId.trim() === '') throw new UsageError('name the payer by its number');
  const part =
    options.part === undefined
      ? {}
      : { part: toOneOf(options.part.toUpperCase(), ['A', 'B'], '--part') };
  return {
    kind: 'confirmed_payer',
    payerId: payerId.trim(),
    name: options.name ?? payerId,
    ...part,
  };
}
