// `kxray seed`: therapy spend of other providers, with its day and source (SEED-1).

import type { Command } from 'commander';
import { ZERO_CENTS } from '../../lib/domain/money.js';
import type { Seed } from '../../lib/domain/ledger-document.js';
import { commitPerson } from '../../lib/pipeline/commit-person.js';
import { emptyChange, seedKeyOf } from '../../lib/pipeline/person-change.js';
import { readBeneficiary } from '../../lib/pipeline/read-beneficiary.js';
import { beneficiaryToken } from '../beneficiary-token.js';
import { addCommand, examples, type CommonOptions } from '../command.js';
import { publishLake } from '../lake.js';
import { toDay, toDollars, toGroup, toWords, toYear } from '../option-values.js';
import { enteredBy, withSession } from '../session.js';
import { dollars, printJson, printLine } from '../terminal.js';
import { UsageError } from '../usage-error.js';
import { deliverAfterChange } from './alerts-tools.js';

interface SeedOptions extends CommonOptions {
  readonly year: string;
  readonly group: string;
  readonly outside?: string;
  readonly totalUsed?: string;
  readonly asOf?: string;
  readonly source: string;
}

export function registerSeed(program: Command): void {
  addCommand(program, 'seed', 'enter therapy spend of other providers')
    .argument('<beneficiary>', 'Medicare number, token, or - to be asked')
    .requiredOption('--year <yyyy>', 'calendar year')
    .requiredOption('--group <group>', 'PT_SLP or OT')
    .option('--outside <dollars>', 'spent with other providers')
    .option('--total-used <dollars>', 'used in all, our own claims included (eligibility answer)')
    .option('--as-of <day>', 'the day for which the figure holds (YYYY-MM-DD)')
    .requiredOption('--source <text>', 'where the figure comes from')
    .addHelpText(
      'after',
      examples(
        'seed - --year 2026 --group OT --outside 850.00 --as-of 2026-03-31 --source "told by family"',
        'seed - --year 2026 --group PT_SLP --total-used 1,912.40 --as-of 2026-03-31 --source "eligibility answer"',
      ),
    )
    .action(async (beneficiary: string, options: SeedOptions) => {
      const facts = seedFacts(options);
      await withSession(options, async (session) => {
        const token = await beneficiaryToken(beneficiary, session.tools.tokens);
        const { year, group } = facts;
        const seedKey = seedKeyOf(session.tools.tokens, token, facts);
        const seed: Seed = { ...facts, seedKey, enteredBy: enteredBy() };
        const done = await commitPerson(session.tools, emptyChange(token, { seeds: [seed] }));
        if (done.changes.length > 0) {
          await publishLake(session);
          await deliverAfterChange(session);
        }
        const ledger = await readBeneficiary(session.tools, token);
        const view = ledger?.years
          .find((each) => each.year === year)
          ?.groups.find((each) => each.group === group);
        const accumulatedCents = view?.accumulatedCents ?? ZERO_CENTS;
        if (options.json === true) printJson({ token, seed, accumulatedCents });
        else {
          const isKnown = done.changes.length === 0 ? 'Already entered' : 'Entered';
          const atLeast = view?.isLowerBound === false ? '' : 'at least ';
          const name = group === 'OT' ? 'OT' : 'PT+SLP';
          printLine(`${isKnown}. ${year} ${name}: ${atLeast}${dollars(accumulatedCents)} used.`);
          if (ledger?.headers.length === 0) {
            printLine(
              'The ledger has no claims of that beneficiary yet; the figure waits for them.',
            );
          }
        }
      });
    });
}

function seedFacts(options: SeedOptions): Omit<Seed, 'seedKey' | 'enteredBy'> {
  const { outside, totalUsed } = options;
  if ((outside === undefined) === (totalUsed === undefined)) {
    throw new UsageError('give one of --outside and --total-used');
  }
  if (totalUsed !== undefined && options.asOf === undefined) {
    throw new UsageError('--total-used holds our own claims up to a day: say which with --as-of');
  }
  return {
    kind: outside === undefined ? 'totalUsed' : 'outside',
    year: toYear(options.year),
    group: toGroup(options.group),
    cents:
      outside === undefined
        ? toDollars(totalUsed ?? '', '--total-used')
        : toDollars(outside, '--outside'),
    asOf: options.asOf === undefined ? null : toDay(options.asOf, '--as-of'),
    source: toWords(options.source, '--source'),
  };
}
