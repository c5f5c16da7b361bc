// Identity of claims (DESIGN 4): which claim, which version of it, and the header that other years
// and versions need. The same version has the same key, whoever delivered it and in which envelope.

import { hash } from 'node:crypto';
import { contentOfTenant, identifiedVersion } from '../domain/claim-codec.js';
import { serviceYears, type ClaimFacts, type ClaimVersion } from '../domain/claim.js';
import type { IsoDay } from '../domain/day.js';
import type { VersionHeader } from '../domain/ledger-document.js';

/** 24 bytes. */
const KEY_CHARACTERS = 32;

export function identifyClaim(tenantId: string, facts: ClaimFacts): ClaimVersion {
  const claimKey = claimKeyOf(facts.payerId, facts.icn);
  const { text, content } = contentOfTenant(tenantId, claimKey, facts);
  const versionKey = hash('sha256', text, 'base64url').slice(0, KEY_CHARACTERS);
  return identifiedVersion(facts, { claimKey, versionKey, content });
}

/** Contractor and ICN; an ICN alone is not unique. */
export function claimKeyOf(payerId: string, icn: string): string {
  return `${payerId}|${icn}`;
}

/** Throws when the claim touches no year: intake quarantines such a claim before. */
export function versionHeader(version: ClaimVersion): VersionHeader {
  const years = serviceYears(version);
  const serviceTo = lastServiceDay(version);
  if (years.length === 0 || serviceTo === null) throw new Error('a claim version without a date');
  return {
    versionKey: version.versionKey,
    claimKey: version.claimKey,
    icn: version.icn,
    payerId: version.payerId,
    isReversal: version.isReversal,
    replacesIcn: version.replacesIcn,
    accountNumber: version.accountNumber,
    receivedDate: version.receivedDate,
    paidDate: version.paidDate,
    serviceTo,
    years,
    matchKey: matchKey(version),
    mirrorKey: mirrorKey(version),
  };
}

function lastServiceDay(version: ClaimVersion): IsoDay | null {
  let last = version.lines.length === 0 ? (version.statementTo ?? version.statementFrom) : null;
  for (const line of version.lines) {
    if (last === null || line.serviceDateEnd > last) last = line.serviceDateEnd;
  }
  return last;
}

/** Service dates and total charge, without sign. */
function matchKey(version: ClaimVersion): string {
  let first: IsoDay | null = null;
  let last: IsoDay | null = null;
  for (const { serviceDate } of version.lines) {
    if (first === null || serviceDate < first) first = serviceDate;
    if (last === null || serviceDate > last) last = serviceDate;
  }
  const charge = Math.abs(version.chargeCents);
  return `${first ?? version.statementFrom}|${last ?? version.statementTo}|${charge}`;
}

/** Amounts of all lines without sign, each weighed by its place: equal only on an exact mirror. */
function mirrorKey(version: ClaimVersion): string {
  let charge = 0;
  let paid = 0;
  let allowed = 0;
  version.lines.forEach((line, at) => {
    charge += (at + 1) * Math.abs(line.chargeCents);
    paid += (at + 1) * Math.abs(line.paidCents);
    allowed += (at + 1) * Math.abs(line.allowedCents ?? 0);
  });
  const totals = `${Math.abs(version.chargeCents)}|${Math.abs(version.paidCents)}`;
  return `${version.lines.length}|${totals}|${charge}|${paid}|${allowed}`;
}
