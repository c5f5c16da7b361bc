// `kxray explain CLAIM [LINE]`: why a line was judged so: inputs, rules, sources, history.

import type { Command } from 'commander';
import { explainLine } from '../../lib/pipeline/explain-line.js';
import { explanationText } from '../../lib/pipeline/explanation-text.js';
import type { BeneficiaryLedger } from '../../lib/pipeline/read-beneficiary.js';
import { PATTERN_IDS, type PatternId } from '../../lib/domain/patterns/pattern-finding.js';
import { PROVIDER_ROLES } from '../../lib/domain/patterns/provider-role.js';
import { linesOfPart } from '../../lib/pipeline/measures/lines-of-part.js';
import { findClaim, ledgerOfClaim } from '../claim-ledger.js';
import { addCommand, examples } from '../command.js';
import { toOneOf } from '../option-values.js';
import { partLinesText } from '../part-lines-text.js';
import { PERIOD_OPTIONS, withScores, type PeriodOptions } from '../score-session.js';
import { unknownProvider } from './providers.js';
import { withLake } from '../lake.js';
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
        const ledger = await ledgerOf(session, claim, options.payer);
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

async function ledgerOf(
  session: Session,
  claim: string,
  payer: string | undefined,
): Promise<BeneficiaryLedger> {
  const found = await withLake(session, (lake) => findClaim(lake, claim, payer));
  const { payers } = found;
  if (payers.length > 1) {
    throw new UsageError(`several payers use that number; add --payer (${payers.join(', ')})`);
  }
  return ledgerOfClaim(session, found);
}

function toLineNumber(text: string): number {
  if (!/^[1-9]\d*$/.test(text)) throw new UsageError('the line is a number such as 2');
  return Number(text);
}
