// What reconciling found: counted by kind, with the first examples of each. Examples name
// pseudonyms and keys of versions; they are for the screen of the data's owner, never for a log.

export type DifferenceKind =
  | 'version_only_in_log'
  | 'version_only_in_ledger'
  /** The log adds another amount for the version than today's rules and settings do. */
  | 'version_amount'
  /** The versions add up to another amount than the stored total. */
  | 'ledger_total'
  /** The published lines add up to another amount than the stored total. */
  | 'lake_total'
  | 'person_only_in_lake'
  | 'accrual_order'
  | 'running_total'
  | 'crossing';

export interface Difference {
  readonly kind: DifferenceKind;
  readonly year: number;
  /** The version key or the beneficiary's token. */
  readonly subject: string;
  readonly detail: string;
}

export interface Differences {
  /** `count`: more than one when only the number is known beside the example. */
  add(difference: Difference): void;
  count(kind: DifferenceKind, count: number): void;
  example(difference: Difference): void;
  result(): {
    readonly total: number;
    readonly byKind: Readonly<Partial<Record<DifferenceKind, number>>>;
    readonly examples: readonly Difference[];
  };
}

const EXAMPLES_PER_KIND = 20;

export function collectDifferences(): Differences {
  const counts = new Map<DifferenceKind, number>();
  const examples = new Map<DifferenceKind, Difference[]>();
  const count = (kind: DifferenceKind, more: number): void => {
    if (more > 0) counts.set(kind, (counts.get(kind) ?? 0) + more);
  };
  const example = (difference: Difference): void => {
    const known = examples.get(difference.kind);
    if (known === undefined) examples.set(difference.kind, [difference]);
    else if (known.length < EXAMPLES_PER_KIND) known.push(difference);
  };
  return {
    add(difference) {
      count(difference.kind, 1);
      example(difference);
    },
    count,
    example,
    result() {
      let total = 0;
      for (const each of counts.values()) total += each;
      const byKind: Readonly<Partial<Record<DifferenceKind, number>>> = Object.fromEntries(counts);
      return { total, byKind, examples: [...examples.values()].flat() };
    },
  };
}
