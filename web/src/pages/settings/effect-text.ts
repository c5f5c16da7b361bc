// What a changed policy did, in the figures of the first page: which counts moved, and how far.

import type { TodayAnswer } from '../../../../lib/api/contract/overview.js';
import { ASSESSMENT_WORDS, count, plural } from '../../parts/format.js';

export function effectText(before: TodayAnswer, after: TodayAnswer): string {
  const [old, young] = [linesByVerdict(before), linesByVerdict(after)];
  const moved = [...new Set([...old.keys(), ...young.keys()])].sort().flatMap((verdict) => {
    const [from, to] = [old.get(verdict) ?? 0, young.get(verdict) ?? 0];
    const words = ASSESSMENT_WORDS[verdict] ?? verdict;
    return from === to ? [] : [`${words}: ${plural(from, 'line')} before, ${count(to)} now`];
  });
  return moved.length === 0
    ? 'Changed; every line of these claims is judged as before.'
    : `Changed. ${moved.join('; ')}.`;
}

function linesByVerdict({ attention }: TodayAnswer): ReadonlyMap<string, number> {
  const lines = new Map<string, number>();
  for (const row of attention) {
    lines.set(row.assessment, (lines.get(row.assessment) ?? 0) + row.lines);
  }
  return lines;
}
