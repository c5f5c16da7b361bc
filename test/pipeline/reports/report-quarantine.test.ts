// What a report says of the quarantine: lists of documents with refused rows are no files that
// could not be read.

import { describe, expect, it } from '@jest/globals';
import { toCents } from '../../../lib/domain/money.js';
import { reportQuarantine } from '../../../lib/pipeline/reports/report-quarantine.js';
import { unknownsOf } from '../../../lib/pipeline/reports/unknowns.js';
import type { QuarantineRecord } from '../../../lib/ports/quarantine-store.js';
import { emptyModel } from './empty-model.js';

const record = (
  kind: QuarantineRecord['kind'],
  reason: string,
  message = '',
): QuarantineRecord => ({
  tenantId: 't',
  quarantineKey: `${reason} ${message}`,
  kind,
  reason,
  field: null,
  message,
  lines: kind === 'claim' ? 2 : 0,
  chargeCents: toCents(100),
  position: { file: 'f', interchange: 0, transaction: null, segment: 0, byteOffset: 0 },
});
const CLAIM = record('claim', 'MONEY_NOT_A_NUMBER');
const FILE = record('file', 'NOT_X12');
const SECOND = record('list', 'DOCUMENT_ROWS_REFUSED', '2 of 9 rows; the first: row 4, date: x');
const FIRST = record('list', 'DOCUMENT_ROWS_REFUSED', '1 of 129 rows; the first: row 7, kind: x');

async function said(records: readonly QuarantineRecord[]): Promise<readonly string[]> {
  const found = await reportQuarantine({ list: () => Promise.resolve(records) }, 't');
  const model = emptyModel();
  const completeness = {
    ...model.completeness,
    quarantinedClaims: found.claims,
    quarantinedLines: found.lines,
    quarantinedFiles: found.files,
    refusedLists: [...found.refusedLists],
  };
  const sentences = unknownsOf({ ...model, completeness }, []);
  return sentences.filter((sentence) => sentence.includes('kxray quarantine'));
}

describe('the quarantine in a report', () => {
  it.each([
    ['nothing', [], []],
    ['a claim', [CLAIM], [/^1 claim could not be read and is in no figure/]],
    ['a claim and a file', [CLAIM, FILE], [/^1 claim and 1 file could not be read and are in no/]],
    [
      'a list with refused rows',
      [FIRST],
      [/^1 list of documents was taken but for some rows: 1 of 129 rows; the first: row 7, kind/],
    ],
    [
      'lists beside a file',
      [SECOND, FILE, FIRST],
      [/^1 file could/, /^2 lists of documents were .*: 1 of 129 rows; .*; 2 of 9 rows; /],
    ],
  ])('tells of %s', async (_what, records, expected) => {
    expect(await said(records)).toEqual(expected.map((words) => expect.stringMatching(words)));
  });
});
