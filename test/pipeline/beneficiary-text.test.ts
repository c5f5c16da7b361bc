// The terminal view of one beneficiary: a whole page once, then what must hold for every ledger.

import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { toIsoDay } from '../../lib/domain/day.js';
import { toCents } from '../../lib/domain/money.js';
import { balanceText, beneficiaryText } from '../../lib/pipeline/beneficiary-text.js';
import { TEXT_WIDTH } from '../../lib/pipeline/text-layout.js';
import { arbitrarySmallLedger } from './arbitrary-small-ledger.js';
import { reversalOf, smallLedger, type SmallClaim } from './small-ledger.js';

const first: SmallClaim = {
  icn: '2226020000101',
  received: '2026-01-20',
  paid: '2026-02-03',
  lines: [
    { code: '97161 GP', allowed: 240_000, paid: 8_000, on: '2026-01-12' },
    { code: '97165 GO', allowed: 9_000, paid: 7_200, on: '2026-01-12' },
  ],
};
const second: SmallClaim = {
  icn: '2226061000202',
  received: '2026-03-02',
  paid: '2026-03-16',
  lines: [{ code: '97110 GP KX', allowed: 80_000, paid: 64_000, on: '2026-02-23' }],
};
const third: SmallClaim = { ...second, icn: '2226062000303', received: '2026-03-03' };

const PAGE = `Beneficiary k1_hand-made-beneficiary

2026
  PT+SLP: at least $3,200.00 of $2,480.00 used, over by at least $720.00
    KX amount passed at claim 2226061000202 line 1 (from $2,400.00 to $3,200.00).
    Review amount $3,000.00 passed at claim 2226061000202 line 1 (from $2,400.00 to $3,200.00).
    Lines above it: $800.00 allowed, $640.00 paid by Medicare; the total is $200.00 above it.
  OT: $590.00 of $2,480.00 used, $1,890.00 left
    Of it $500.00 with other providers.
    Review amount $3,000.00 not passed.

  Lines in order: number, service date, code, group, adds, total after, KX on it, verdict
  (? = it depends on spend with other providers)
  Claim 2226020000101, professional, received 2026-01-20, paid 2026-02-03
    1  2026-01-12  97161 GP     PT+SLP  $2,400.00  $2,400.00  no  ok?
      KX is not needed by these claims: PT+SLP is at least $2,400.00 after it, not above $2,480.00.
    2  2026-01-12  97165 GO     OT         $90.00    $590.00  no  ok
      KX is not needed: OT is at $590.00 after it, not above $2,480.00.
  Claim 2226061000202, professional, received 2026-03-02, paid 2026-03-16
    1  2026-02-23  97110 GP KX  PT+SLP    $800.00  $3,200.00  KX  ok
      It takes the PT+SLP total from at least $2,400.00 to $3,200.00, above $2,480.00: KX is needed.
      It is there.

Not in the totals: 2 claim versions
  - Claim 2226062000303, paid 2026-04-10, reversal. Takes the payment of 2026-03-16 back.
  - Claim 2226062000303, paid 2026-03-16, reversed. Does not count: taken back by the reversal of
    2026-04-10.

Spend with other providers, as entered
  - 2026 OT: $500.00 with others, as of 2026-03-31 (eligibility answer, entered by front desk)

Mind
  - 2026 PT+SLP: spend with other providers is not known, so the total is "at least". Enter it with
    kxray seed.`;

describe('beneficiaryText', () => {
  it('shows balances, crossings, lines with reasons, and what does not count', () => {
    const ledger = smallLedger({
      claims: [first, second, third, reversalOf(third, '2026-04-10')],
      seeds: [{ group: 'OT', cents: toCents(50_000), asOf: toIsoDay('2026-03-31') }],
    });

    expect(beneficiaryText(ledger)).toBe(PAGE);
  });

  it('says where a correction stands and when a received date is assumed', () => {
    const corrected = { ...first, icn: 'B9', replacesIcn: first.icn, paid: '2026-05-04' };
    const undated = { ...second, received: null };

    const text = beneficiaryText(smallLedger({ claims: [first, corrected, undated] }));

    expect(text).toContain('Claim B9, professional, in the place of 2226020000101 (received 2026-');
    expect(text).toContain('received 2026-03-16 at the latest, paid 2026-03-16');
  });

  it('is never too wide, and names every claim version, line and missing amount', () => {
    fc.assert(
      fc.property(arbitrarySmallLedger, (small) => {
        const ledger = smallLedger(small);

        const text = beneficiaryText(ledger);

        const widest = Math.max(...text.split('\n').map((line) => line.length));
        expect(widest).toBeLessThanOrEqual(TEXT_WIDTH);
        for (const { icn } of ledger.headers) expect(text).toContain(`laim ${icn}`);
        const rows = text.split('\n').filter((line) => /^ {4} ?\d+ {2}\d{4}-/.test(line));
        expect(rows.length).toBe(ledger.years.flatMap((year) => year.lines).length);
        for (const { year, groups } of ledger.years) {
          const isPending = groups.some((group) => group.isKxAmountPending);
          expect(text.includes(`the KX amount of ${year} is not known`)).toBe(isPending);
        }
      }),
      { numRuns: 60 },
    );
  });
});

describe('balanceText', () => {
  const line = { code: '97110 GP', allowed: 123_456 };

  it.each([
    {
      name: 'room left, spend of others not known',
      ledger: { claims: [{ icn: 'A1', lines: [line] }] },
      expected: 'PT+SLP: at least $1,234.56 of $2,480.00 used, at most $1,245.44 left',
    },
    {
      name: 'room left, spend of others known',
      ledger: { claims: [{ icn: 'A1', lines: [line] }], seeds: [{}] },
      expected: 'PT+SLP: $1,234.56 of $2,480.00 used, $1,245.44 left',
    },
    {
      name: 'above',
      ledger: { claims: [{ icn: 'A1', lines: [line, line, line] }], seeds: [{}] },
      expected: 'PT+SLP: $3,703.68 of $2,480.00 used, over by $1,223.68',
    },
    {
      name: 'an amount that is not known',
      ledger: { claims: [{ icn: 'A1', lines: [{ ...line, on: '2027-02-01' }] }] },
      expected: 'PT+SLP: at least $1,234.56 used; the KX amount of 2027 is not known',
    },
    {
      name: 'a year without an amount',
      ledger: { claims: [{ icn: 'A1', lines: [{ ...line, on: '2004-02-03' }] }] },
      expected: 'PT+SLP: at least $1,234.56 used; 2004 has no KX amount',
    },
  ])('tells $name', ({ ledger, expected }) => {
    const group = smallLedger(ledger).years[0]?.groups[0];

    expect(group === undefined ? null : balanceText(group)).toBe(expected);
  });
});
