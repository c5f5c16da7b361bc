// What the audit trail keeps of a try to mend a claim, whichever door it came through: which claim
// and which elements, and no value.

export interface MendSubject {
  readonly quarantineKey: string;
  readonly mends: readonly { readonly field: string }[];
  /** The claim was taken in. */
  readonly isAccepted?: boolean;
}

export function mendSubject({ quarantineKey, mends, isAccepted = false }: MendSubject): string {
  const fields = mends.map(({ field }) => field);
  return [quarantineKey, ...fields, ...(isAccepted ? ['accepted'] : [])].join(' ');
}
