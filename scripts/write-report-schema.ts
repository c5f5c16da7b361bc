// Writes docs/schemas/report-v1.schema.json from the zod schema of the report's model, so that what
// is published and what is written can not differ. Run by hand after a change; a test compares.

import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import * as z from 'zod';
import { REPORT_MODEL } from '../lib/pipeline/reports/report-model.js';

export const REPORT_SCHEMA_FILE = fileURLToPath(
  new URL('../docs/schemas/report-v1.schema.json', import.meta.url),
);

export function reportSchema(): unknown {
  return z.toJSONSchema(REPORT_MODEL);
}

function main(): void {
  writeFileSync(REPORT_SCHEMA_FILE, `${JSON.stringify(reportSchema(), null, 2)}\n`);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) main();
