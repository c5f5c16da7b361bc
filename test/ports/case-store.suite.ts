// What every CaseStore must do. Each case uses a tenant of its own in one shared store.

import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { CaseEntry, CaseStore } from '../../lib/ports/case-store.js';

export interface CaseStoreHarness {
  readonly store: CaseStore;
  close(): Promise<void>;
}

let tenants = 0;

function nextTenant(): string {
  tenants += 1;
  return `cases-${tenants}`;
}

export function caseEntry(
  caseId: string,
  number: number,
  more: Partial<CaseEntry> = {},
): CaseEntry {
  return {
    caseId,
    number,
    subject: { kind: 'line', payerId: '01112', placeIcn: '2526000000001', line: 2 },
    decidedOn: {
      kind: 'line',
      versionKey: 'v1',
      finding: 'early',
      icn: '2526000000001',
      year: 2026,
      serviceDate: '2026-03-02',
      cents: 12_345,
      paidCents: 9_876,
    },
    status: 'in_review',
    owner: 'dana',
    note: 'asked the clinic \u00e9',
    enteredBy: 'sam',
    enteredAt: '2026-05-04T10:00:00.000Z',
    ...more,
  };
}

export function caseStoreSuite(open: () => Promise<CaseStoreHarness>): void {
  let harness: CaseStoreHarness;
  const store = (): CaseStore => harness.store;
  beforeAll(async () => {
    harness = await open();
  });
  afterAll(() => harness.close());

  const listed = async (tenantId: string): Promise<readonly string[]> => {
    const names: string[] = [];
    for await (const { caseId, number } of store().list(tenantId))
      names.push(`${caseId} ${number}`);
    return names;
  };

  it('has nothing at first', async () => {
    const tenantId = nextTenant();
    expect(await store().read(tenantId, 'c1')).toEqual([]);
    expect(await listed(tenantId)).toEqual([]);
  });

  it('gives every entry back as it was, oldest first', async () => {
    const tenantId = nextTenant();
    const cause = { kind: 'cause', cause: 'missing_kx', role: null, npi: null } as const;
    const entries = [
      caseEntry('c1', 1),
      caseEntry('c1', 2, { status: 'resolved', owner: null, note: '' }),
      caseEntry('c1', 3, {
        subject: { ...cause, payerId: null },
        decidedOn: { kind: 'cause', lines: 3, exposedPaidCents: 5, underBilledChargeCents: 0 },
      }),
    ];
    for (const entry of entries) expect(await store().append(tenantId, entry)).toBe('appended');
    expect(await store().read(tenantId, 'c1')).toEqual(entries);
  });

  it('takes the next number and no other, and edits nothing', async () => {
    const tenantId = nextTenant();
    await store().append(tenantId, caseEntry('c1', 1));
    for (const number of [0, 1, 3]) {
      const other = caseEntry('c1', number, { note: 'other' });
      expect(await store().append(tenantId, other)).toBe('conflict');
    }
    expect(await store().read(tenantId, 'c1')).toEqual([caseEntry('c1', 1)]);
    expect(await store().append(tenantId, caseEntry('c1', 2))).toBe('appended');
  });

  it('lets one of many who decide at once be first', async () => {
    const tenantId = nextTenant();
    const writers = Array.from({ length: 8 }, (_, at) =>
      store().append(tenantId, caseEntry('c1', 1, { note: `writer ${at}` })),
    );
    const ends = await Promise.all(writers);
    expect(ends.filter((end) => end === 'appended')).toHaveLength(1);
    expect(await store().read(tenantId, 'c1')).toHaveLength(1);
  });

  it('lists all cases by id and number, past any page', async () => {
    const tenantId = nextTenant();
    const wanted: string[] = [];
    for (const caseId of ['c2', 'c10', 'c1']) {
      for (let number = 1; number <= 12; number += 1) {
        await store().append(tenantId, caseEntry(caseId, number));
      }
    }
    for (const caseId of ['c1', 'c10', 'c2']) {
      for (let number = 1; number <= 12; number += 1) wanted.push(`${caseId} ${number}`);
    }
    expect(await listed(tenantId)).toEqual(wanted);
    expect(await store().read(tenantId, 'c10')).toHaveLength(12);
    expect(await store().read(tenantId, 'c1')).toHaveLength(12);
  });

  it('removes the cases named, whole, and others not', async () => {
    const tenantId = nextTenant();
    for (const caseId of ['c1', 'c10', 'c2']) {
      for (const number of [1, 2]) await store().append(tenantId, caseEntry(caseId, number));
    }
    await store().remove(tenantId, ['c1', 'c3']);
    expect(await listed(tenantId)).toEqual(['c10 1', 'c10 2', 'c2 1', 'c2 2']);
    await store().remove(tenantId, []);
    expect(await store().append(tenantId, caseEntry('c1', 1))).toBe('appended');
  });

  it('keeps tenants apart, also where one name begins with the other', async () => {
    const one = nextTenant();
    await store().append(`${one}0`, caseEntry('c1', 1));
    await store().append(one, caseEntry('c2', 1));
    expect(await listed(one)).toEqual(['c2 1']);
    expect(await store().read(one, 'c1')).toEqual([]);
    await store().remove(one, ['c1', 'c2']);
    expect(await listed(`${one}0`)).toEqual(['c1 1']);
  });

  it.each(['', 'a b', 'caf\u00e9'])('refuses the case id %j', async (caseId) => {
    await expect(store().read('a', caseId)).rejects.toThrow('caseId');
  });
}
