// The names of entries, and that an entry finds its own name again from what is stored of it.

import { describe, expect, it } from '@jest/globals';
import { ZERO_CENTS } from '../../lib/domain/money.js';
import {
  claimQuarantineKey,
  DOCUMENT_FULL,
  fileQuarantineKey,
  fullQuarantineKey,
  listQuarantineKey,
  quarantineKeyOf,
} from '../../lib/pipeline/quarantine-key.js';
import type { QuarantineRecord } from '../../lib/ports/quarantine-store.js';

/** Shows the parts instead of hashing them. */
const TOKENS = { keyedHash: (parts: readonly (string | number)[]) => parts.join(' ') };

const RECORD: QuarantineRecord = {
  tenantId: 'a',
  quarantineKey: 'as stored',
  kind: 'claim',
  reason: 'CLAIM_TOO_LARGE',
  field: null,
  message: 'the claim is too large',
  lines: 1,
  chargeCents: ZERO_CENTS,
  position: { file: 'f.835', interchange: 1, transaction: null, segment: 9, byteOffset: 77 },
};
const FILE: QuarantineRecord = { ...RECORD, kind: 'file', reason: 'NOT_X12' };
const LIST: QuarantineRecord = { ...RECORD, kind: 'list', reason: 'DOCUMENT_ROWS_REFUSED' };
const FULL: QuarantineRecord = { ...RECORD, reason: DOCUMENT_FULL };
const VERSION_TEXT = '{"versionKey":"v9"}';

describe('the name of an entry', () => {
  it.each([
    { what: 'a claim', record: RECORD, text: 'CLP*1', name: 'claim CLP*1' },
    { what: 'a claim without text', record: RECORD, text: null, name: 'as stored' },
    { what: 'a claim without room', record: FULL, text: VERSION_TEXT, name: 'claim v9' },
    { what: 'a claim without room or text', record: FULL, text: null, name: 'as stored' },
    { what: 'a file', record: FILE, text: null, name: 'file f.835 NOT_X12 77' },
    { what: 'a list of documents', record: LIST, text: null, name: 'document list f.835' },
  ])('of $what is $name', ({ record, text, name }) => {
    expect(quarantineKeyOf(TOKENS, record, text)).toBe(name);
  });

  it('is the one that it was put under', () => {
    expect([
      claimQuarantineKey(TOKENS, 'CLP*1'),
      fullQuarantineKey(TOKENS, 'v9'),
      fileQuarantineKey(TOKENS, FILE),
      listQuarantineKey(TOKENS, 'f.835'),
    ]).toEqual([
      quarantineKeyOf(TOKENS, RECORD, 'CLP*1'),
      quarantineKeyOf(TOKENS, FULL, VERSION_TEXT),
      quarantineKeyOf(TOKENS, FILE, null),
      quarantineKeyOf(TOKENS, LIST, null),
    ]);
  });
});
