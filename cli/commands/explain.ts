// `kxray explain CLAIM [LINE]`: why a line was judged so: inputs, rules, sources, history.

import type { Command } from 'commander';
import { explainLine } from '../../lib/pipeline/explain-line.js';
import { explanationText } from '../../lib/pipeline/explanation-text.js';
import { readBeneficiary, type BeneficiaryLedger } from '../../lib/pipeline/read-beneficiary.js';
import { PATTERN_IDS, type PatternId } from '../../lib/domain/patterns/pattern-finding.js';
import { PROVIDER_ROLES } from '../../lib/domain/patterns/provider-role.js';
import { linesOfPart } from '../../lib/pipeline/measures/lines-of-part.js';
import { addCommand, examples } from '../command.js';
import { toOneOf } from '../option-values.js';
import { partLinesText } from '../part-lines-text.js';
import { PERIOD_OPTIONS, withScores, type PeriodOptions } from '../score-session.js';
import { unknownProvider } from './providers.js';
import { runQuery, withLake } from '../lake.js';
import type { Session } from '../session.js';
import { withStoredSession } from '../stored-session.js';
import { printJson, printLine } from '../terminal.js';
import { FailedError, UsageError } from '../usage-error.js';

interface ExplainOptions extends PeriodOptions {
  readonly payer?: string;
  readonly role: string;
}

export function registerExplain(program: Command): void {
  const command = addCommand(
    program,
    'explain',
    'why a claim line was judged so, with rules and sources',
  );
  for (const [flags, words] of PERIOD_OPTIONS) command.option(flags, words);
  command
    .argument('<claim>', 'payer claim control number (ICN), or the NPI of a provider')
    .argument('[line]', 'line number (default: all lines of the claim), or a part of the score')
    .option('--payer <id>', 'the payer, where several use the same number')
    .option('--role <role>', 'of a provider: rendering or billing', 'rendering')
    .addHelpText(
      'after',
      examples(
        'explain 2525400837208',
        'explain 2525400837208 2',
        'explain 1234567893 early_kx --period 2026-Q1',
      ),
    )
    .action(async (claim: string, line: string | undefined, options: ExplainOptions) => {
      const pattern = PATTERN_IDS.find((id) => id === line);
      if (pattern !== undefined) return explainPart(claim, pattern, options);
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

/** From a part of a score to exactly the lines that it counts. */
async function explainPart(
  npi: string,
  pattern: PatternId,
  options: ExplainOptions,
): Promise<void> {
  const role = toOneOf(options.role, PROVIDER_ROLES, '--role');
  await withScores(options, async ({ run, lake }) => {
    const provider = run.providers.find((each) => each.npi === npi && each.role === role);
    if (provider === undefined) throw unknownProvider(npi);
    const finding = provider.patterns.find((each) => each.pattern === pattern);
    if (finding === undefined) {
      throw new FailedError(`nothing of ${pattern} is counted for that provider as ${role}`);
    }
    const lines = await linesOfPart(lake.queries, { finding, period: run.period });
    const part = provider.parts.find((each) => each.pattern === pattern) ?? null;
    if (options.json === true) printJson({ role, npi, period: run.period, finding, part, lines });
    else printLine(partLinesText({ run, finding, part, lines }));
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
