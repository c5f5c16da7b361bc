// Synthetic claims of one beneficiary for the bench, any number of beneficiaries, cheap and the
// same at every run: courses of treatment over two years, some above the thresholds, KX mostly
// right. The claims are plain input; what they mean is left to the ledger's own fold.

import type { Adjustment, ClaimFacts, ClaimLine } from '../lib/domain/claim.js';
import { addDays, toIsoDay, type IsoDay } from '../lib/domain/day.js';
import { toCents, type Cents } from '../lib/domain/money.js';
import type { TherapyModifier, ThresholdGroup } from '../lib/domain/reference.js';
import type { Biller, Market, Therapist } from './judged-lines-market.js';
import { randomOf, type Random } from './judged-lines-random.js';

export interface ClaimMaker {
  readonly market: Market;
  /** Both years of the bench, with the KX threshold of each. */
  readonly kxThresholds: ReadonlyMap<number, Cents>;
}

interface Visit {
  readonly day: IsoDay;
  readonly therapist: Therapist;
  readonly biller: Biller;
  readonly isFirst: boolean;
}

interface Service {
  readonly hcpcs: string;
  readonly unitCents: number;
  readonly units: number;
}

/** Totals as a biller sees them when it writes the claim. */
type Spent = Record<ThresholdGroup, number>;

const MEAN_VISITS = 9.4;
const MOST_VISITS = 70;
/** More than any beneficiary has in both years, so that control numbers differ. */
const CLAIMS_MOST = 500;
const SERVICES: Readonly<Record<TherapyModifier, readonly Service[]>> = {
  GP: [
    { hcpcs: '97110', unitCents: 2_912, units: 2 },
    { hcpcs: '97140', unitCents: 2_731, units: 1 },
    { hcpcs: '97112', unitCents: 3_318, units: 2 },
    { hcpcs: '97530', unitCents: 3_602, units: 1 },
    { hcpcs: '97116', unitCents: 2_877, units: 1 },
  ],
  GO: [
    { hcpcs: '97535', unitCents: 3_255, units: 2 },
    { hcpcs: '97530', unitCents: 3_602, units: 2 },
    { hcpcs: '97110', unitCents: 2_912, units: 1 },
  ],
  GN: [
    { hcpcs: '92507', unitCents: 7_543, units: 1 },
    { hcpcs: '92526', unitCents: 8_321, units: 1 },
  ],
};
const EVALUATIONS: Readonly<Record<TherapyModifier, Service>> = {
  GP: { hcpcs: '97161', unitCents: 9_822, units: 1 },
  GO: { hcpcs: '97165', unitCents: 9_731, units: 1 },
  GN: { hcpcs: '92523', unitCents: 21_045, units: 1 },
};
const NOT_THERAPY: Service = { hcpcs: '99213', unitCents: 8_915, units: 1 };
const REVENUE_CODES: Readonly<Record<TherapyModifier, string>> = {
  GP: '0420',
  GO: '0430',
  GN: '0440',
};
const DISCIPLINES: readonly TherapyModifier[] = ['GP', 'GP', 'GP', 'GP', 'GP', 'GO', 'GO', 'GN'];

export function claimsOf(maker: ClaimMaker, beneficiary: number): readonly ClaimFacts[] {
  const random = randomOf(beneficiary);
  const claims: ClaimFacts[] = [];
  for (const [year, kxThresholdCents] of maker.kxThresholds) {
    if (random() > 0.6) continue;
    const visits = courses(maker.market, year, random);
    const spent: Spent = { PT_SLP: 0, OT: 0 };
    for (const claim of billed(visits)) {
      const serial = String(beneficiary * CLAIMS_MOST + claims.length).padStart(11, '0');
      const icn = `${String(year).slice(2)}${serial}`;
      claims.push(claimOf(claim, { icn, spent, kxThresholdCents, random }));
    }
  }
  return claims;
}

/** One course mostly; now and then a second discipline, or another therapist of the same one. */
function courses(market: Market, year: number, random: Random): readonly Visit[] {
  const main = DISCIPLINES[Math.floor(random() * DISCIPLINES.length)] ?? 'GP';
  const visits = course(market, { year, discipline: main, random });
  if (random() < 0.15) {
    visits.push(...course(market, { year, discipline: main === 'GO' ? 'GP' : 'GO', random }));
  }
  if (random() < 0.08) visits.push(...course(market, { year, discipline: main, random }));
  return visits.sort((left, right) => (left.day < right.day ? -1 : left.day > right.day ? 1 : 0));
}

function course(
  market: Market,
  of: { readonly year: number; readonly discipline: TherapyModifier; readonly random: Random },
): Visit[] {
  const { year, discipline, random } = of;
  const pool = market.therapists[discipline];
  // A few therapists have many beneficiaries, most have some.
  const therapist = pool[Math.floor(random() ** 1.4 * pool.length)];
  if (therapist === undefined) throw new Error('a discipline without a therapist');
  const biller = therapist.billers[random() < 0.9 ? 0 : 1];
  const count = Math.min(MOST_VISITS, 1 + Math.floor(-Math.log(1 - random()) * MEAN_VISITS));
  let day = addDays(toIsoDay(`${year}-01-02`), Math.floor(random() * 300));
  const visits: Visit[] = [];
  while (visits.length < count && day.startsWith(String(year))) {
    visits.push({ day, therapist, biller, isFirst: visits.length === 0 });
    day = addDays(day, 2 + Math.floor(random() * 4));
  }
  return visits;
}

/** Professional claims hold one visit, institutional claims a month of one course. */
function billed(visits: readonly Visit[]): readonly (readonly Visit[])[] {
  const claims: (readonly Visit[])[] = [];
  const months = new Map<string, Visit[]>();
  for (const visit of visits) {
    if (visit.biller.typeOfBill === null) {
      claims.push([visit]);
      continue;
    }
    const key = `${visit.day.slice(0, 7)} ${visit.therapist.npi} ${visit.biller.npi}`;
    const month = months.get(key);
    if (month === undefined) {
      const started = [visit];
      months.set(key, started);
      claims.push(started);
    } else month.push(visit);
  }
  return claims;
}

interface Known {
  readonly icn: string;
  readonly spent: Spent;
  readonly kxThresholdCents: Cents;
  readonly random: Random;
}

function claimOf(visits: readonly Visit[], known: Known): ClaimFacts {
  const [first, last] = [visits[0], visits.at(-1)];
  if (first === undefined || last === undefined) throw new Error('a claim without a visit');
  const { biller, therapist } = first;
  const services = visits.flatMap((visit) =>
    servicesOf(visit, known.random).map((service) => ({ service, visit })),
  );
  const isClaimOver = biller.typeOfBill !== null && isOverWith(services, known);
  const lines = services.map(({ service, visit }, at) =>
    lineOf(at + 1, service, { ...known, visit, isClaimOver }),
  );
  const receivedDate = addDays(last.day, 3 + Math.floor(known.random() * 9));
  return {
    feed: 'x12-835',
    icn: known.icn,
    payerId: biller.payerId,
    payerName: 'SYNTHETIC CONTRACTOR',
    filingIndicator: biller.typeOfBill === null ? 'MB' : 'MA',
    claimType: biller.typeOfBill === null ? 'professional' : 'institutional',
    typeOfBill: biller.typeOfBill,
    placeOfService: biller.typeOfBill === null ? '11' : null,
    isCriticalAccess: false,
    status: '1',
    isReversal: false,
    replacesIcn: null,
    accountNumber: known.icn,
    receivedDate,
    paidDate: addDays(receivedDate, 14),
    statementFrom: null,
    statementTo: null,
    trace: `EFT${receivedDate}`,
    billingNpi: biller.npi,
    billingTin: biller.tin,
    billingState: biller.state,
    renderingNpi: therapist.npi,
    chargeCents: sum(lines, (line) => line.chargeCents),
    paidCents: sum(lines, (line) => line.paidCents),
    adjustments: [],
    remarks: [],
    lines,
    intakeNotes: [],
    mspAccrual: null,
  };
}

/** A facility's KX stands on the whole claim, once any line of it is above the threshold. */
function isOverWith(
  services: readonly { readonly service: Service; readonly visit: Visit }[],
  { spent, kxThresholdCents }: Known,
): boolean {
  let total = 0;
  for (const { service } of services) {
    if (service !== NOT_THERAPY) total += service.unitCents * service.units;
  }
  const discipline = services[0]?.visit.therapist.discipline ?? 'GP';
  return spent[groupOf(discipline)] + total > kxThresholdCents;
}

function groupOf(discipline: TherapyModifier): ThresholdGroup {
  return discipline === 'GO' ? 'OT' : 'PT_SLP';
}

function servicesOf(visit: Visit, random: Random): readonly Service[] {
  const { discipline } = visit.therapist;
  const services = SERVICES[discipline];
  const wanted = discipline === 'GN' ? 1 : 2 + Math.floor(random() * 2);
  const chosen: Service[] = visit.isFirst ? [EVALUATIONS[discipline]] : [];
  const from = Math.floor(random() * services.length);
  for (let at = 0; chosen.length < wanted; at += 1) {
    const service = services[(from + at) % services.length];
    if (service === undefined) break;
    chosen.push(random() < 0.03 ? { ...service, units: service.units + 4 } : service);
  }
  if (random() < 0.02) chosen.push(NOT_THERAPY);
  return chosen;
}

interface KnownOfLine extends Known {
  readonly visit: Visit;
  readonly isClaimOver: boolean;
}

function lineOf(number: number, service: Service, known: KnownOfLine): ClaimLine {
  const { visit, spent, random } = known;
  const { discipline, npi } = visit.therapist;
  const isTherapy = service !== NOT_THERAPY;
  const group = groupOf(discipline);
  const allowed = Math.round(service.unitCents * service.units * (0.92 + random() * 0.16));
  const hasKx = isTherapy && decidesKx(known, group, allowed);
  const isOver = spent[group] + allowed > known.kxThresholdCents;
  const isLimit = isTherapy && isOver && !hasKx && random() < 0.3;
  const isDenied = isLimit || random() < 0.03;
  if (isTherapy && !isDenied) spent[group] += allowed;
  const paid = isDenied ? 0 : Math.round(allowed * 0.784);
  const charge = Math.round(allowed * (2.1 + random() * 0.6));
  const modifiers: string[] = [];
  if (isTherapy) {
    modifiers.push(discipline);
    if (hasKx) modifiers.push('KX');
    if (random() < 0.1 && discipline !== 'GN') modifiers.push(discipline === 'GO' ? 'CO' : 'CQ');
    if (random() < 0.001) modifiers.push('GA');
  }
  return {
    line: number,
    serviceDate: visit.day,
    serviceDateEnd: visit.day,
    hcpcs: service.hcpcs,
    modifiers,
    submitted: null,
    revenueCode: visit.biller.typeOfBill === null ? null : REVENUE_CODES[discipline],
    units: service.units,
    chargeCents: toCents(charge),
    paidCents: toCents(paid),
    allowedCents: toCents(isDenied ? 0 : allowed),
    adjustments: isDenied ? denial(charge, isLimit) : shares(charge, allowed, paid),
    remarks: [],
    renderingNpi: npi,
    placeOfService: visit.biller.typeOfBill === null ? '11' : null,
    controlNumber: null,
    isDenied: false,
    isBalanced: true,
  };
}

/** What the therapist does, with a slip now and then. */
function decidesKx(known: KnownOfLine, group: ThresholdGroup, allowed: number): boolean {
  const { random, spent, kxThresholdCents } = known;
  const isOver = known.isClaimOver || spent[group] + allowed > kxThresholdCents;
  switch (known.visit.therapist.habit) {
    case 'from the first visit':
      return isOver || random() < 0.7;
    case 'forgets':
      return isOver && random() < 0.5;
    case 'merges the groups':
      return spent.PT_SLP + spent.OT + allowed > kxThresholdCents;
    case 'by the rule':
      return random() < 0.01 ? !isOver : isOver;
  }
}

function shares(charge: number, allowed: number, paid: number): readonly Adjustment[] {
  const coinsurance = Math.round(allowed * 0.2);
  return [
    { group: 'CO', reason: '45', cents: toCents(charge - allowed) },
    { group: 'PR', reason: '2', cents: toCents(coinsurance) },
    { group: 'CO', reason: '253', cents: toCents(allowed - paid - coinsurance) },
  ];
}

function denial(charge: number, isLimit: boolean): readonly Adjustment[] {
  return [{ group: isLimit ? 'PR' : 'CO', reason: isLimit ? '119' : '50', cents: toCents(charge) }];
}

function sum(lines: readonly ClaimLine[], amount: (line: ClaimLine) => Cents): Cents {
  return toCents(lines.reduce((total, line) => total + amount(line), 0));
}
