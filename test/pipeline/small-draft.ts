// Drafts in short form, and the small ledger that most advice in tests is given on.

import { adviseDraft, type DraftAdvice } from '../../lib/pipeline/advise-draft.js';
import { parseDraft, type DraftClaim } from '../../lib/pipeline/draft-claim.js';
import {
  smallContext,
  smallPerson,
  TOKEN,
  type SmallClaim,
  type SmallLedger,
} from './small-ledger.js';

/** Two visits of $1,200.00 each: $80.00 of the 2026 amount is left. */
export const visits: SmallClaim = {
  icn: 'A1',
  received: '2026-02-03',
  lines: [
    { code: '97110 GP', allowed: 120_000, on: '2026-01-12' },
    { code: '97110 GP', allowed: 60_000, on: '2026-01-14' },
    { code: '97530 GP', allowed: 60_000, on: '2026-01-14' },
  ],
};
export const KNOWN: SmallLedger = {
  claims: [visits],
  seeds: [{ group: 'PT_SLP' }, { group: 'OT' }],
};

export interface ShortLine {
  readonly code: string;
  readonly dollars: string;
  readonly on?: string;
  readonly revenue?: string;
}

export function draftOf(lines: readonly ShortLine[], facts: object = {}): DraftClaim {
  const parsed = parseDraft({
    beneficiary: TOKEN,
    claimType: 'professional',
    payer: 'MEDICARE_FFS',
    lines: lines.map(({ code, dollars, on, revenue }, at) => {
      const [hcpcs, ...modifiers] = code.split(' ');
      return {
        line: at + 1,
        serviceDate: on ?? '2026-03-02',
        hcpcs,
        modifiers,
        expectedAllowed: dollars,
        ...(revenue === undefined ? {} : { revenueCode: revenue }),
      };
    }),
    ...facts,
  });
  if (parsed.kind === 'rejected') throw new Error(parsed.problems.join('; '));
  return parsed.draft;
}

export function advised(
  ledger: SmallLedger,
  lines: readonly ShortLine[],
  facts: object = {},
): DraftAdvice {
  return adviseDraft(draftOf(lines, facts), smallPerson(ledger), smallContext(ledger.settings));
}

export const HOSPITAL = { claimType: 'institutional', typeOfBill: '0131' };
