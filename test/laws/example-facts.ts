// Claims of the example form as a feed reader would hand them over, so that the laws can run
// through the ingest step and a store. Independent of the replay of worked examples.

import type { ClaimFacts, ClaimLine } from '../../lib/domain/claim.js';
import { toIsoDay } from '../../lib/domain/day.js';
import { toCents } from '../../lib/domain/money.js';
import type { IntakeEvent } from '../../lib/intake/intake-claim.js';
import type { ExampleClaim, ExampleLine } from '../model/ledger-example.js';
import { fromDollars } from '../model/naive-money.js';
import { paidOn } from './claim-shapes.js';

/** A made-up member number: the laws know one person only. */
const IDENTITY = { qualifier: 'MI', id: 'MEMBER-1', correctedId: null };
const POSITION = {
  file: 'law.835',
  interchange: 1,
  transaction: '0001',
  segment: 1,
  byteOffset: 0,
};

/** What a reader says of a claim: status 23 and 25 are read, counted and set aside. */
export function eventOf(claim: ExampleClaim, payerId: string): IntakeEvent {
  const facts = factsOf(claim, payerId);
  if (claim.status === '23' || claim.status === '25') {
    return {
      kind: 'out_of_scope',
      reason: `STATUS_${claim.status}`,
      lines: facts.lines.length,
      chargeCents: facts.chargeCents,
      position: POSITION,
    };
  }
  return { kind: 'claim', claim: facts, identity: IDENTITY, position: POSITION };
}

/** A claim that the reader could not accept, with the counts of a good one. */
export function refusalOf(claim: ExampleClaim, kind: 'quarantined' | 'test_refused'): IntakeEvent {
  const { lines, chargeCents } = factsOf(claim, '');
  const counts = { reason: 'LAW', lines: lines.length, chargeCents, position: POSITION };
  if (kind === 'test_refused') return { kind, ...counts };
  return {
    kind,
    ...counts,
    field: null,
    message: 'refused for the law',
    identity: null,
    payerId: null,
    icn: null,
    serviceDate: null,
    rawText: JSON.stringify(claim),
  };
}

function factsOf(claim: ExampleClaim, payerId: string): ClaimFacts {
  const lines = claim.lines.map(lineOf);
  return {
    feed: 'x12-835',
    icn: claim.icn,
    payerId,
    payerName: null,
    filingIndicator: claim.payer === undefined ? 'MB' : '16',
    claimType: claim.claimType,
    typeOfBill: claim.typeOfBill ?? null,
    placeOfService: null,
    isCriticalAccess: claim.cah ?? false,
    status: claim.status,
    isReversal: claim.status === '22',
    replacesIcn: claim.replaces ?? null,
    accountNumber: null,
    receivedDate: toIsoDay(claim.received),
    paidDate: toIsoDay(paidOn(claim)),
    statementFrom: null,
    statementTo: null,
    trace: 'LAW',
    billingNpi: null,
    billingTin: null,
    billingState: null,
    renderingNpi: null,
    chargeCents: toCents(lines.reduce((sum, line) => sum + line.chargeCents, 0)),
    paidCents: toCents(lines.reduce((sum, line) => sum + line.paidCents, 0)),
    adjustments: [],
    remarks: [],
    lines,
    intakeNotes: [],
    mspAccrual: claim.mspAccrual ?? null,
  };
}

function lineOf(line: ExampleLine): ClaimLine {
  return {
    line: line.line,
    serviceDate: toIsoDay(line.dos),
    serviceDateEnd: toIsoDay(line.dos),
    hcpcs: line.hcpcs,
    modifiers: line.mods ?? [],
    submitted: null,
    revenueCode: line.rev ?? null,
    units: line.units ?? 1,
    chargeCents: toCents(fromDollars(line.charge)),
    paidCents: toCents(fromDollars(line.paid)),
    allowedCents: typeof line.allowed === 'string' ? toCents(fromDollars(line.allowed)) : null,
    adjustments: (line.cas ?? []).map(([group, reason, amount]) => ({
      group,
      reason,
      cents: toCents(fromDollars(amount)),
    })),
    remarks: [],
    renderingNpi: null,
    placeOfService: null,
    controlNumber: null,
    isDenied: line.denied ?? false,
    isBalanced: true,
  };
}
