// `kxray reference`: amounts, codes and contractors with source and checked date; adding what CMS
// announces; confirming a payer. Each addition refolds what it touches.

import type { Command } from 'commander';
import {
  parseReferenceAdditions,
  type ReferenceAddition,
} from '../../lib/adapters/common/reference-additions.js';
import { expiringSoon, type ReferenceNotice } from '../../lib/adapters/common/reference-expiry.js';
import { formatDollars, parseCents, type Cents } from '../../lib/domain/money.js';
import type { ReferenceData, ThresholdYear } from '../../lib/domain/reference.js';
import { SETTING_KINDS } from '../../lib/pipeline/fold-settings-of.js';
import { refoldLedger } from '../../lib/pipeline/refold-ledger.js';
import type { JsonValue } from '../../lib/ports/settings-store.js';
import { addCommand, type CommonOptions } from '../command.js';
import { publishLake } from '../lake.js';
import { enteredBy, openSession, TENANT_ID, withSession, type Session } from '../session.js';
import { plural, printJson, printLine, table } from '../terminal.js';
import { UsageError } from '../usage-error.js';

interface AmountOptions extends CommonOptions {
  readonly year: string;
  readonly group: string;
  readonly kx?: string;
  readonly review?: string;
  readonly source: string;
  readonly checkedOn?: string;
}

interface PayerOptions extends CommonOptions {
  readonly name?: string;
  readonly part?: string;
  readonly source: string;
  readonly checkedOn?: string;
}

export function registerReference(program: Command): void {
  const reference = addCommand(
    program,
    'reference',
    'show amounts with source and checked date, and what is missing or about to expire',
  ).action(async (options: CommonOptions) => {
    await withSession(options, async (session) => show(session, options));
  });
  addCommand(reference, 'set', 'enter an amount that CMS announced')
    .requiredOption('--year <yyyy>', 'calendar year')
    .option('--group <group>', 'PT_SLP, OT or both', 'both')
    .option('--kx <dollars>', 'the KX threshold')
    .option('--review <dollars>', 'the targeted-review threshold')
    .requiredOption('--source <text>', 'where the amount is published')
    .option('--checked-on <day>', 'the day on which you read it (default: today)')
    .action(async (options: AmountOptions) => {
      await add(options, (session) => amountAddition(options, session));
    });
  addCommand(reference, 'confirm-payer', 'confirm that a payer is a Medicare contractor')
    .argument('<payer-id>', 'the number by which its remittances name it')
    .option('--name <text>', 'its name')
    .option('--part <part>', 'A or B')
    .requiredOption('--source <text>', 'how you know')
    .option('--checked-on <day>', 'the day on which you checked (default: today)')
    .action(async (payerId: string, options: PayerOptions) => {
      await add(options, (session) => payerAddition(payerId, options, session));
    });
}

function show(session: Session, options: CommonOptions): void {
  const { reference } = session.tools.context;
  const notices = expiringSoon(reference, session.clock.today());
  const years = [...reference.thresholds.values()].sort((a, b) => a.year - b.year);
  if (options.json === true) {
    printJson({
      version: reference.version,
      notices,
      thresholds: years,
      therapyCodes: [...reference.therapyCodes.values()].flat(),
      contractors: [...reference.contractors.values()],
      billTypes: [...reference.billTypes.values()],
      reasonCodes: [...reference.reasonCodes.values()],
    });
    return;
  }
  printLine(table([['year', 'KX', 'review', 'regime', 'confidence', 'checked', 'source'], ...years.map(yearRow)], [1, 2]));
  printLine();
  printLine(countsText(reference));
  printLine(noticesText(notices));
}

function yearRow(year: ThresholdYear): readonly string[] {
  return [
    String(year.year),
    amountText(year.kxCents.PT_SLP, year.kxCents.OT, year.isKxAmountPending),
    amountText(year.reviewCents.PT_SLP, year.reviewCents.OT, year.isReviewAmountPending),
    year.regime,
    year.confidence,
    year.checkedOn,
    year.source,
  ];
}

function amountText(ptSlp: Cents | null, ot: Cents | null, isPending: boolean): string {
  if (ptSlp === null && ot === null) return isPending ? 'NOT KNOWN' : '-';
  const [one, other] = [ptSlp, ot].map((cents) => (cents === null ? '-' : formatDollars(cents)));
  return one === other ? (one ?? '-') : `${one} / OT ${other}`;
}

function countsText(reference: ReferenceData): string {
  return [
    `${plural(reference.therapyCodes.size, 'therapy code')}, `,
    `${plural(reference.contractors.size, 'Medicare contractor')}, `,
    `${plural(reference.billTypes.size, 'bill type')}, `,
    `${plural(reference.reasonCodes.size, 'reason code')}; version ${reference.version}. `,
    'All rows with source: kxray reference --json',
  ].join('');
}

function noticesText(notices: readonly ReferenceNotice[]): string {
  if (notices.length === 0) return 'Nothing is missing or about to expire.';
  return ['Missing or about to expire:', ...notices.map((each) => `  ${each.sentence}`)].join('\n');
}

async function add(
  options: CommonOptions,
  toAddition: (session: Session) => Record<string, unknown>,
): Promise<void> {
  const addition = await withSession(options, async (session) => {
    const [parsed] = parseReferenceAdditions([toAddition(session)]);
    if (parsed === undefined) throw new UsageError('nothing to add');
    await session.workspace.settings.append(TENANT_ID, {
      kind: SETTING_KINDS.referenceAddition,
      key: additionKey(parsed),
      value: JSON.parse(JSON.stringify(parsed)) as JsonValue,
      source: parsed.source,
      enteredBy: parsed.enteredBy,
      enteredAt: session.clock.now(),
    });
    return parsed;
  });
  // A new session reads the reference with the addition in it.
  const session = await openSession(options);
  try {
    const years = addition.kind === 'confirmed_payer' ? 'all' : [addition.year];
    const result = await refoldLedger(session.tools, years);
    await publishLake(session);
    if (options.json === true) printJson({ addition, ...result });
    else {
      printLine(`Entered. ${plural(result.documents, 'ledger document')} judged anew, ` +
        `${plural(result.restated, 'beneficiary', 'beneficiaries')} restated.`);
    }
  } finally {
    await session.close();
  }
}

function additionKey(addition: ReferenceAddition): string {
  if (addition.kind === 'confirmed_payer') return `payer|${addition.payerId}`;
  return `${addition.kind}|${addition.year}|${addition.group}`;
}

function amountAddition(options: AmountOptions, session: Session): Record<string, unknown> {
  if ((options.kx === undefined) === (options.review === undefined)) {
    throw new UsageError('give one of --kx and --review');
  }
  const cents = parseCents((options.kx ?? options.review ?? '').replace(/^\$/, '').replaceAll(',', ''));
  if (cents === null || cents <= 0) throw new UsageError('the amount is dollars such as 2550.00');
  if (!/^\d{4}$/.test(options.year)) throw new UsageError('--year takes a year such as 2027');
  const entered = enteredFields(options, session);
  const base = { year: Number(options.year), group: options.group, ...entered };
  return options.kx === undefined
    ? { kind: 'review_threshold', reviewCents: cents, ...base }
    : { kind: 'threshold', kxCents: cents, ...base };
}

function payerAddition(
  payerId: string,
  options: PayerOptions,
  session: Session,
): Record<string, unknown> {
  return {
    kind: 'confirmed_payer',
    payerId,
    name: options.name ?? payerId,
    ...(options.part === undefined ? {} : { part: options.part.toUpperCase() }),
    ...enteredFields(options, session),
  };
}

function enteredFields(
  options: { readonly source: string; readonly checkedOn?: string },
  session: Session,
): Record<string, string> {
  return {
    source: options.source,
    checkedOn: options.checkedOn ?? session.clock.today(),
    enteredBy: enteredBy(),
  };
}
