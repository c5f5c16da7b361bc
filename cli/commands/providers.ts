// `kxray providers`, `kxray provider NPI`: the ranking, and one provider in full.

import type { Command } from 'commander';
import { isNpi } from '../../lib/domain/identifiers.js';
import type { ProviderRole } from '../../lib/domain/patterns/provider-role.js';
import { addCommand, examples } from '../command.js';
import { maskedProviders } from '../masked-providers.js';
import { toOneOf } from '../option-values.js';
import { presentProvider } from '../present-provider.js';
import { providerText } from '../provider-text.js';
import { providersText } from '../providers-text.js';
import { PERIOD_OPTIONS, withScores, type PeriodOptions } from '../score-session.js';
import { printJson, printLine } from '../terminal.js';
import { FailedError, UsageError } from '../usage-error.js';

interface ProvidersOptions extends PeriodOptions {
  readonly role: string;
  readonly all?: boolean;
  readonly masked?: boolean;
}

const ROLES: readonly ProviderRole[] = ['rendering', 'billing'];

export function registerProviders(program: Command): void {
  const ranking = addCommand(program, 'providers', 'providers by score, highest first');
  for (const [flags, words] of PERIOD_OPTIONS) ranking.option(flags, words);
  ranking
    .option('--role <role>', 'rendering (the therapist) or billing', 'rendering')
    .option('--all', 'also those with too few beneficiaries to score')
    .option('--masked', 'a table that may leave the house: counts under 11 masked')
    .addHelpText('after', examples('providers --year 2026', 'providers --role billing --all'))
    .action(showProviders);
  const single = addCommand(program, 'provider', 'one provider: score, patterns, factors, peers');
  for (const [flags, words] of PERIOD_OPTIONS) single.option(flags, words);
  single.argument('<npi>', 'rendering or billing NPI').action(showProvider);
}

async function showProviders(options: ProvidersOptions): Promise<void> {
  const role = toOneOf(options.role, ROLES, '--role');
  const isAll = options.all === true;
  await withScores(options, async ({ run }) => {
    const shown = run.providers
      .filter((provider) => provider.role === role)
      .filter(({ band }) => isAll || band !== 'not_scored');
    if (options.masked === true) return printJson(maskedProviders(shown));
    if (options.json === true) printJson(shown.map(presentProvider));
    else printLine(providersText(run, shown, { isAll }));
  });
}

async function showProvider(npi: string, options: PeriodOptions): Promise<void> {
  await withScores(options, async ({ run }) => {
    const own = run.providers.filter((provider) => provider.npi === npi);
    if (own.length === 0) throw unknownProvider(npi);
    if (options.json === true) printJson(own.map(presentProvider));
    else printLine(own.map((provider) => providerText(run, provider)).join('\n\n'));
  });
}

/** Asked of the data first: a remittance may name a provider by a number that is no NPI. */
export function unknownProvider(npi: string): Error {
  return isNpi(npi)
    ? new FailedError('that NPI has no therapy lines in the data of that period')
    : new UsageError('that is no NPI: ten digits, the last a check digit');
}
