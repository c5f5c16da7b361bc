// Made-up judged years for tests of the lake: totals, crossings and verdicts are consistent with
// each other, so that what the queries find can be counted here a second time.

import type { ClaimLine, ClaimVersion } from '../../../lib/domain/claim.js';
import { toIsoDay } from '../../../lib/domain/day.js';
import type {
  GroupView,
  JudgedLine,
  KxAssessment,
  KxCertainty,
  KxExpected,
  LineFlag,
  LineNote,
} from '../../../lib/domain/judgement.js';
import type { StandingCrossing, ThresholdKind } from '../../../lib/domain/ledger-document.js';
import { toCents, ZERO_CENTS, type Cents } from '../../../lib/domain/money.js';
import type { TherapyModifier, ThresholdGroup } from '../../../lib/domain/reference.js';
import type { JudgedYear } from '../../../lib/pipeline/lake/ledger-rows.js';

const KX_CENTS = 241_000;
const REVIEW_CENTS = 300_000;

export interface FakeLine {
  readonly icn: string;
  readonly line?: number;
  readonly day: string;
  readonly paidDay?: string;
  readonly discipline?: TherapyModifier | null;
  readonly cents: number;
  readonly kx?: boolean;
  readonly certainty?: KxCertainty;
  readonly rendering?: string | null;
  readonly billing?: string | null;
  readonly flags?: readonly LineFlag[];
  readonly isDenied?: boolean;
  readonly hcpcs?: string;
  readonly units?: number;
  /** Beside the discipline modifier and KX. */
  readonly modifiers?: readonly string[];
  readonly chargeCents?: number;
  readonly notes?: readonly LineNote[];
  /** For verdicts that two comparisons do not give: a claim as a whole, a denial at the limit. */
  readonly verdict?: { readonly expected: KxExpected; readonly assessment: KxAssessment };
  /** Of the claim: payer, tax number, state, type of bill. */
  readonly claim?: Partial<ClaimVersion>;
}

export interface FakeYear {
  readonly token: string;
  readonly year: number;
  readonly lines: readonly FakeLine[];
  readonly outside?: Partial<Record<ThresholdGroup, number>>;
  readonly kxThreshold?: number | null;
}

/** Judges by the two strict comparisons only: enough for the lake, no model of the rules. */
export function fakeJudgedYear(fake: FakeYear): JudgedYear {
  const kxCents = fake.kxThreshold === undefined ? KX_CENTS : fake.kxThreshold;
  const totals = new Map<ThresholdGroup, number>();
  const crossings = new Map<string, StandingCrossing>();
  const lines = fake.lines.map((line) => fakeLine(fake, line, { totals, crossings, kxCents }));
  const groups = [...totals.keys()].sort().map((group) => {
    const own = lines.filter((line) => line.group === group);
    return fakeGroup(fake, group, { total: totals.get(group) ?? 0, own, crossings, kxCents });
  });
  return { token: fake.token, view: { year: fake.year, groups, lines } };
}

interface Running {
  readonly totals: Map<ThresholdGroup, number>;
  readonly crossings: Map<string, StandingCrossing>;
  readonly kxCents: number | null;
}

function fakeLine(fake: FakeYear, given: FakeLine, running: Running): JudgedLine {
  const discipline = given.discipline === undefined ? 'GP' : given.discipline;
  const group = discipline === null ? null : discipline === 'GO' ? 'OT' : 'PT_SLP';
  const claim = fakeClaim(given, discipline);
  const line = claim.lines[0];
  if (line === undefined) throw new Error('a made-up claim has a line');
  const before = group === null ? 0 : (running.totals.get(group) ?? fake.outside?.[group] ?? 0);
  const accrued = group === null || given.isDenied === true ? 0 : given.cents;
  const after = before + accrued;
  if (group !== null) {
    running.totals.set(group, after);
    cross('kx', running.kxCents);
    cross('review', REVIEW_CENTS);
  }
  return {
    claim,
    line,
    year: fake.year,
    group,
    discipline,
    receivedDate: toIsoDay(given.day),
    receivedSource: 'stated',
    allowedCents: given.isDenied === true ? ZERO_CENTS : toCents(given.cents),
    accruedCents: toCents(accrued),
    isDenied: given.isDenied ?? false,
    beforeCents: group === null ? null : toCents(before),
    afterCents: group === null ? null : toCents(after),
    hasKx: given.kx ?? false,
    ...fakeVerdict({ given, accrued, after, kxCents: running.kxCents, group }),
    completeness: fake.outside === undefined ? 'own_only' : 'seeded',
    isLowerBound: fake.outside === undefined,
    flags:
      group !== null && accrued > 0 && after > REVIEW_CENTS
        ? [...(given.flags ?? []), 'REVIEW_EXPOSED']
        : (given.flags ?? []),
    notes: given.notes ?? [],
    rules: group === null ? ['ID-6'] : ['ID-1', 'BKT-1', 'ACC-1', 'ORD-1', 'KX-1'],
  };

  function cross(threshold: ThresholdKind, amount: number | null): void {
    if (group === null || amount === null || before > amount || after <= amount) return;
    running.crossings.set(`${threshold} ${group}`, {
      year: fake.year,
      group,
      threshold,
      thresholdCents: toCents(amount),
      claim: claim.icn,
      line: given.line ?? 1,
      versionKey: claim.versionKey,
      beforeCents: toCents(before),
      afterCents: toCents(after),
    });
  }
}

function fakeVerdict(known: {
  readonly given: FakeLine;
  readonly accrued: number;
  readonly after: number;
  readonly kxCents: number | null;
  readonly group: ThresholdGroup | null;
}): Pick<JudgedLine, 'kxExpected' | 'kxAssessment' | 'kxCertainty'> {
  const { given, accrued, after, kxCents } = known;
  const kx = given.kx ?? false;
  const kxCertainty = given.certainty ?? 'certain';
  if (given.verdict !== undefined) {
    const { expected, assessment } = given.verdict;
    return { kxExpected: expected, kxAssessment: assessment, kxCertainty };
  }
  if (known.group === null || accrued === 0) {
    return { kxExpected: 'not_applicable', kxAssessment: 'not_applicable', kxCertainty };
  }
  if (kxCents === null) {
    return {
      kxExpected: 'not_determined',
      kxAssessment: 'not_applicable',
      kxCertainty: 'not_determined',
    };
  }
  const isConflict = given.flags?.some((flag) => flag.startsWith('KX_CONFLICT')) ?? false;
  if (isConflict) {
    const kxExpected = after > kxCents ? 'required' : 'not_required';
    return { kxExpected, kxAssessment: 'conflict', kxCertainty };
  }
  if (after > kxCents) {
    return { kxExpected: 'required', kxAssessment: kx ? 'ok' : 'missing', kxCertainty };
  }
  const isNear = kxCents - after < 15_000;
  const kxAssessment = !kx ? 'ok' : isNear ? 'near' : 'early';
  return { kxExpected: 'not_required', kxAssessment, kxCertainty };
}

function fakeClaim(given: FakeLine, discipline: TherapyModifier | null): ClaimVersion {
  const cents = toCents(given.cents);
  const paid = given.isDenied === true ? ZERO_CENTS : toCents(Math.floor(given.cents * 0.8));
  const line: ClaimLine = {
    line: given.line ?? 1,
    serviceDate: toIsoDay(given.day),
    serviceDateEnd: toIsoDay(given.day),
    hcpcs: given.hcpcs ?? '97110',
    modifiers: [
      ...(discipline === null ? [] : [discipline]),
      ...(given.kx === true ? ['KX'] : []),
      ...(given.modifiers ?? []),
    ],
    submitted: null,
    revenueCode: null,
    units: given.units ?? 2,
    chargeCents: toCents(given.chargeCents ?? given.cents * 2),
    paidCents: paid,
    allowedCents: cents,
    adjustments: [],
    remarks: [],
    renderingNpi: given.rendering === undefined ? '1234567893' : given.rendering,
    placeOfService: '11',
    controlNumber: null,
    isDenied: given.isDenied ?? false,
    isBalanced: true,
  };
  return fakeVersion({
    icn: given.icn,
    paidDay: given.paidDay ?? given.day,
    lines: [line],
    billingNpi: given.billing === undefined ? '1993999998' : given.billing,
    ...given.claim,
  });
}

/** A professional claim version with the given lines. */
export function fakeVersion(
  given: { readonly icn: string; readonly paidDay: string } & Partial<ClaimVersion>,
): ClaimVersion {
  const { icn, paidDay, ...rest } = given;
  const lines = rest.lines ?? [];
  return {
    feed: 'x12-835',
    icn,
    payerId: '05102',
    payerName: null,
    filingIndicator: 'MB',
    claimType: 'professional',
    typeOfBill: null,
    placeOfService: '11',
    isCriticalAccess: false,
    status: rest.isReversal === true ? '22' : '1',
    isReversal: false,
    replacesIcn: null,
    accountNumber: null,
    receivedDate: toIsoDay(paidDay),
    paidDate: toIsoDay(paidDay),
    statementFrom: null,
    statementTo: null,
    trace: '1',
    billingNpi: '1993999998',
    billingTin: null,
    billingState: 'FL',
    renderingNpi: null,
    chargeCents: total(lines, (line) => line.chargeCents),
    paidCents: total(lines, (line) => line.paidCents),
    adjustments: [],
    remarks: [],
    lines,
    intakeNotes: [],
    mspAccrual: null,
    claimKey: `05102|${icn}`,
    versionKey: `${icn}.${paidDay}.${rest.isReversal === true ? 'r' : 'p'}`,
    ...rest,
  };
}

function total(lines: readonly ClaimLine[], amount: (line: ClaimLine) => number): Cents {
  return toCents(lines.reduce((sum, line) => sum + amount(line), 0));
}

function fakeGroup(
  fake: FakeYear,
  group: ThresholdGroup,
  known: {
    readonly total: number;
    readonly own: readonly JudgedLine[];
    readonly crossings: ReadonlyMap<string, StandingCrossing>;
    readonly kxCents: number | null;
  },
): GroupView {
  const { total: reached, own, crossings, kxCents } = known;
  const exposed = own.filter((line) => line.flags.includes('REVIEW_EXPOSED'));
  return {
    year: fake.year,
    group,
    accumulatedCents: toCents(reached),
    outsideCents: toCents(fake.outside?.[group] ?? 0),
    kxThresholdCents: kxCents === null ? null : toCents(kxCents),
    reviewThresholdCents: toCents(REVIEW_CENTS),
    remainingCents: kxCents === null ? null : toCents(Math.max(0, kxCents - reached)),
    overCents: kxCents === null ? null : toCents(Math.max(0, reached - kxCents)),
    kxCrossing: crossings.get(`kx ${group}`) ?? null,
    reviewCrossing: crossings.get(`review ${group}`) ?? null,
    reviewExposedAllowedCents: toCents(exposed.reduce((sum, line) => sum + line.accruedCents, 0)),
    reviewExposedPaidCents: toCents(exposed.reduce((sum, line) => sum + line.line.paidCents, 0)),
    reviewExcessCents: toCents(Math.max(0, reached - REVIEW_CENTS)),
    completeness: fake.outside === undefined ? 'own_only' : 'seeded',
    isLowerBound: fake.outside === undefined,
    hasMixedReceivedSources: false,
    isKxAmountPending: kxCents === null,
    isReviewAmountPending: false,
  };
}
