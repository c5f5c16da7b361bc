// `kxray ingest`: claim files into the ledger, every line accounted for, then the lake published.

import type { Command } from 'commander';
import { createFileClaimSpool } from '../../lib/adapters/embedded/file-claim-spool.js';
import { readRemittance } from '../../lib/intake/x12-835/read-remittance.js';
import { commitSpool } from '../../lib/pipeline/commit-spool.js';
import { spoolClaims, type MarksByToken } from '../../lib/pipeline/ingest-claims.js';
import { newIngestSummary, type IngestSummary } from '../../lib/pipeline/ingest-summary.js';
import { addCommand, examples, type CommonOptions } from '../command.js';
import { ingestJson, ingestText, isReadWhole } from '../ingest-report.js';
import {
  documentsText,
  hasRefusedRows,
  ingestDocuments,
  sortFiles,
  withDocuments,
} from '../documents.js';
import { intakeFiles, type IntakeFile } from '../intake-files.js';
import { openCommitLog, openLakeWriter } from '../lake.js';
import { withSession, type Session } from '../session.js';
import { readableEvents } from '../readable-events.js';
import { newSpoolFolder } from '../spool-folder.js';
import { createProgress, printJson, printLine, type Progress } from '../terminal.js';
import { alertRunText, deliverAfterIngest } from './alerts-tools.js';

export interface IngestOptions extends CommonOptions {
  readonly includeTest?: boolean;
  readonly publish: boolean;
  readonly alertHistory?: boolean;
}

export function registerIngest(program: Command): void {
  addCommand(program, 'ingest', 'read claim files (835) into the ledger')
    .argument('<paths...>', 'files, folders, or - for standard input')
    .option('--include-test', 'accept interchanges marked as test (ISA15 = T)')
    .option('--no-publish', 'leave publishing to the next command that reads')
    .option('--alert-history', 'tell a first load and closed years event by event, not as a digest')
    .addHelpText('after', examples('ingest ./inbox', 'ingest remit-1.835 remit-2.835.gz'))
    .action(async (paths: string[], options: IngestOptions) => {
      const { claims: files, documents } = await sortFiles(await intakeFiles(paths));
      const { listed, summary, alerts } = await withSession(options, async (session) => ({
        listed: await ingestDocuments(session, documents),
        summary: await ingestFiles(session, files, options),
        alerts: await deliverAfterIngest(session, { isHistoryTold: options.alertHistory ?? false }),
      }));
      if (options.json === true) printJson(withDocuments(ingestJson(summary), listed));
      else if (listed.length === 0 || files.length > 0) printLine(ingestText(summary));
      if (options.json !== true && listed.length > 0) printLine(documentsText(listed));
      if (options.json !== true && alerts !== null) printLine(alertRunText(alerts));
      if (!isReadWhole(summary) || hasRefusedRows(listed)) process.exitCode = 1;
    });
}

/** Reads all files into one spool and commits each beneficiary once. */
export async function ingestFiles(
  session: Session,
  files: readonly IntakeFile[],
  options: Pick<IngestOptions, 'includeTest' | 'publish'>,
): Promise<IngestSummary> {
  const summary = newIngestSummary();
  const marks: MarksByToken = new Map();
  const spool = createFileClaimSpool(await newSpoolFolder(session.workspace.directory));
  const progress = createProgress(true);
  const lake = options.publish ? openLakeWriter(session) : null;
  try {
    for (const file of files) {
      const open = (): AsyncIterable<Uint8Array> => counted(file, { summary, progress });
      const events = readableEvents({ name: file.name, open }, (source) =>
        readRemittance(source, {
          file: file.name,
          includeTest: options.includeTest ?? false,
          contractorPart: (payerId) =>
            session.tools.context.reference.contractors.get(payerId)?.part ?? null,
        }),
      );
      await spoolClaims(session.tools, events, { spool, marks, summary });
    }
    await commitSpool(
      session.tools,
      { spool, marks, summary },
      {
        ...lake,
        log: openCommitLog(session),
        onProgress: (claims) => progress.report(`committed ${claims} claims`),
      },
    );
  } finally {
    progress.done();
    await spool.close();
  }
  await lake?.publish();
  return summary;
}

async function* counted(
  file: IntakeFile,
  seen: { readonly summary: IngestSummary; readonly progress: Progress },
): AsyncGenerator<Uint8Array> {
  for await (const chunk of file.open()) {
    seen.summary.bytes += chunk.byteLength;
    const megabytes = (seen.summary.bytes / 1e6).toFixed(1);
    seen.progress.report(`reading ${file.name}: ${megabytes} MB`);
    yield chunk;
  }
}
