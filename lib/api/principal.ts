// Who asks. The host authenticates (a session cookie, a token checked by the gateway) and hands the
// API a principal; the API decides what it may do.

export const ROLES = ['viewer', 'analyst', 'reviewer', 'admin'] as const;
export type Role = (typeof ROLES)[number];

export interface Principal {
  readonly tenantId: string;
  /** A name that the audit trail keeps: never an e-mail address in a log. */
  readonly userId: string;
  readonly role: Role;
}
