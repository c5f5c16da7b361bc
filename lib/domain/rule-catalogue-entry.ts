// One rule as people read it: what a line's rule id means, where the rule stands, how sure we are.

export type RuleConfidence = 'high' | 'medium' | 'low';

export interface RuleEntry {
  /** As judged lines, findings and comments name it: `KX-4`. */
  readonly id: string;
  /** One sentence of ours, for a compliance lead. */
  readonly statement: string;
  /** Document and section. */
  readonly source: string;
  /** How sure we are that the source says so (docs/rules.md tells what each word means). */
  readonly confidence: RuleConfidence;
  /** True when the rule is a decision of this product and not Medicare's. */
  readonly isPolicy: boolean;
}

/** A chapter of the catalogue: rules that answer one question. */
export interface RuleChapter {
  readonly title: string;
  readonly rules: readonly RuleEntry[];
}
