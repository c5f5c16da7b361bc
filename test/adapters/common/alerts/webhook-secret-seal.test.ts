// A sealed secret opens at its own place, under its own key, and nowhere else.

import { describe, expect, it } from '@jest/globals';
import { WebhookSecretSeal } from '../../../../lib/adapters/common/alerts/webhook-secret-seal.js';
import { TEST_KEY } from '../../../support/test-tools.js';

const PLACE = { tenantId: 'a', endpointId: 'ep_1', secretId: 's_1' };
const seal = new WebhookSecretSeal({ tokenKey: () => Promise.resolve(TEST_KEY) });

describe('WebhookSecretSeal', () => {
  it('opens what it sealed, and shows nothing of it', async () => {
    const sealed = await seal.seal(PLACE, 'whsec_c2VjcmV0');

    expect(sealed).not.toContain('c2VjcmV0');
    expect(await seal.open(PLACE, sealed)).toBe('whsec_c2VjcmV0');
    expect(await seal.seal(PLACE, 'whsec_c2VjcmV0')).not.toBe(sealed);
  });

  it.each([
    ['another tenant', { ...PLACE, tenantId: 'b' }],
    ['another endpoint', { ...PLACE, endpointId: 'ep_2' }],
    ['another secret', { ...PLACE, secretId: 's_2' }],
  ])('does not open at %s', async (_what, place) => {
    const sealed = await seal.seal(PLACE, 'x');
    await expect(seal.open(place, sealed)).rejects.toMatchObject({ name: 'WebhookSealError' });
  });

  it('does not open under another key, or when it is damaged', async () => {
    const sealed = await seal.seal(PLACE, 'x');
    const key = { ...TEST_KEY, key: new Uint8Array(32).fill(8) };
    const other = new WebhookSecretSeal({ tokenKey: () => Promise.resolve(key) });

    await expect(other.open(PLACE, sealed)).rejects.toThrow('does not open');
    await expect(seal.open(PLACE, sealed.slice(0, -9))).rejects.toThrow('does not open');
  });
});
