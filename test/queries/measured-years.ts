// Random judged years in which everything occurs that a measure of a provider tells apart: several
// disciplines, settings, states, payers and billers, notices, denials at the limit, long days,
// units above their limit, KX by mistaken rules, a biller whose habit changes overnight.

import type { LineFlag } from '../../lib/domain/judgement.js';
import type { TherapyModifier } from '../../lib/domain/reference.js';
import type { JudgedYear } from '../../lib/pipeline/lake/ledger-rows.js';
import { shardOf } from '../../lib/ports/ledger-store.js';
import { fakeJudgedYear, type FakeLine } from '../pipeline/lake/fake-ledger.js';

export type Below = (below: number) => number;

export const THERAPISTS = ['1111111112', '1222222223', '1333333334'];
export const BILLERS = ['1444444445', '1555555556', '1222222223'];
/** From this day on this biller writes KX on everything. */
const JUMP = { billing: '1444444445', day: '2026-05-01' };

const PAYERS = ['05102', '09102'];
const STATES = ['FL', 'TX', null];
const BILL_TYPES = ['0131', '0221', '0999'];
const CODES = ['97110', '97140', '97530', '97035', '97161', 'G0283', '99998'];
const NOTICES = ['GA', 'GX', 'GY', 'GZ'] as const;
const DISCIPLINES: readonly TherapyModifier[] = ['GP', 'GN', 'GO'];
/** 2025 is made up: far enough above the published 2024 that last year's amount explains lines. */
const KX_CENTS: Readonly<Record<number, number>> = { 2025: 280_000, 2026: 248_000 };

/** Small numbers that look random and never change. */
export function numbers(seed: number): Below {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff;
    return Math.floor((state / 0x80000000) * below);
  };
}

export function measuredYears(
  seed: number,
  { people = 24, prefix = 'k1_m', isOneShard = false } = {},
): readonly JudgedYear[] {
  const next = numbers(seed);
  const years: JudgedYear[] = [];
  for (let person = 0, found = 0; found < people; person += 1) {
    const token = `${prefix}${String(person).padStart(3, '0')}`;
    // Each shard is a file, and a query on many small files is slow for nothing.
    if (isOneShard && shardOf(token) !== 0) continue;
    found += 1;
    for (const year of [2025, 2026]) {
      if (next(8) === 0) continue;
      years.push(personYear({ token, year, name: `${prefix}${person}` }, next));
    }
  }
  return years;
}

interface Whose {
  readonly token: string;
  readonly year: number;
  readonly name: string;
}

interface GivenLine extends Pick<FakeLine, 'icn' | 'day'> {
  readonly line: number;
  readonly billing: string | null;
  /** Whether the KX amount of the year is known. */
  readonly isKnown: boolean;
}

function personYear({ token, year, name }: Whose, next: Below): JudgedYear {
  const home = next(BILLERS.length);
  const kxThreshold = next(15) === 0 ? null : (KX_CENTS[year] ?? null);
  const lines: FakeLine[] = [];
  const count = 4 + next(26);
  // Few days, so that a day has several lines and a code may come twice.
  const days = Array.from({ length: 1 + next(10) }, () => anyDay(year, next)).sort();
  for (let at = 0; at < count; at += 1) {
    const billing = next(6) === 0 ? next(BILLERS.length + 1) : home;
    lines.push(
      anyLine(
        {
          icn: `${name}-${year}-${Math.floor(at / 3)}`,
          line: 1 + (at % 3),
          day: days[Math.floor((at * days.length) / count)] ?? `${year}-01-05`,
          billing: BILLERS[billing] ?? null,
          isKnown: kxThreshold !== null,
        },
        next,
      ),
    );
  }
  const outside = next(5) === 0 ? { PT_SLP: next(250_000), OT: next(90_000) } : undefined;
  return fakeJudgedYear({
    token,
    year,
    lines,
    kxThreshold,
    ...(outside === undefined ? {} : { outside }),
  });
}

function anyLine({ isKnown, ...given }: GivenLine, next: Below): FakeLine {
  const several = next(25) === 0;
  const discipline = several || next(20) === 0 ? null : (DISCIPLINES[next(5) % 3] ?? 'GP');
  const isJump = given.billing === JUMP.billing && given.day >= JUMP.day;
  const kx = isJump || (given.billing !== JUMP.billing && next(3) === 0) || next(12) === 0;
  const isLimit = discipline !== null && next(14) === 0;
  const notice = kx && next(5) === 0 ? NOTICES[next(4)] : undefined;
  return {
    ...given,
    discipline,
    kx,
    cents: next(25) === 0 ? 0 : 2_000 + next(36_000),
    chargeCents: 3_000 + next(90_000),
    certainty: next(9) === 0 ? 'depends_on_outside_spend' : 'certain',
    rendering: THERAPISTS[next(THERAPISTS.length + 1)] ?? null,
    isDenied: isLimit || next(14) === 0,
    hcpcs: CODES[next(CODES.length)] ?? '97110',
    units: unitsOf(next),
    modifiers: [...(several ? ['GO', 'GP'] : []), ...(notice === undefined ? [] : [notice])],
    notes: next(6) === 0 ? ['ASSISTANT_FURNISHED'] : [],
    flags: flagsOf({ several, isLimit, notice, isGrouped: discipline !== null }, next),
    claim: claimOf(next),
    ...(isLimit ? { verdict: limitVerdict(kx, notice) } : isKnown ? claimVerdict(kx, next) : {}),
  };
}

function anyDay(year: number, next: Below): string {
  const month = String(1 + next(12)).padStart(2, '0');
  return `${year}-${month}-${String(1 + next(28)).padStart(2, '0')}`;
}

function unitsOf(next: Below): number {
  if (next(12) === 0) return 30 + next(12);
  return next(20) === 0 ? 1.5 : 1 + next(5);
}

function claimOf(next: Below): NonNullable<FakeLine['claim']> {
  const place = {
    payerId: PAYERS[next(PAYERS.length)] ?? '05102',
    billingState: next(3) > 0 ? 'FL' : (STATES[next(STATES.length)] ?? null),
    billingTin: next(3) === 0 ? null : '900000001',
  };
  if (next(5) > 0) return place;
  const typeOfBill = BILL_TYPES[next(BILL_TYPES.length)] ?? null;
  return { ...place, claimType: 'institutional', typeOfBill };
}

function flagsOf(
  known: {
    readonly several: boolean;
    readonly isLimit: boolean;
    readonly notice: (typeof NOTICES)[number] | undefined;
    readonly isGrouped: boolean;
  },
  next: Below,
): readonly LineFlag[] {
  if (known.several) return ['MULTIPLE_DISCIPLINE_MODIFIERS'];
  if (!known.isGrouped) return ['PAYER_EXCLUDED'];
  const flags: LineFlag[] = [];
  if (next(10) === 0) flags.push('DISCIPLINE_CODE_MISMATCH');
  if (next(15) === 0) flags.push('DISCIPLINE_REVENUE_MISMATCH');
  if (known.notice !== undefined) flags.push(`KX_CONFLICT_${known.notice}`);
  if (known.notice === 'GA' && next(3) === 0) flags.push('KX_CONFLICT_GX');
  if (known.isLimit) flags.push('LIMIT_DENIED');
  return flags;
}

/** ACC-5 and DEN-2: the payer asked for KX, unless a notice says why there is none. */
function limitVerdict(kx: boolean, notice: string | undefined): NonNullable<FakeLine['verdict']> {
  if (notice !== undefined) return { expected: 'required', assessment: 'not_applicable' };
  return { expected: 'required', assessment: kx ? 'ok' : 'missing' };
}

/** KX-4, KX-5: now and then a line that follows its hospital claim. */
function claimVerdict(kx: boolean, next: Below): Pick<FakeLine, 'verdict'> {
  const kind = next(24);
  if (kind === 0) {
    return { verdict: { expected: 'claim_level', assessment: kx ? 'ok' : 'missing' } };
  }
  return kind === 1 ? { verdict: { expected: 'all_or_none', assessment: 'mixed' } } : {};
}
