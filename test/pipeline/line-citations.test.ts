// The rows of reference data behind a line.

import { describe, expect, it } from '@jest/globals';
import { lineCitations } from '../../lib/pipeline/line-citations.js';
import { explained, second } from './small-explanation.js';
import { CONTRACTOR, reference } from './small-ledger.js';

describe('lineCitations', () => {
  it('cites the rows behind the line', () => {
    const line = explained({ claims: [second] }, 'B1', 1);

    const cited = lineCitations(line, reference);

    expect(cited.map(({ what }) => what)).toEqual([
      'amounts of 2026',
      'code 97530',
      `payer ${CONTRACTOR}`,
      'adjustment reason 2',
      'adjustment reason 253',
    ]);
    expect(cited.every(({ source, checkedOn }) => source !== '' && checkedOn !== '')).toBe(true);
  });
});
