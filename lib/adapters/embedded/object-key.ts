// What an object key may be: `tenant=default/lake/snapshot=X/part-00.parquet`. A key becomes a
// path, so nothing in it may leave the tenant's folder or hide from a listing.

import { InvalidRequestError } from './errors.js';

const TENANT_PART = /^tenant=[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}$/;
/** No leading dot: `.`, `..` and hidden names are not keys. */
const KEY_PART = /^[A-Za-z0-9_=][A-Za-z0-9_=.,@+-]{0,199}$/;
const MAX_KEY_LENGTH = 1024;

export function assertObjectKey(key: string): void {
  const [tenant = '', ...rest] = key.split('/');
  const isValid =
    key.length <= MAX_KEY_LENGTH &&
    TENANT_PART.test(tenant) &&
    rest.length > 0 &&
    rest.every((part) => KEY_PART.test(part));
  if (!isValid) {
    throw new InvalidRequestError(
      'an object key is tenant=ID/ and parts of letters, digits and _=.,@+- joined by slashes',
    );
  }
}

/** A prefix may end in the middle of a part, but never reaches beyond one tenant. */
export function assertObjectPrefix(prefix: string): void {
  const [tenant = '', ...rest] = prefix.split('/');
  const last = rest.pop();
  const isValid =
    prefix.length <= MAX_KEY_LENGTH &&
    TENANT_PART.test(tenant) &&
    last !== undefined &&
    rest.every((part) => KEY_PART.test(part)) &&
    (last === '' || KEY_PART.test(last));
  if (!isValid) {
    throw new InvalidRequestError('an object prefix begins with tenant=ID/');
  }
}
