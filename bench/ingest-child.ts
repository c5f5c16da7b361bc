// Child of ingest.ts: either reads the file at claims level, or ingests it into a fresh workspace:
// parsed, durable in the ledger, published in the lake. Prints what it cost.

import { createReadStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ingestFiles } from '../cli/commands/ingest.js';
import { intakeFiles } from '../cli/intake-files.js';
import { withSession } from '../cli/session.js';
import { readRemittance } from '../lib/intake/x12-835/read-remittance.js';
import { measured } from './measured.js';

const [mode = '', file = ''] = process.argv.slice(2);

async function read(): Promise<number> {
  let claims = 0;
  const options = { file, includeTest: true, contractorPart: () => null };
  for await (const batch of readRemittance(createReadStream(file), options)) {
    for (const event of batch) if (event.kind === 'claim') claims += 1;
  }
  return claims;
}

async function ingest(): Promise<number> {
  const directory = await mkdtemp(join(tmpdir(), 'kxray-bench-'));
  try {
    return await withSession({ data: directory }, async (session) => {
      const files = await intakeFiles([file]);
      const summary = await ingestFiles(session, files, { includeTest: true, publish: true });
      return summary.read.claims;
    });
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}

process.stdout.write(JSON.stringify(await measured(mode === 'read' ? read : ingest)));
