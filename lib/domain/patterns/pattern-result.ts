// What a pattern answers: yes, no, or not answerable. A `detected` result is a screening result
// that asks for a look at the records; it determines nothing.

/** Who did it: the therapist on the line or the billing entity on the claim. Always said which. */
export type ProviderRole = 'rendering' | 'billing';
export const PROVIDER_ROLES: readonly ProviderRole[] = ['rendering', 'billing'];

export interface ProviderKey {
  readonly year: number;
  readonly role: ProviderRole;
  readonly npi: string;
}

export type PatternOutcome =
  | { readonly kind: 'detected' }
  | { readonly kind: 'clear' }
  | { readonly kind: 'notApplicable'; readonly reason: NotApplicableReason };

export type NotApplicableReason =
  /** Fewer beneficiaries than the minimum whose answer does not hang on outside spend. */
  | 'TOO_FEW_BENEFICIARIES'
  /** The other providers in the data have fewer than the minimum. */
  | 'TOO_FEW_PEER_BENEFICIARIES';

export interface PatternResult<Evidence> {
  readonly pattern: string;
  readonly provider: ProviderKey;
  readonly outcome: PatternOutcome;
  readonly evidence: Evidence;
  /** One plain sentence with the counts in it. */
  readonly sentence: string;
  /** Rule ids behind the pattern (docs/rules.md gives each with its source). */
  readonly rules: readonly string[];
}
