// Who did it: the therapist on the line or the billing entity on the claim. Always said which.

export type ProviderRole = 'rendering' | 'billing';
export const PROVIDER_ROLES: readonly ProviderRole[] = ['rendering', 'billing'];
