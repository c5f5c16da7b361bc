// What every QuarantineStore must do. Each case uses a tenant of its own in one shared store.

import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { toCents } from '../../lib/domain/money.js';
import type {
  QuarantineEntry,
  QuarantineRecord,
  QuarantineStore,
} from '../../lib/ports/quarantine-store.js';

export interface QuarantineStoreHarness {
  readonly store: QuarantineStore;
  close(): Promise<void>;
}

let tenants = 0;

function nextTenant(): string {
  tenants += 1;
  return `quarantine-${tenants}`;
}

export function quarantineEntry(
  tenantId: string,
  quarantineKey: string,
  change: Partial<QuarantineEntry> = {},
): QuarantineEntry {
  return {
    tenantId,
    quarantineKey,
    kind: 'claim',
    reason: 'MONEY_NOT_A_NUMBER',
    field: 'SVC03',
    message: 'the line charge is not an amount',
    lines: 2,
    chargeCents: toCents(12_300),
    position: {
      file: 'june.835',
      interchange: 1,
      transaction: '0001',
      segment: 42,
      byteOffset: 1200,
    },
    rawText: `CLP*A1*1*x\u00e9~ ${quarantineKey}`,
    ...change,
  };
}

export function quarantineStoreSuite(open: () => Promise<QuarantineStoreHarness>): void {
  let harness: QuarantineStoreHarness;
  const store = (): QuarantineStore => harness.store;
  beforeAll(async () => {
    harness = await open();
  });
  afterAll(() => harness.close());

  it('lists what it was given, by key and without the text', async () => {
    const tenantId = nextTenant();
    const entries = ['m', 'b', 'Z'].map((key, at) => quarantineEntry(tenantId, key, { lines: at }));
    await store().put(entries);

    const listed = await store().list(tenantId);

    const expected = entries.map(recordOf).sort((left, right) => (key(left) < key(right) ? -1 : 1));
    expect(listed).toEqual(expected);
    expect(JSON.stringify(listed)).not.toContain('CLP*');
  });

  it('opens the text of one entry; null where there is none', async () => {
    const tenantId = nextTenant();
    const claim = quarantineEntry(tenantId, 'claim');
    await store().put([claim, quarantineEntry(tenantId, 'file', { kind: 'file', rawText: null })]);
    await store().put([quarantineEntry(tenantId, 'empty', { rawText: '' })]);

    expect(await store().open(tenantId, 'claim')).toBe(claim.rawText);
    expect(await store().open(tenantId, 'empty')).toBe('');
    expect(await store().open(tenantId, 'file')).toBeNull();
    expect(await store().open(tenantId, 'absent')).toBeNull();
  });

  it('keeps one entry of what is put twice, in one call or in two', async () => {
    const tenantId = nextTenant();
    const entry = quarantineEntry(tenantId, 'twice');
    await store().put([entry, entry]);
    await store().put([entry]);

    expect(await store().list(tenantId)).toEqual([recordOf(entry)]);
    expect(await store().counts(tenantId)).toEqual({ claims: 1, lines: 2, files: 0, lists: 0 });
    expect(await store().open(tenantId, 'twice')).toBe(entry.rawText);
  });

  it('counts claims, lines and files through putting and removing', async () => {
    const tenantId = nextTenant();
    expect(await store().counts(tenantId)).toEqual({ claims: 0, lines: 0, files: 0, lists: 0 });
    await store().put([
      quarantineEntry(tenantId, 'a', { lines: 3 }),
      quarantineEntry(tenantId, 'b', { lines: 4 }),
      quarantineEntry(tenantId, 'f', { kind: 'file', lines: 0, rawText: null }),
      quarantineEntry(tenantId, 'l', { kind: 'list', lines: 0, rawText: null }),
    ]);
    expect(await store().counts(tenantId)).toEqual({ claims: 2, lines: 7, files: 1, lists: 1 });

    await store().remove(tenantId, ['b', 'f', 'l', 'absent', 'b']);

    expect(await store().counts(tenantId)).toEqual({ claims: 1, lines: 3, files: 0, lists: 0 });
    expect((await store().list(tenantId)).map(key)).toEqual(['a']);
    expect(await store().open(tenantId, 'b')).toBeNull();
  });

  it('takes back what was removed before', async () => {
    const tenantId = nextTenant();
    const entry = quarantineEntry(tenantId, 'again');
    await store().put([entry]);
    await store().remove(tenantId, ['again']);
    await store().put([entry]);
    expect(await store().counts(tenantId)).toEqual({ claims: 1, lines: 2, files: 0, lists: 0 });
  });

  it('counts right when many put at once', async () => {
    const tenantId = nextTenant();
    const puts = Array.from({ length: 40 }, (_, at) => quarantineEntry(tenantId, `k${at % 30}`));
    await Promise.all(puts.map((entry) => store().put([entry])));
    expect(await store().counts(tenantId)).toEqual({ claims: 30, lines: 60, files: 0, lists: 0 });
    expect(await store().list(tenantId)).toHaveLength(30);
  });

  it('keeps tenants apart, also where one name begins with the other', async () => {
    const one = nextTenant();
    const other = `${one}0`;
    await store().put([quarantineEntry(one, 'same', { lines: 1 })]);
    await store().put([quarantineEntry(other, 'same', { lines: 5, rawText: 'other' })]);
    await store().remove(one, ['same']);

    expect(await store().list(one)).toEqual([]);
    expect(await store().counts(other)).toEqual({ claims: 1, lines: 5, files: 0, lists: 0 });
    expect(await store().open(other, 'same')).toBe('other');
  });

  it('takes an empty list', async () => {
    const tenantId = nextTenant();
    await store().put([]);
    await store().remove(tenantId, []);
    expect(await store().list(tenantId)).toEqual([]);
  });
}

function recordOf({ rawText: _rawText, ...record }: QuarantineEntry): QuarantineRecord {
  return record;
}

function key(record: QuarantineRecord): string {
  return record.quarantineKey;
}
