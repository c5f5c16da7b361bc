// The published schema is the one that reports are written by, in the bytes that the script writes.

import { expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { REPORT_SCHEMA_FILE, reportSchemaText } from '../../../scripts/write-report-schema.js';

it('is published as it is (npx tsx scripts/write-report-schema.ts)', async () => {
  expect(readFileSync(REPORT_SCHEMA_FILE, 'utf8')).toBe(await reportSchemaText());
});
