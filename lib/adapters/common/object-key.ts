// What an object key may be on every host: `tenant=default/lake/snapshot=X/part-00.parquet`. A key
// becomes a path or part of a policy, so nothing in it may leave the tenant's folder, hide from a
// listing, or need escaping anywhere.

import { TENANT_ID_PATTERN } from '../../domain/tenant-id.js';

const TENANT_PART = new RegExp(`^tenant=${TENANT_ID_PATTERN}$`);
/** No leading dot: `.`, `..` and hidden names are not keys. */
const KEY_PART = /^[A-Za-z0-9_=][A-Za-z0-9_=.,@+-]{0,199}$/;
const MAX_KEY_LENGTH = 1024;

export const OBJECT_KEY_RULE =
  'an object key is tenant=ID/ and parts of letters, digits and _=.,@+- joined by slashes';

export const OBJECT_PREFIX_RULE = 'an object prefix begins with tenant=ID/';

export function isObjectKey(key: string): boolean {
  const [tenant = '', ...rest] = key.split('/');
  return (
    key.length <= MAX_KEY_LENGTH &&
    TENANT_PART.test(tenant) &&
    rest.length > 0 &&
    rest.every((part) => KEY_PART.test(part))
  );
}

/** A prefix may end in the middle of a part, but never reaches beyond one tenant. */
export function isObjectPrefix(prefix: string): boolean {
  const [tenant = '', ...rest] = prefix.split('/');
  const last = rest.pop();
  return (
    prefix.length <= MAX_KEY_LENGTH &&
    TENANT_PART.test(tenant) &&
    last !== undefined &&
    rest.every((part) => KEY_PART.test(part)) &&
    (last === '' || KEY_PART.test(last))
  );
}
