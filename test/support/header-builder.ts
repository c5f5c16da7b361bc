// Version headers for tests of claim histories: `payment('A', '2026-01-10')` has the version key
// `A+2026-01-10`, its reversal `A-2026-01-10`.

import type { VersionHeader } from '../../lib/domain/ledger-document.js';
import { day } from './amounts.js';
import { CONTRACTOR } from './claim-builder.js';

export function payment(
  icn: string,
  paidOn: string,
  given: Partial<VersionHeader> = {},
): VersionHeader {
  const payerId = given.payerId ?? CONTRACTOR;
  return {
    versionKey: `${icn}+${paidOn}`,
    claimKey: `${payerId}|${icn}`,
    icn,
    payerId,
    isReversal: false,
    replacesIcn: null,
    accountNumber: null,
    receivedDate: day(paidOn),
    paidDate: day(paidOn),
    serviceTo: day('2026-01-02'),
    years: [2026],
    matchKey: `match ${icn}`,
    mirrorKey: `mirror ${icn}`,
    ...given,
  };
}

export function reversal(
  icn: string,
  paidOn: string,
  given: Partial<VersionHeader> = {},
): VersionHeader {
  return payment(icn, paidOn, { versionKey: `${icn}-${paidOn}`, isReversal: true, ...given });
}
