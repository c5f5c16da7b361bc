// Checks what goes into a key of the store: short printable ASCII, so that the order of keys is the
// order of bytes on every host and no part can reach beyond its place.

import { InvalidRequestError } from './errors.js';

const KEY_PART = /^[!-~]{1,200}$/;

/** Throws without repeating the value: a key part may identify a person. */
export function assertKeyPart(name: string, text: string): void {
  if (!KEY_PART.test(text)) {
    throw new InvalidRequestError(`${name} must be 1 to 200 printable ASCII characters`);
  }
}

export function assertTenantId(tenantId: string): void {
  assertKeyPart('tenantId', tenantId);
}

/** Sorts after every key of the tenant: key parts are numbers or ASCII. */
export const AFTER_KEY_PARTS = '\u{10ffff}';
