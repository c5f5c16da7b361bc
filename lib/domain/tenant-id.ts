// What a tenant may be called, on every host: it is a folder of object keys, the first part of
// every key of a table and part of a policy, so nothing in it may hide, leave its place or need
// escaping.

/** Source of a regular expression, for patterns that hold a tenant among other things. */
export const TENANT_ID_PATTERN = '[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}';

const TENANT_ID = new RegExp(`^${TENANT_ID_PATTERN}$`);

export function isTenantId(text: string): boolean {
  return TENANT_ID.test(text);
}
