// Two claims of which the second crosses, and the explanation of one of their lines.

import { toIsoDay } from '../../lib/domain/day.js';
import type { Seed } from '../../lib/domain/ledger-document.js';
import { toCents } from '../../lib/domain/money.js';
import { explainLine, type LineExplanation } from '../../lib/pipeline/explain-line.js';
import { smallLedger, type SmallClaim, type SmallLedger } from './small-ledger.js';

export const asOf = toIsoDay('2026-01-31');
export const older: Partial<Seed> = {
  seedKey: 'older',
  cents: toCents(1_000),
  asOf: toIsoDay('2026-01-02'),
};
export const newer: Partial<Seed> = { seedKey: 'newer', cents: toCents(50_000), asOf };

export const first: SmallClaim = {
  icn: 'A1',
  received: '2026-02-03',
  lines: [{ code: '97110 GP', allowed: 190_000, paid: 150_000 }],
};
export const second: SmallClaim = {
  icn: 'B1',
  received: '2026-03-02',
  lines: [
    {
      code: '97530 GP CQ',
      allowed: null,
      paid: 15_680,
      adjustments: [
        { group: 'PR', reason: '2', cents: toCents(4_000) },
        { group: 'CO', reason: '253', cents: toCents(320) },
      ],
    },
  ],
};

export function explained(ledger: SmallLedger, claim: string, line?: number): LineExplanation {
  const explanation = explainLine(smallLedger(ledger), claim, line);
  const only = explanation.kind === 'explained' ? explanation.lines[0] : undefined;
  if (only === undefined) throw new Error('not explained');
  return only;
}
