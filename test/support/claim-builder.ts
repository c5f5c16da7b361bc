// Claims for tests, in few words: what a case is not about has a sound default. A claim without
// words is a professional Medicare claim of one PT line, received and paid on its day of service.

import type { Adjustment, ClaimFacts, ClaimLine, ClaimVersion } from '../../lib/domain/claim.js';
import { toCents, type Cents } from '../../lib/domain/money.js';
import { identifyClaim } from '../../lib/pipeline/claim-identity.js';
import { day, dollars } from './amounts.js';

export const TEST_TENANT = 'default';
/** Two contractors of reference/contractors.csv. */
export const CONTRACTOR = '01112';
export const OTHER_CONTRACTOR = '00882';

export interface LineGiven {
  readonly line?: number;
  readonly dos?: string;
  readonly hcpcs?: string;
  /** `GP KX`: modifiers as paid. */
  readonly mods?: string;
  /** `97110 GP KX`: code and modifiers as billed, when the payer changed them. */
  readonly billed?: string;
  readonly rev?: string;
  readonly units?: number;
  /** Null: the remittance does not say. */
  readonly allowed?: string | null;
  readonly paid?: string;
  readonly charge?: string;
  /** `CO-45 40.00, PR-2 20.00`. */
  readonly cas?: string;
  readonly isDenied?: boolean;
  readonly isBalanced?: boolean;
}

export interface ClaimGiven extends Partial<Omit<ClaimFacts, 'lines'>> {
  /** Null: no source states it. */
  readonly received?: string | null;
  readonly paidOn?: string;
  readonly lines?: readonly LineGiven[];
}

export function line(given: LineGiven = {}): ClaimLine {
  const serviceDate = day(given.dos ?? '2026-03-02');
  const allowed = given.allowed === undefined ? '100.00' : given.allowed;
  const allowedCents = allowed === null ? null : dollars(allowed);
  const [billedCode, ...billedModifiers] = words(given.billed);
  return {
    line: given.line ?? 1,
    serviceDate,
    serviceDateEnd: serviceDate,
    hcpcs: given.hcpcs ?? '97110',
    modifiers: words(given.mods ?? 'GP'),
    submitted: billedCode === undefined ? null : { hcpcs: billedCode, modifiers: billedModifiers },
    revenueCode: given.rev ?? null,
    units: given.units ?? 1,
    chargeCents:
      given.charge === undefined ? toCents((allowedCents ?? 0) * 2) : dollars(given.charge),
    paidCents: given.paid === undefined ? fourFifths(allowedCents) : dollars(given.paid),
    allowedCents,
    adjustments: adjustments(given.cas),
    remarks: [],
    renderingNpi: null,
    placeOfService: null,
    controlNumber: null,
    isDenied: given.isDenied ?? false,
    isBalanced: given.isBalanced ?? true,
  };
}

export function claimFacts(given: ClaimGiven = {}): ClaimFacts {
  const { lines: givenLines, received, paidOn, ...rest } = given;
  const lines = (givenLines ?? [{}]).map((each, at) => line({ line: at + 1, ...each }));
  const firstDay = lines[0]?.serviceDate ?? day('2026-03-02');
  const receivedDate = received === undefined ? firstDay : received === null ? null : day(received);
  return {
    feed: 'x12-835',
    icn: 'A',
    payerId: CONTRACTOR,
    payerName: null,
    filingIndicator: 'MB',
    claimType: rest.typeOfBill === undefined ? 'professional' : 'institutional',
    typeOfBill: null,
    placeOfService: null,
    isCriticalAccess: false,
    status: '1',
    isReversal: false,
    replacesIcn: null,
    accountNumber: null,
    receivedDate,
    paidDate: paidOn === undefined ? (receivedDate ?? firstDay) : day(paidOn),
    statementFrom: null,
    statementTo: null,
    trace: 'T1',
    billingNpi: '1234567893',
    billingTin: null,
    billingState: null,
    renderingNpi: null,
    chargeCents: sum(lines, (each) => each.chargeCents),
    paidCents: sum(lines, (each) => each.paidCents),
    adjustments: [],
    remarks: [],
    lines,
    intakeNotes: [],
    mspAccrual: null,
    ...rest,
  };
}

export function claim(given: ClaimGiven = {}): ClaimVersion {
  return identifyClaim(TEST_TENANT, claimFacts(given));
}

/** The payer takes a version back: same claim, status 22, every amount with its sign turned. */
export function reversalOf(version: ClaimVersion, paidOn: string): ClaimVersion {
  const { claimKey: _, versionKey: __, ...facts } = version;
  return identifyClaim(TEST_TENANT, {
    ...facts,
    status: '22',
    isReversal: true,
    replacesIcn: null,
    paidDate: day(paidOn),
    chargeCents: turned(facts.chargeCents),
    paidCents: turned(facts.paidCents),
    lines: facts.lines.map((each) => ({
      ...each,
      chargeCents: turned(each.chargeCents),
      paidCents: turned(each.paidCents),
      allowedCents: each.allowedCents === null ? null : turned(each.allowedCents),
      adjustments: each.adjustments.map((one) => ({ ...one, cents: turned(one.cents) })),
    })),
  });
}

function words(text: string | undefined): readonly string[] {
  return text === undefined || text === '' ? [] : text.split(' ');
}

function adjustments(text: string | undefined): readonly Adjustment[] {
  if (text === undefined) return [];
  return text.split(', ').map((entry) => {
    const parts = /^([A-Z]{2})-(\w+) (-?[\d.]+)$/.exec(entry);
    if (parts === null) throw new RangeError('an adjustment reads like "CO-45 40.00"');
    const [, group = '', reason = '', amount = ''] = parts;
    return { group, reason, cents: dollars(amount) };
  });
}

function fourFifths(cents: Cents | null): Cents {
  return toCents(Math.round((cents ?? 0) * 0.8));
}

function turned(cents: Cents): Cents {
  return toCents(-cents);
}

function sum(lines: readonly ClaimLine[], of: (line: ClaimLine) => Cents): Cents {
  return toCents(lines.reduce((total, each) => total + of(each), 0));
}
