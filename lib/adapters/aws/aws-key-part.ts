// Checks what goes into a key of the table. A tenant's name is the first part of every key and is
// closed by a mark that it cannot hold, so that a policy on leading keys (`TENANT#*`) reaches that
// tenant and no other.

import { isTenantId } from '../../domain/tenant-id.js';
import { InvalidRequestError } from './aws-errors.js';

const KEY_PART = /^[!-~]{1,200}$/;

/** Throws without repeating the value: a key part may identify a person. */
export function assertKeyPart(name: string, text: string): void {
  if (!KEY_PART.test(text)) {
    throw new InvalidRequestError(`${name} must be 1 to 200 printable ASCII characters`);
  }
}

export function assertTenantId(tenantId: string): void {
  if (!isTenantId(tenantId)) {
    throw new InvalidRequestError(
      'tenantId must be 1 to 128 letters, digits and _.- without . ahead',
    );
  }
}
