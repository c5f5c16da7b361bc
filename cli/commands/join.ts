// `kxray join`: two Medicare numbers that are one person, or no longer; kept as history, undoable.

import type { Command } from 'commander';
import type { IdentityJoin } from '../../lib/domain/ledger-document.js';
import { commitPerson } from '../../lib/pipeline/commit-person.js';
import type { LedgerTools } from '../../lib/pipeline/ledger-tools.js';
import { emptyChange, joinKeyOf } from '../../lib/pipeline/person-change.js';
import { activeJoins, loadChains } from '../../lib/pipeline/person-documents.js';
import { beneficiaryToken } from '../beneficiary-token.js';
import { addCommand, examples, type CommonOptions } from '../command.js';
import { publishLake } from '../lake.js';
import { toWords } from '../option-values.js';
import { withSession } from '../session.js';
import { printJson, printLine } from '../terminal.js';
import { FailedError, UsageError } from '../usage-error.js';
import { deliverAfterChange } from './alerts-tools.js';

interface JoinOptions extends CommonOptions {
  readonly undo?: boolean;
  readonly source: string;
}

export function registerJoin(program: Command): void {
  addCommand(program, 'join', 'say that two Medicare numbers are one person')
    .argument('<former>', 'the former Medicare number or token')
    .argument('<current>', 'the current Medicare number or token')
    .option('--undo', 'take the join apart again')
    .requiredOption('--source <text>', 'how you know')
    .addHelpText(
      'after',
      examples('join FORMER CURRENT --source "letter of the Medicare contractor"'),
    )
    .action(async (former: string, current: string, options: JoinOptions) => {
      const source = toWords(options.source, '--source');
      const isUndone = options.undo === true;
      await withSession(options, async ({ tools, ...session }) => {
        const from = await beneficiaryToken(former, tools.tokens);
        const to = await beneficiaryToken(current, tools.tokens);
        if (from === to) throw new UsageError('both name the same beneficiary');
        const joinKey = joinKeyOf(tools.tokens, from, to);
        if (isUndone) await assertJoined(tools, { from, to, joinKey });
        const join = { joinKey, from, to, source, isUndone };
        const done = await commitPerson(tools, emptyChange(to, { joins: [join] }));
        const isChanged = done.changes.length > 0;
        if (isChanged) {
          await publishLake({ tools, ...session });
          await deliverAfterChange({ tools, ...session });
        }
        if (options.json === true) printJson({ join, changed: isChanged });
        else printLine(isChanged ? doneText(join) : 'Nothing changed: they are joined already.');
      });
    });
}

/** Taking apart what nobody joined would only leave a note that means nothing. */
async function assertJoined(
  tools: LedgerTools,
  join: Pick<IdentityJoin, 'from' | 'to' | 'joinKey'>,
): Promise<void> {
  const chain = (await loadChains(tools, [join.to])).get(join.to);
  const joins = chain === undefined ? [] : activeJoins(chain);
  if (joins.some((each) => each.joinKey === join.joinKey)) return;
  const isTurned = joins.some((each) => each.from === join.to && each.to === join.from);
  throw new FailedError(
    isTurned
      ? 'they are joined the other way round: name the former number first'
      : 'those two are not joined',
  );
}

function doneText({ from, to, isUndone }: IdentityJoin): string {
  return isUndone
    ? `Taken apart: ${from} and ${to} are two beneficiaries again.`
    : `Joined: the claims of ${from} count with those of ${to}.`;
}
