// `kxray documents`: lists of documents of the record, added or begun. What is kept is that a
// document exists, its dates and where it lies; the documents themselves stay where they are.

import { writeFile } from 'node:fs/promises';
import type { Command } from 'commander';
import {
  DOCUMENT_KINDS,
  PLAN_PARTS,
  SIGNER_ROLES,
} from '../../lib/domain/documentation/document-record.js';
import { DOCUMENT_COLUMNS } from '../../lib/intake/documents/read-documents.js';
import { addCommand, addPlainCommand, examples, type CommonOptions } from '../command.js';
import { documentsText, hasRefusedRows, ingestDocuments, sortFiles } from '../documents.js';
import { intakeFiles } from '../intake-files.js';
import { withStoredSession } from '../stored-session.js';
import { printJson, printLine } from '../terminal.js';
import { UsageError } from '../usage-error.js';

const NOTES = [
  '',
  'Columns (CSV or NDJSON); beneficiary, discipline, kind and date are needed:',
  '  beneficiary    a Medicare number or a token; a number becomes a token and is not kept',
  '  discipline     GP, GO or GN',
  `  kind           ${DOCUMENT_KINDS.join(', ')}`,
  '  date           of the evaluation, plan, report or note (YYYY-MM-DD)',
  `  signer_role    ${SIGNER_ROLES.join(', ')}`,
  `  plan_parts     some of ${PLAN_PARTS.join(' ')}`,
  '  location       where the document lies, for the packet; keep names out of it',
].join('\n');

export function registerDocuments(program: Command): void {
  const group = program
    .command('documents')
    .description('what is known of the record: add a list, or begin one');
  addCommand(group, 'add', 'add lists of documents (CSV or NDJSON)')
    .argument('<paths...>', 'files or folders')
    .addHelpText('after', `${NOTES}\n${examples('documents add documents.csv')}`)
    .action(async (paths: string[], options: CommonOptions) => {
      const { claims, documents } = await sortFiles(await intakeFiles(paths));
      const [other] = claims;
      if (other !== undefined) {
        throw new UsageError(`${other.name} is no list of documents (kxray documents template)`);
      }
      const results = await withStoredSession(options, (session) =>
        ingestDocuments(session, documents),
      );
      if (options.json === true) printJson(results);
      else printLine(documentsText(results));
      if (hasRefusedRows(results)) process.exitCode = 1;
    });
  addPlainCommand(group, 'template', 'the head of an empty list')
    .option('--out <file>', 'a file instead of the screen')
    .addHelpText('after', `${NOTES}\n${examples('documents template --out documents.csv')}`)
    .action(async ({ out }: { readonly out?: string }) => {
      const head = DOCUMENT_COLUMNS.join(',');
      if (out === undefined) printLine(head);
      else await writeFile(out, `${head}\n`, { flag: 'wx' });
    });
}
