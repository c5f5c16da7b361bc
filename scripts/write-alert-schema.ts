// Writes docs/schemas/alert-v1.schema.json from the zod schema of the payload, so that what is
// published and what is sent can not differ. Run by hand after a change; a test compares the two.

import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import * as z from 'zod';
import { alertPayloadSchema, PAYLOAD_VERSION } from '../lib/pipeline/alerts/alert-payload.js';

export const ALERT_SCHEMA_FILE = fileURLToPath(
  new URL(`../docs/schemas/alert-v${PAYLOAD_VERSION}.schema.json`, import.meta.url),
);

export function alertSchemaText(): string {
  return `${JSON.stringify(z.toJSONSchema(alertPayloadSchema), null, 2)}\n`;
}

function main(): void {
  writeFileSync(ALERT_SCHEMA_FILE, alertSchemaText());
}

if (process.argv[1] === fileURLToPath(import.meta.url)) main();
