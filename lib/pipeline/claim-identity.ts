// Identity of claims (DESIGN 4): which claim, which version of it, and the header that other years
// and versions need. The same version has the same key, whoever delivered it and in which envelope.

import { createHash } from 'node:crypto';
import { serviceYears, type ClaimFacts, type ClaimVersion } from '../domain/claim.js';
import type { IsoDay } from '../domain/day.js';
import type { VersionHeader } from '../domain/ledger-document.js';

const KEY_BYTES = 24;

export function identifyClaim(tenantId: string, facts: ClaimFacts): ClaimVersion {
  const claimKey = claimKeyOf(facts.payerId, facts.icn);
  const hash = createHash('sha256');
  hash.update(
    JSON.stringify([
      tenantId,
      claimKey,
      facts.isReversal,
      facts.trace,
      facts.paidDate,
      withoutEnvelope(facts),
    ]),
  );
  const versionKey = hash.digest().subarray(0, KEY_BYTES).toString('base64url');
  return { ...facts, claimKey, versionKey };
}

/** Contractor and ICN; an ICN alone is not unique. */
export function claimKeyOf(payerId: string, icn: string): string {
  return `${payerId}|${icn}`;
}

/** Every fact of the claim itself, in a fixed order; nothing of file, feed or envelope. */
function withoutEnvelope(facts: ClaimFacts): readonly unknown[] {
  return [
    facts.status,
    facts.filingIndicator,
    facts.claimType,
    facts.typeOfBill,
    facts.placeOfService,
    facts.isCriticalAccess,
    facts.replacesIcn,
    facts.accountNumber,
    facts.receivedDate,
    facts.statementFrom,
    facts.statementTo,
    facts.billingNpi,
    facts.billingTin,
    facts.renderingNpi,
    facts.chargeCents,
    facts.paidCents,
    facts.mspAccrual,
    facts.adjustments.map((each) => [each.group, each.reason, each.cents]),
    facts.remarks,
    facts.lines.map((line) => [
      line.line,
      line.serviceDate,
      line.serviceDateEnd,
      line.hcpcs,
      line.modifiers,
      line.submitted === null ? null : [line.submitted.hcpcs, line.submitted.modifiers],
      line.revenueCode,
      line.units,
      line.chargeCents,
      line.paidCents,
      line.allowedCents,
      line.adjustments.map((each) => [each.group, each.reason, each.cents]),
      line.remarks,
      line.renderingNpi,
      line.placeOfService,
      line.controlNumber,
      line.isDenied,
    ]),
  ];
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
  const days = version.lines.map((line) => line.serviceDate).sort();
  const first = days[0] ?? version.statementFrom;
  return `${first}|${days.at(-1) ?? version.statementTo}|${Math.abs(version.chargeCents)}`;
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
