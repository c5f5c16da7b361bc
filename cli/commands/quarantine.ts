// `kxray quarantine`: what could not be accepted, where it stood and why.

import type { Command } from 'commander';
import { addCommand, type CommonOptions } from '../command.js';
import { placeText } from '../ingest-report.js';
import { TENANT_ID } from '../session.js';
import { withStoredSession } from '../stored-session.js';
import { dollars, plural, printJson, printLine } from '../terminal.js';

export function registerQuarantine(program: Command): void {
  addCommand(program, 'quarantine', 'list what could not be accepted, and why').action(
    async (options: CommonOptions) => {
      await withStoredSession(options, async (session) => {
        const records = await session.workspace.quarantine.list(TENANT_ID);
        if (options.json === true) return printJson(records);
        for (const record of records) {
          const what =
            record.kind === 'file'
              ? 'file'
              : `claim, ${plural(record.lines, 'line')}, ${dollars(record.chargeCents)}`;
          printLine(`${record.reason}  ${what}: ${record.message}`);
          printLine(`  ${placeText(record.position)}`);
        }
        printLine(records.length === 0 ? 'Nothing is in quarantine.' : `${records.length} in all.`);
      });
    },
  );
}
