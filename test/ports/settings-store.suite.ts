// What every SettingsStore must do. Each case uses a tenant of its own in one shared store.

import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { SettingsChange, SettingsStore } from '../../lib/ports/settings-store.js';

export interface SettingsStoreHarness {
  readonly store: SettingsStore;
  close(): Promise<void>;
}

let tenants = 0;

function nextTenant(): string {
  tenants += 1;
  return `settings-${tenants}`;
}

export function settingsChange(key: string, value: SettingsChange['value'] = 1): SettingsChange {
  return {
    kind: 'reference',
    key,
    value,
    source: 'a transmittal',
    enteredBy: 'someone',
    enteredAt: '2026-11-21T10:00:00.000Z',
  };
}

export function settingsStoreSuite(open: () => Promise<SettingsStoreHarness>): void {
  let harness: SettingsStoreHarness;
  const store = (): SettingsStore => harness.store;
  beforeAll(async () => {
    harness = await open();
  });
  afterAll(() => harness.close());

  it('has version 0 and no changes at first', async () => {
    expect(await store().read(nextTenant())).toEqual({ version: 0, changes: [] });
  });

  it('gives all changes in the order of appending, the same key among them', async () => {
    const tenantId = nextTenant();
    const changes = ['b', 'a', 'b', 'c', 'b'].map((key, at) => settingsChange(key, at));
    for (const [at, change] of changes.entries()) {
      await store().append(tenantId, change);
      expect((await store().read(tenantId)).version).toBe(at + 1);
    }
    expect(await store().read(tenantId)).toEqual({ version: 5, changes });
  });

  it.each([
    { value: null },
    { value: true },
    { value: 'text \u00e9' },
    { value: -0.25 },
    { value: 253_000_000_000 },
    { value: [] },
    { value: { cents: 300_000, groups: ['OT', null], nested: { yes: false } } },
  ])('keeps the value $value', async ({ value }) => {
    const tenantId = nextTenant();
    await store().append(tenantId, settingsChange('a', value));
    expect((await store().read(tenantId)).changes).toEqual([settingsChange('a', value)]);
  });

  it('loses no change when many append at once', async () => {
    const tenantId = nextTenant();
    const keys = Array.from({ length: 30 }, (_, at) => `key${at}`);
    await Promise.all(keys.map((key) => store().append(tenantId, settingsChange(key))));

    const { version, changes } = await store().read(tenantId);
    expect(version).toBe(30);
    expect(changes.map(({ key }) => key).sort()).toEqual([...keys].sort());
  });

  it('keeps tenants apart, also where one name begins with the other', async () => {
    const one = nextTenant();
    await store().append(`${one}0`, settingsChange('other'));
    await store().append(one, settingsChange('mine'));
    await store().append(`${one}0`, settingsChange('other'));
    expect((await store().read(one)).changes.map(({ key }) => key)).toEqual(['mine']);
    expect((await store().read(`${one}0`)).version).toBe(2);
  });
}
