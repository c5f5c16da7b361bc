// `kxray advise FILE`: a draft claim before it is sent: which lines need KX, and what nobody can
// know.

import { readFile } from 'node:fs/promises';
import { text as streamText } from 'node:stream/consumers';
import type { Command } from 'commander';
import { adviseFromStore } from '../../lib/pipeline/advise-draft.js';
import { draftAdviceText } from '../../lib/pipeline/draft-advice-text.js';
import { parseDraft, type DraftClaim } from '../../lib/pipeline/draft-claim.js';
import type { Tokenizer } from '../../lib/pipeline/tokenizer.js';
import { beneficiaryToken } from '../beneficiary-token.js';
import { addCommand, examples, type CommonOptions } from '../command.js';
import { withSession } from '../session.js';
import { printJson, printLine } from '../terminal.js';
import { FailedError, UsageError } from '../usage-error.js';

export function registerAdvise(program: Command): void {
  addCommand(program, 'advise', 'a draft claim (JSON): which lines need KX, what is left')
    .argument('<file>', 'the draft, or - for standard input; samples/draft.json shows the form')
    .addHelpText('after', examples('advise samples/draft.json', 'advise - < draft.json'))
    .action(async (file: string, options: CommonOptions) => {
      const json = await readJson(file);
      await withSession(options, async ({ tools }) => {
        const advice = await adviseFromStore(tools, await draftOf(json, tools.tokens));
        if (options.json === true) printJson(advice);
        else printLine(draftAdviceText(advice));
      });
    });
}

/** The number in the draft becomes a token before anything else looks at it. */
async function draftOf(json: unknown, tokens: Tokenizer): Promise<DraftClaim> {
  const beneficiary = (json as { readonly beneficiary?: unknown } | null)?.beneficiary;
  if (typeof beneficiary !== 'string') {
    throw new FailedError('the draft names no beneficiary (a Medicare number or a token)');
  }
  const token = await beneficiaryToken(beneficiary, tokens);
  const parsed = parseDraft({ ...(json as object), beneficiary: token });
  if (parsed.kind === 'draft') return parsed.draft;
  throw new FailedError(`the draft is refused:\n  ${parsed.problems.join('\n  ')}`);
}

async function readJson(file: string): Promise<unknown> {
  let text: string;
  try {
    text = file === '-' ? await streamText(process.stdin) : await readFile(file, 'utf8');
  } catch {
    throw new UsageError(`there is no readable file ${file}`);
  }
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw new FailedError(`${file} is not JSON`);
  }
}
