// `kxray beneficiary`: totals, what is left, crossings, and every line with verdict and reason.

import type { Command } from 'commander';
import type { FoldContext } from '../../lib/domain/fold-settings.js';
import { beneficiaryText } from '../../lib/pipeline/beneficiary-text.js';
import { presentBeneficiary } from '../../lib/pipeline/present-beneficiary.js';
import { readBeneficiary } from '../../lib/pipeline/read-beneficiary.js';
import { beneficiaryToken } from '../beneficiary-token.js';
import { addCommand, examples, type CommonOptions } from '../command.js';
import { withStoredSession } from '../stored-session.js';
import { printJson, printLine } from '../terminal.js';
import { FailedError, UsageError } from '../usage-error.js';

interface BeneficiaryOptions extends CommonOptions {
  readonly order: string;
}

export function registerBeneficiary(program: Command): void {
  addCommand(program, 'beneficiary', 'totals, remaining, crossings and judged lines of one person')
    .argument('<beneficiary>', 'Medicare number, token, or - to be asked')
    .option('--order <order>', 'receipt (as the payer accrues) or dos (by service date)', 'receipt')
    .addHelpText(
      'after',
      examples(
        'beneficiary -    (asks for the number, so that it stays out of the history)',
        'beneficiary TOKEN --order dos',
        'beneficiary TOKEN --json',
      ),
    )
    .action(async (beneficiary: string, options: BeneficiaryOptions) => {
      await withStoredSession(options, async ({ tools }) => {
        const token = await beneficiaryToken(beneficiary, tools.tokens);
        const context = withOrder(tools.context, options.order);
        const ledger = await readBeneficiary({ ...tools, context }, token);
        if (ledger === null) throw new FailedError('the ledger holds nothing of that beneficiary');
        if (options.json === true) printJson(presentBeneficiary(ledger));
        else printLine(beneficiaryText(ledger));
      });
    });
}

function withOrder(context: FoldContext, order: string): FoldContext {
  if (order !== 'receipt' && order !== 'dos') throw new UsageError('--order is receipt or dos');
  return { ...context, settings: { ...context.settings, order } };
}
