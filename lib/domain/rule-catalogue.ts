// The catalogue of rules: every id that a judged line, a finding or an advice can carry, in words,
// with its source. docs/rules.md is written from here; a test compares it with the code's ids.

import type { RuleChapter, RuleEntry } from './rule-catalogue-entry.js';
import { LINE_CHAPTERS } from './rule-catalogue-lines.js';
import { MEASURE_CHAPTERS } from './rule-catalogue-measures.js';
import { RECORD_CHAPTERS } from './rule-catalogue-records.js';
import { TOTAL_CHAPTERS } from './rule-catalogue-totals.js';

export const RULE_CHAPTERS: readonly RuleChapter[] = [
  ...LINE_CHAPTERS,
  ...TOTAL_CHAPTERS,
  ...RECORD_CHAPTERS,
  ...MEASURE_CHAPTERS,
];

const ENTRIES: ReadonlyMap<string, RuleEntry> = new Map(
  RULE_CHAPTERS.flatMap(({ rules }) => rules.map((rule) => [rule.id, rule] as const)),
);

/** Throws on an id that no entry explains: a line must never carry one. */
export function ruleEntry(id: string): RuleEntry {
  const entry = ENTRIES.get(id);
  if (entry === undefined) throw new Error(`rule ${id} has no entry in the catalogue`);
  return entry;
}
