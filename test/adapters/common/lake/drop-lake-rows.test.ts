// A file of the lake without a person is, byte for byte, the file that would have been written had
// the person never been there.

import { describe, expect, it } from '@jest/globals';
import { dropLakeRows } from '../../../../lib/adapters/common/lake/drop-lake-rows.js';
import { openParquetTable } from '../../../../lib/adapters/common/lake/parquet-table-writer.js';
import { appendClaimLines } from '../../../../lib/pipeline/lake/append-claim-lines.js';
import { collectLedgerRows } from '../../../../lib/pipeline/lake/ledger-rows.js';
import { fixtureLog } from '../../../queries/query-fixture.js';
import { REFERENCE } from '../../../pipeline/lake/lake-on-disk.js';
import { memoryObjectStore } from '../../../pipeline/lake/memory-object-store.js';
import { BEFORE, person } from '../../../pipeline/lake/publish-support.js';

const logged = [...fixtureLog(BEFORE).first];
const tokens = [...new Set(logged.map(({ token }) => token))];

async function claimLines(versions: typeof logged): Promise<Uint8Array> {
  const objects = memoryObjectStore();
  const target = { tenantId: 'a', objects, openTable: openParquetTable, restatement: 3 };
  const keys = await appendClaimLines({ ...target, versions });
  const stored = await objects.get(keys.find((key) => key.includes('=2026/')) ?? 'none');
  return stored?.body ?? openParquetTable('claim_lines').finish();
}

function ledgerLines(names: readonly string[]): Uint8Array {
  const rows = collectLedgerRows(REFERENCE);
  for (const name of names) rows.add(person(name, 123_456), 4);
  const writer = openParquetTable('ledger_lines');
  if (names.length > 0) writer.append(rows.take());
  return writer.finish();
}

describe('dropLakeRows', () => {
  it.each(tokens.map((token) => [token]))('takes %s out of the log', async (token) => {
    const others = logged.filter((each) => each.token !== token);
    const kept = await dropLakeRows('claim_lines', await claimLines(logged), new Set([token]));
    const expected = await claimLines(others);

    expect(tokens.length).toBeGreaterThan(1);
    expect(Buffer.from(kept?.body ?? expected).equals(Buffer.from(expected))).toBe(true);
  });

  it.each([['k1_a'], ['k1_b'], ['k1_c']])('takes %s out of the ledger lines', async (token) => {
    const names = ['k1_a', 'k1_b', 'k1_c'];
    const kept = await dropLakeRows('ledger_lines', ledgerLines(names), new Set([token]));
    const expected = ledgerLines(names.filter((name) => name !== token));

    expect(kept?.rows).toBe(2);
    expect(Buffer.from(kept?.body ?? []).equals(Buffer.from(expected))).toBe(true);
  });

  it('leaves no row of a file that is one person only', async () => {
    const kept = await dropLakeRows('ledger_lines', ledgerLines(['k1_a']), new Set(['k1_a']));
    expect(kept?.rows).toBe(0);
  });

  it('leaves a file alone that does not name the person', async () => {
    expect(
      await dropLakeRows('claim_lines', await claimLines(logged), new Set(['k1_x'])),
    ).toBeNull();
    expect(await dropLakeRows('ledger_lines', ledgerLines(['k1_a']), new Set())).toBeNull();
  });
});
