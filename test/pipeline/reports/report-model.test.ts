// The published schema is the one that reports are written by.

import { expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { REPORT_SCHEMA_FILE, reportSchema } from '../../../scripts/write-report-schema.js';

it('is published as it is (npx tsx scripts/write-report-schema.ts)', () => {
  expect(JSON.parse(readFileSync(REPORT_SCHEMA_FILE, 'utf8'))).toEqual(reportSchema());
});
