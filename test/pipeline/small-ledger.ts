// Small hand-made ledgers for tests of what people read: claims in short form, folded by the real
// fold with the shipped reference data.

import { loadReference } from '../../lib/adapters/common/load-reference.js';
import { referenceDirectory } from '../../lib/adapters/common/reference-directory.js';
import type { Adjustment, ClaimFacts, ClaimLine } from '../../lib/domain/claim.js';
import { toIsoDay } from '../../lib/domain/day.js';
import {
  DEFAULT_FOLD_SETTINGS,
  type FoldContext,
  type FoldSettings,
} from '../../lib/domain/fold-settings.js';
import { foldYear, yearsOf } from '../../lib/domain/fold-year.js';
import type { OutboxEntry, QuarantineMark, Seed } from '../../lib/domain/ledger-document.js';
import { toCents } from '../../lib/domain/money.js';
import type { PersonLedger } from '../../lib/domain/person-ledger.js';
import { resolveVersions } from '../../lib/domain/resolve-versions.js';
import { identifyClaim, versionHeader } from '../../lib/pipeline/claim-identity.js';
import type { BeneficiaryLedger } from '../../lib/pipeline/read-beneficiary.js';

export const TOKEN = 'k1_hand-made-beneficiary';
/** A Part B contractor of the shipped list. */
export const CONTRACTOR = '01112';

export const reference = await loadReference({ directory: referenceDirectory() });

export interface SmallLine {
  readonly code: string;
  /** Service date; the claim's own day when absent. */
  readonly on?: string;
  readonly allowed?: number | null;
  readonly paid?: number;
  readonly adjustments?: readonly Adjustment[];
  readonly revenue?: string;
  readonly units?: number;
}

export interface SmallClaim extends Partial<
  Omit<ClaimFacts, 'lines' | 'receivedDate' | 'paidDate'>
> {
  readonly icn: string;
  readonly received?: string | null;
  readonly paid?: string;
  readonly lines: readonly SmallLine[];
}

export interface SmallLedger {
  readonly claims: readonly SmallClaim[];
  readonly seeds?: readonly Partial<Seed>[];
  readonly quarantined?: readonly QuarantineMark[];
  readonly settings?: Partial<FoldSettings>;
  readonly events?: readonly OutboxEntry[];
}

export function smallContext(settings: Partial<FoldSettings> = {}): FoldContext {
  return { reference, settings: { ...DEFAULT_FOLD_SETTINGS, ...settings } };
}

export function smallPerson(ledger: SmallLedger): PersonLedger {
  const versions = ledger.claims.map((claim) => identifyClaim('test', claimFacts(claim)));
  return {
    versions,
    headers: versions.map(versionHeader),
    seeds: (ledger.seeds ?? []).map((seed, at) => ({ ...smallSeed(at), ...seed })),
    quarantined: ledger.quarantined ?? [],
  };
}

export function smallLedger(ledger: SmallLedger): BeneficiaryLedger {
  const person = smallPerson(ledger);
  const context = smallContext(ledger.settings);
  const resolution = resolveVersions(person.headers, context.settings);
  return {
    token: TOKEN,
    tokens: [TOKEN],
    years: yearsOf(person).map((year) => foldYear(year, person, context, resolution)),
    seeds: person.seeds,
    joins: [],
    headers: person.headers,
    resolution,
    events: ledger.events ?? [],
    quarantinedClaims: person.quarantined.length,
  };
}

/** A reversal of a claim as payers send it: same number and amounts, signs turned. */
export function reversalOf(claim: SmallClaim, paid: string): SmallClaim {
  return {
    ...claim,
    status: '22',
    isReversal: true,
    paid,
    lines: claim.lines.map((line) => ({
      ...line,
      allowed: line.allowed === null ? null : -(line.allowed ?? 0),
      paid: -(line.paid ?? 0),
    })),
  };
}

function smallSeed(at: number): Seed {
  return {
    seedKey: `seed-${at}`,
    kind: 'outside',
    year: 2026,
    group: 'PT_SLP',
    cents: toCents(0),
    asOf: null,
    source: 'eligibility answer',
    enteredBy: 'front desk',
  };
}

function claimFacts(claim: SmallClaim): ClaimFacts {
  const { received = '2026-02-10', paid, lines: small, ...facts } = claim;
  const lines = small.map((line, at) => claimLine(line, at));
  const sum = (of: (line: ClaimLine) => number) =>
    toCents(lines.reduce((total, line) => total + of(line), 0));
  return {
    feed: 'x12-835',
    payerId: CONTRACTOR,
    payerName: null,
    filingIndicator: 'MB',
    claimType: 'professional',
    typeOfBill: null,
    placeOfService: null,
    isCriticalAccess: false,
    status: '1',
    isReversal: false,
    replacesIcn: null,
    accountNumber: null,
    receivedDate: received === null ? null : toIsoDay(received),
    paidDate: toIsoDay(paid ?? received ?? '2026-02-24'),
    statementFrom: null,
    statementTo: null,
    trace: 'T1',
    billingNpi: '1234567893',
    billingTin: null,
    billingState: null,
    renderingNpi: null,
    chargeCents: sum((line) => line.chargeCents),
    paidCents: sum((line) => line.paidCents),
    adjustments: [],
    remarks: [],
    lines,
    intakeNotes: [],
    mspAccrual: null,
    ...facts,
  };
}

/** `code`: procedure and modifiers, as `97110 GP KX`. Amounts in cents. */
function claimLine(line: SmallLine, at: number): ClaimLine {
  const [hcpcs = '', ...modifiers] = line.code.split(' ');
  const serviceDate = toIsoDay(line.on ?? '2026-02-02');
  const allowedCents = line.allowed === null ? null : toCents(line.allowed ?? 0);
  return {
    line: at + 1,
    serviceDate,
    serviceDateEnd: serviceDate,
    hcpcs,
    modifiers,
    submitted: null,
    revenueCode: line.revenue ?? null,
    units: line.units ?? 1,
    chargeCents: toCents(20_000),
    paidCents: toCents(line.paid ?? 0),
    allowedCents,
    adjustments: line.adjustments ?? [],
    remarks: [],
    renderingNpi: null,
    placeOfService: null,
    controlNumber: null,
    isDenied: false,
    isBalanced: true,
  };
}
