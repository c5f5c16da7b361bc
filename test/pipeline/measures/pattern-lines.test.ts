// From a finding to the measures whose lines stand behind it: which lists answer for which rule.

import { describe, expect, it } from '@jest/globals';
import { NO_DOLLARS, type MistakenRule } from '../../../lib/domain/patterns/pattern-finding.js';
import { linesBehind } from '../../../lib/pipeline/measures/pattern-lines.js';

describe('linesBehind a mistaken rule', () => {
  it.each([
    { rule: 'merged', measures: ['mergedExplains'] },
    { rule: 'swapped', measures: ['swappedExplains'] },
    { rule: 'charges', measures: ['chargesExplains'] },
    // Who goes by last year's amount shows in lines that are tolerated, being near this year's.
    { rule: 'last_year', measures: ['lastYearExplains', 'lastYearNearLines'] },
  ] as const)('lists $measures for $rule', ({ rule, measures }) => {
    expect(linesBehind(finding(rule))).toEqual({ measures, payerId: null });
  });

  it('lists all wrong lines where no rule is named', () => {
    expect(linesBehind(finding(null)).measures).toEqual(['wrongLines']);
  });
});

function finding(rule: MistakenRule | null) {
  const counts = { judgedLines: 90, wrongLines: 12, explainedLines: 11, nearLines: 4 };
  const fits = { rightRuleFits: 70, mistakenRuleFits: 88 };
  return {
    pattern: 'mistaken_rule',
    role: 'billing',
    npi: '1000000001',
    outcome: { kind: 'detected' },
    evidence: { kind: 'mistaken_rule', rule, ...counts, ...fits },
    dollars: NO_DOLLARS,
  } as const;
}
