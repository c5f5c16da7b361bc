// Corrections leave their year, and arrive in any order: the documents of all years end the same.

import { describe, expect, it } from '@jest/globals';
import type { ClaimVersion } from '../../lib/domain/claim.js';
import { commitPerson } from '../../lib/pipeline/commit-person.js';
import { emptyChange } from '../../lib/pipeline/person-change.js';
import { refoldLedger } from '../../lib/pipeline/refold-ledger.js';
import { claim, reversalOf } from '../support/claim-builder.js';
import { testReference } from '../support/test-reference.js';
import { testTools, type TestTools } from '../support/test-tools.js';

const reference = await testReference();
const TOKEN = 'k1_a';

const LAST_YEAR = claim({
  icn: 'A',
  accountNumber: 'PT11',
  lines: [{ dos: '2025-12-30', allowed: '2500.00' }],
});
const THIS_YEAR = { dos: '2026-01-02', allowed: '2500.00' };
const TAKEN_BACK = reversalOf(LAST_YEAR, '2026-02-01');
/** The date of service was wrong: the correction lies in the next year. */
const CORRECTION = claim({ icn: 'B', replacesIcn: 'A', paidOn: '2026-02-01', lines: [THIS_YEAR] });
const STRADDLING = claim({
  icn: 'A',
  accountNumber: 'PT11',
  lines: [
    { dos: '2025-12-30', allowed: '40.00' },
    { ...THIS_YEAR, allowed: '60.00' },
  ],
});

async function commitOneByOne(versions: readonly ClaimVersion[]): Promise<TestTools> {
  const tools = testTools(reference);
  for (const version of versions) {
    await commitPerson(tools, emptyChange(TOKEN, { versions: [version] }));
  }
  return tools;
}

/** `2025: 0 -; 2026: 250000 B`: total and claim of the KX crossing, by year. */
function stored(tools: TestTools): string {
  return [...tools.ledger.contents().values()]
    .flatMap((each) => (each.kind === 'year' ? [each] : []))
    .map(({ year, totals, standing }) => `${year}: ${totals.PT_SLP} ${standing[0]?.claim ?? '-'}`)
    .join('; ');
}

function orders<Item>(items: readonly Item[]): readonly (readonly Item[])[] {
  if (items.length <= 1) return [items];
  return items.flatMap((first, at) =>
    orders(items.toSpliced(at, 1)).map((rest) => [first, ...rest]),
  );
}

const CASES: readonly (readonly [string, readonly ClaimVersion[], string])[] = [
  ['a claim of last year', [LAST_YEAR], '2025: 250000 A'],
  ['taken back in this year', [LAST_YEAR, TAKEN_BACK], '2025: 0 -'],
  ['corrected into this year', [LAST_YEAR, TAKEN_BACK, CORRECTION], '2025: 0 -; 2026: 250000 B'],
  [
    'corrected into this year without a reversal',
    [LAST_YEAR, CORRECTION],
    '2025: 0 -; 2026: 250000 B',
  ],
  [
    'corrected, and the correction taken back: the first counts again',
    [LAST_YEAR, CORRECTION, reversalOf(CORRECTION, '2026-03-01')],
    '2025: 250000 A; 2026: 0 -',
  ],
  [
    'repaid under the same number with a line in this year',
    [LAST_YEAR, TAKEN_BACK, claim({ icn: 'A', paidOn: '2026-03-01', lines: [THIS_YEAR] })],
    '2025: 0 -; 2026: 250000 A',
  ],
  [
    'paid again under the same number in this year, without a reversal',
    [LAST_YEAR, claim({ icn: 'A', paidOn: '2026-03-01', lines: [THIS_YEAR] })],
    '2025: 0 -; 2026: 250000 A',
  ],
  [
    'a claim over both years, taken back',
    [STRADDLING, reversalOf(STRADDLING, '2026-02-01')],
    '2025: 0 -; 2026: 0 -',
  ],
  [
    'a correction without a link, alike in account, dates and charge',
    [
      STRADDLING,
      reversalOf(STRADDLING, '2026-02-01'),
      claim({
        ...STRADDLING,
        icn: 'B',
        paidOn: '2026-02-01',
        lines: [
          { dos: '2025-12-30', allowed: '40.00' },
          { ...THIS_YEAR, allowed: '60.00', mods: 'GP KX' },
        ],
      }),
    ],
    '2025: 4000 -; 2026: 6000 -',
  ],
];

describe('corrections over the turn of a year', () => {
  it.each(CASES)('end the same in every order of arrival: %s', async (_, versions, expected) => {
    const answers = await Promise.all(
      orders(versions).map(async (order) => stored(await commitOneByOne(order))),
    );

    expect(new Set(answers)).toEqual(new Set([expected]));
  });

  it.each(CASES)('end the same in one commit: %s', async (_, versions, expected) => {
    const tools = testTools(reference);
    await commitPerson(tools, emptyChange(TOKEN, { versions }));

    expect(stored(tools)).toBe(expected);
  });

  it.each(CASES)('leave nothing for a refold to put right: %s', async (_, versions) => {
    const tools = await commitOneByOne(versions);

    expect(await refoldLedger(tools, 'all')).toMatchObject({ restated: 0 });
  });
});
