// Writes docs/schemas/report-v1.schema.json from the zod schema of the report's model, so that what
// is published and what is written can not differ. Run by hand after a change; a test compares.

import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { format } from 'prettier';
import * as z from 'zod';
import { REPORT_MODEL } from '../lib/pipeline/reports/report-model.js';

const PRINT_WIDTH = 100;

export const REPORT_SCHEMA_FILE = fileURLToPath(
  new URL('../docs/schemas/report-v1.schema.json', import.meta.url),
);

/** As it is committed: in the form of every other file here. */
export function reportSchemaText(): Promise<string> {
  const text = JSON.stringify(z.toJSONSchema(REPORT_MODEL), null, 2);
  return format(text, { parser: 'json', printWidth: PRINT_WIDTH });
}

async function main(): Promise<void> {
  writeFileSync(REPORT_SCHEMA_FILE, await reportSchemaText());
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await main();
