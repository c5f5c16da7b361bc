// Documents for the store suites: small by default, with every kind of value that a real one holds.

import type { ClaimLine, ClaimVersion } from '../../lib/domain/claim.js';
import { toIsoDay } from '../../lib/domain/day.js';
import type { ChainDocument, YearDocument } from '../../lib/domain/ledger-document.js';
import { toCents } from '../../lib/domain/money.js';
import { shardOf, type DocumentChange, type LedgerDocument } from '../../lib/ports/ledger-store.js';

export type StoredYear = YearDocument & { readonly kind: 'year' };
export type StoredChain = ChainDocument & { readonly kind: 'chain' };

export interface YearPlan {
  readonly tenantId: string;
  readonly token?: string;
  readonly year?: number;
  readonly version?: number;
  readonly ptSlpCents?: number;
  readonly otCents?: number;
  readonly versions?: readonly ClaimVersion[];
}

export function yearDocument(plan: YearPlan): StoredYear {
  return {
    kind: 'year',
    tenantId: plan.tenantId,
    token: plan.token ?? 'k1a2b3_first',
    year: plan.year ?? 2026,
    version: plan.version ?? 1,
    versions: plan.versions ?? [],
    seeds: [],
    outbox: [],
    standing: [],
    totals: { PT_SLP: toCents(plan.ptSlpCents ?? 0), OT: toCents(plan.otCents ?? 0) },
    viewDigest: '',
  };
}

export interface ChainPlan {
  readonly tenantId: string;
  readonly token?: string;
  readonly version?: number;
  readonly years?: readonly number[];
}

export function chainDocument(plan: ChainPlan): StoredChain {
  return {
    kind: 'chain',
    tenantId: plan.tenantId,
    token: plan.token ?? 'k1a2b3_first',
    version: plan.version ?? 1,
    headers: [],
    joins: [],
    quarantined: [],
    years: plan.years ?? [2026],
  };
}

/** A claim with nulls, negative cents, a fraction and letters beyond ASCII. */
export function claimVersion(number: number, lines: number): ClaimVersion {
  return {
    feed: 'x12-835',
    icn: `26015${String(number).padStart(8, '0')}`,
    payerId: '12502',
    payerName: 'SEGURIDAD MÉDICA',
    filingIndicator: 'MB',
    claimType: 'professional',
    typeOfBill: null,
    placeOfService: '11',
    isCriticalAccess: false,
    status: '22',
    isReversal: true,
    replacesIcn: null,
    accountNumber: `A${number}`,
    receivedDate: null,
    paidDate: toIsoDay('2026-03-04'),
    statementFrom: toIsoDay('2026-02-01'),
    statementTo: null,
    trace: 'T1',
    billingNpi: '1234567893',
    billingTin: null,
    billingState: null,
    renderingNpi: null,
    chargeCents: toCents(-12_000 * lines),
    paidCents: toCents(-7_500 * lines),
    adjustments: [],
    remarks: ['MA01'],
    lines: Array.from({ length: lines }, (_, at) => claimLine(at + 1)),
    intakeNotes: [],
    mspAccrual: null,
    claimKey: `12502|${number}`,
    versionKey: `version-${number}`,
  };
}

function claimLine(line: number): ClaimLine {
  return {
    line,
    serviceDate: toIsoDay('2026-02-01'),
    serviceDateEnd: toIsoDay('2026-02-01'),
    hcpcs: '97110',
    modifiers: ['GP', 'KX'],
    submitted: line % 2 === 0 ? { hcpcs: '97112', modifiers: ['GP'] } : null,
    revenueCode: null,
    units: 1.5,
    chargeCents: toCents(-12_000),
    paidCents: toCents(-7_500),
    allowedCents: toCents(-9_500 - line),
    adjustments: [{ group: 'CO', reason: '45', cents: toCents(-2_500) }],
    remarks: [],
    renderingNpi: '1987654328',
    placeOfService: null,
    controlNumber: `C${line}`,
    isDenied: false,
    isBalanced: true,
  };
}

export function change(document: LedgerDocument): DocumentChange {
  return { document };
}

/** Year documents of as many beneficiaries, all of one shard when it is given. */
export function manyYears(tenantId: string, count: number, shard?: number): DocumentChange[] {
  const changes: DocumentChange[] = [];
  for (let at = 0; changes.length < count; at += 1) {
    const token = `k1a2b3_${at}`;
    if (shard !== undefined && shardOf(token) !== shard) continue;
    changes.push(change(yearDocument({ tenantId, token, otCents: at })));
  }
  return changes;
}

let tenants = 0;

/** A tenant that no other case uses: cases of a suite share one store. */
export function nextTenant(): string {
  tenants += 1;
  return `tenant-${tenants}`;
}
