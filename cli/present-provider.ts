// A scored provider as JSON: points instead of hundredths, and each finding with its sentence, its
// rules and its mend, so that a reader of the file needs no other one.

import { patternText } from '../lib/domain/patterns/pattern-list.js';
import { patternSentence } from '../lib/domain/patterns/pattern-sentence.js';
import type { ProviderScore } from '../lib/domain/score/score-providers.js';

export function presentProvider(provider: ProviderScore) {
  const { hundredths, parts, patterns, ...rest } = provider;
  return {
    ...rest,
    score: toPoints(hundredths),
    parts: parts.map(({ hundredths: own, ...part }) => ({ ...part, points: toPoints(own) })),
    patterns: patterns.map((finding) => {
      const { title, rules, mend } = patternText(finding.pattern);
      return { ...finding, title, sentence: patternSentence(finding), rules, mend };
    }),
    detected: patterns
      .filter(({ outcome }) => outcome.kind === 'detected')
      .map(({ pattern }) => pattern),
  };
}

/** Hundredths are whole, so this is the decimal that a reader would write. */
export function toPoints(hundredths: number): number {
  return hundredths / 100;
}
