// What every SecretSource must do.

import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { SecretSource } from '../../lib/ports/secret-source.js';

export interface SecretSourceHarness {
  readonly source: SecretSource;
  /** Another source of the same secrets, as another process has it. */
  readonly another: SecretSource;
  close(): Promise<void>;
}

export function secretSourceSuite(open: () => Promise<SecretSourceHarness>): void {
  let harness: SecretSourceHarness;
  beforeAll(async () => {
    harness = await open();
  });
  afterAll(() => harness.close());

  it('gives a key of 32 bytes with a name that fits into a token', async () => {
    const { keyId, key } = await harness.source.tokenKey('a');
    expect(key.byteLength).toBe(32);
    expect(keyId).toMatch(/^[0-9A-Za-z]{4,12}$/);
    expect(Buffer.from(key).toString('hex')).not.toContain(keyId);
  });

  it('gives a tenant the same key every time and everywhere', async () => {
    const first = await harness.source.tokenKey('b');
    expect(await harness.source.tokenKey('b')).toEqual(first);
    expect(await harness.another.tokenKey('b')).toEqual(first);
  });

  it('gives askers at the same moment the same key', async () => {
    const sources = [harness.source, harness.another, harness.source, harness.another];
    const keys = await Promise.all(sources.map((source) => source.tokenKey('c')));
    expect(new Set(keys.map(({ keyId }) => keyId)).size).toBe(1);
  });
}
