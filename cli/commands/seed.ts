// `kxray seed`: therapy spend of other providers, with its day and source (SEED-1).

import type { Command } from 'commander';
import { parseIsoDay } from '../../lib/domain/day.js';
import { parseCents, ZERO_CENTS } from '../../lib/domain/money.js';
import type { Seed } from '../../lib/domain/ledger-document.js';
import { commitPerson } from '../../lib/pipeline/commit-person.js';
import { emptyChange } from '../../lib/pipeline/commit-spool.js';
import { readBeneficiary } from '../../lib/pipeline/read-beneficiary.js';
import { beneficiaryToken } from '../beneficiary-token.js';
import { addCommand, type CommonOptions } from '../command.js';
import { publishLake } from '../lake.js';
import { enteredBy, withSession } from '../session.js';
import { dollars, printJson, printLine } from '../terminal.js';
import { UsageError } from '../usage-error.js';

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
    .action(async (beneficiary: string, options: SeedOptions) => {
      const facts = seedFacts(options);
      await withSession(options, async (session) => {
        const token = await beneficiaryToken(beneficiary, session.tools.tokens);
        const { kind, year, group, cents, asOf, source } = facts;
        const seedKey = session.tools.tokens.keyedHash([
          'seed', token, kind, year, group, cents, asOf ?? '', source,
        ]);
        const seed: Seed = { ...facts, seedKey, enteredBy: enteredBy() };
        const done = await commitPerson(session.tools, emptyChange(token, { seeds: [seed] }));
        if (done.changes.length > 0) await publishLake(session);
        const ledger = await readBeneficiary(session.tools, token);
        const view = ledger?.years
          .find((each) => each.year === year)
          ?.groups.find((each) => each.group === group);
        const accumulatedCents = view?.accumulatedCents ?? ZERO_CENTS;
        if (options.json === true) printJson({ token, seed, accumulatedCents });
        else {
          const isKnown = done.changes.length === 0 ? 'Already entered' : 'Entered';
          printLine(`${isKnown}: ${year} ${group} now stands at ${dollars(accumulatedCents)}.`);
        }
      });
    });
}

function seedFacts(options: SeedOptions): Omit<Seed, 'seedKey' | 'enteredBy'> {
  if (!/^\d{4}$/.test(options.year)) throw new UsageError('--year takes a year such as 2026');
  const { group } = options;
  if (group !== 'PT_SLP' && group !== 'OT') throw new UsageError('--group is PT_SLP or OT');
  if ((options.outside === undefined) === (options.totalUsed === undefined)) {
    throw new UsageError('give one of --outside and --total-used');
  }
  const cents = parseCents((options.outside ?? options.totalUsed ?? '').replace(/^\$/, ''));
  if (cents === null || cents < 0) throw new UsageError('the amount is dollars such as 1250.00');
  const asOf = options.asOf === undefined ? null : parseIsoDay(options.asOf);
  if (options.asOf !== undefined && asOf === null) {
    throw new UsageError('--as-of takes a day such as 2026-03-31');
  }
  return {
    kind: options.outside === undefined ? 'totalUsed' : 'outside',
    year: Number(options.year),
    group,
    cents,
    asOf,
    source: options.source,
  };
}
