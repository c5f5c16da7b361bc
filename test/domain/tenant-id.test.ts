import { describe, expect, it } from '@jest/globals';
import { isTenantId, TENANT_ID_PATTERN } from '../../lib/domain/tenant-id.js';

describe('the name of a tenant', () => {
  it.each([
    ['default', true],
    ['Clinic_7.north-side', true],
    ['_x', true],
    ['a'.repeat(128), true],
    ['a'.repeat(129), false],
    ['', false],
    ['.', false],
    ['..', false],
    ['.hidden', false],
    ['-flag', false],
    ['a/b', false],
    ['a#b', false],
    ['a b', false],
    ['a*', false],
    ["a'b", false],
    ['a\n', false],
    ['ä', false],
  ])('%j: %j', (text, expected) => {
    expect(isTenantId(text)).toBe(expected);
  });

  it('is the same within a longer pattern', () => {
    const folder = new RegExp(`^tenant=(${TENANT_ID_PATTERN})/$`);
    expect(folder.exec('tenant=a.b/')?.[1]).toBe('a.b');
    expect(folder.exec('tenant=.b/')).toBeNull();
  });
});
