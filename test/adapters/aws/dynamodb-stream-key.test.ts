import { describe, expect, it } from '@jest/globals';
import { changedYear } from '../../../lib/adapters/aws/dynamodb-stream-key.js';
import { documentItemKey, partItemKey } from '../../../lib/adapters/aws/dynamodb-ledger-keys.js';

const TOKEN = 'kabc123_ZZZZZZZZZZZZZZZZZZZZZZZZ';
const YEAR = { kind: 'year', tenantId: 'acme', token: TOKEN, year: 2026 } as const;

describe('changedYear', () => {
  it('knows the document behind the key of a year', () => {
    const { pk, sk } = documentItemKey(YEAR);

    expect(changedYear(pk, sk)).toEqual({ tenantId: 'acme', token: TOKEN, year: 2026 });
  });

  it.each([
    ['a chain', documentItemKey({ ...YEAR, kind: 'chain' })],
    ['a part of a body', partItemKey(YEAR, 1)],
    ['a setting', { pk: 'acme#settings', sk: '000000001' }],
    ['quarantine', { pk: 'acme#quarantine', sk: 'x' }],
    ['nothing', { pk: undefined, sk: undefined }],
    ['a year of another form', { pk: 'acme#year#26#3', sk: TOKEN }],
  ])('passes over %s', (_, { pk, sk }) => {
    expect(changedYear(pk, sk)).toBeNull();
  });
});
