// `kxray explain CLAIM [LINE]`: why a line was judged so: inputs, rules, sources, history.

import type { Command } from 'commander';
import { explainLine } from '../../lib/pipeline/explain-line.js';
import { explanationText } from '../../lib/pipeline/explanation-text.js';
import { readBeneficiary, type BeneficiaryLedger } from '../../lib/pipeline/read-beneficiary.js';
import { addCommand, examples, type CommonOptions } from '../command.js';
import { runQuery, withLake } from '../lake.js';
import type { Session } from '../session.js';
import { withStoredSession } from '../stored-session.js';
import { printJson, printLine } from '../terminal.js';
import { FailedError, UsageError } from '../usage-error.js';

interface ExplainOptions extends CommonOptions {
  readonly payer?: string;
}

export function registerExplain(program: Command): void {
  addCommand(program, 'explain', 'why a claim line was judged so, with rules and sources')
    .argument('<claim>', 'payer claim control number (ICN)')
    .argument('[line]', 'line number (default: all lines of the claim)')
    .option('--payer <id>', 'the payer, where several use the same number')
    .addHelpText('after', examples('explain 2525400837208', 'explain 2525400837208 2'))
    .action(async (claim: string, line: string | undefined, options: ExplainOptions) => {
      const lineNumber = line === undefined ? undefined : toLineNumber(line);
      await withStoredSession(options, async (session) => {
        const ledger = await ledgerOfClaim(session, claim, options.payer);
        const explanation = explainLine(ledger, claim, lineNumber);
        if (explanation.kind === 'unknown_line') {
          throw new FailedError(
            `the claim has no current line ${explanation.line}; it has ${explanation.knownLines.join(', ')}`,
          );
        }
        if (explanation.kind === 'unknown_claim') throw new FailedError('no such claim');
        if (options.json === true) printJson(explanation);
        else printLine(explanationText(explanation, session.tools.context.reference));
      });
    });
}

async function ledgerOfClaim(
  session: Session,
  claim: string,
  payer: string | undefined,
): Promise<BeneficiaryLedger> {
  const found = await withLake(session, (lake) => runQuery(lake, 'find_claim', { icn: claim }));
  const rows = found.filter((row) => payer === undefined || row['payer_id'] === payer);
  if (rows.length === 0) throw new FailedError('the ledger holds no claim of that number');
  const payers = [...new Set(rows.map((row) => String(row['payer_id'])))].sort();
  if (payers.length > 1) {
    throw new UsageError(`several payers use that number; add --payer (${payers.join(', ')})`);
  }
  // Joined tokens are one person; the head speaks for all of them.
  const people = new Map<string, BeneficiaryLedger>();
  for (const row of rows) {
    const ledger = await readBeneficiary(session.tools, String(row['beneficiary_token']));
    if (ledger !== null) people.set(ledger.token, ledger);
  }
  const [person] = people.values();
  if (person === undefined) throw new FailedError('the log knows that claim, the ledger does not');
  if (people.size === 1) return person;
  const tokens = [...people.keys()].sort().join(', ');
  throw new FailedError(
    `${people.size} beneficiaries have a claim of that number; kxray beneficiary shows each: ${tokens}`,
  );
}

function toLineNumber(text: string): number {
  if (!/^[1-9]\d*$/.test(text)) throw new UsageError('the line is a number such as 2');
  return Number(text);
}
