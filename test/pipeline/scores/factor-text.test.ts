import { describe, expect, it } from '@jest/globals';
import { toIsoDay } from '../../../lib/domain/day.js';
import type { FactorValue } from '../../../lib/domain/score/factor-panel.js';
import { factorText } from '../../../lib/pipeline/scores/factor-text.js';

const SEEN = {
  kind: 'first_seen',
  day: toIsoDay('2026-01-05'),
  isNew: false,
  providers: 40,
  newProviders: 3,
} as const;

describe('factorText', () => {
  it.each<[string, FactorValue, string]>([
    [
      'a lack of data',
      { kind: 'no_data', reason: 'Nothing was paid.' },
      'no data: Nothing was paid.',
    ],
    [
      'a share',
      {
        kind: 'share',
        pattern: 'denial_share',
        hits: 7,
        n: 40,
        share: 0.175,
        peers: { providers: 12, hits: 45, n: 900, share: 0.0504, basis: 'state' },
      },
      'Denied lines: 7 of 40 (17.5%); 12 peers 5.0%',
    ],
    ['somebody known', SEEN, 'first seen on 2026-01-05; 3 of 40 are new'],
    ['somebody new', { ...SEEN, isNew: true }, 'first seen on 2026-01-05: new; 3 of 40 are new'],
    [
      'a group',
      { kind: 'links', detected: 1, linkedProviders: 4 },
      '1 detected among 4 linked providers',
    ],
  ])('tells of %s', (_what, value, words) => {
    expect(factorText(value)).toBe(words);
  });
});
