// `kxray join`: two Medicare numbers that are one person, or no longer; kept as history, undoable.

import type { Command } from 'commander';
import { commitPerson } from '../../lib/pipeline/commit-person.js';
import { emptyChange } from '../../lib/pipeline/commit-spool.js';
import { beneficiaryToken } from '../beneficiary-token.js';
import { addCommand, type CommonOptions } from '../command.js';
import { publishLake } from '../lake.js';
import { withSession } from '../session.js';
import { printJson, printLine } from '../terminal.js';
import { UsageError } from '../usage-error.js';

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
    .action(async (former: string, current: string, options: JoinOptions) => {
      await withSession(options, async ({ tools, ...session }) => {
        const from = await beneficiaryToken(former, tools.tokens);
        const to = await beneficiaryToken(current, tools.tokens);
        if (from === to) throw new UsageError('both name the same beneficiary');
        const joinKey = tools.tokens.keyedHash(['join', from, to]);
        const isUndone = options.undo === true;
        const join = { joinKey, from, to, source: options.source, isUndone };
        const done = await commitPerson(tools, emptyChange(to, { joins: [join] }));
        if (done.changes.length > 0) await publishLake({ tools, ...session });
        const words = isUndone ? 'Taken apart' : 'Joined';
        if (options.json === true) printJson({ join, changed: done.changes.length > 0 });
        else printLine(done.changes.length > 0 ? `${words}.` : 'Nothing changed.');
      });
    });
}
