import { describe, expect, it } from '@jest/globals';
import { adjudicateClaim, type BilledLine, type Denial } from '../../lib/synth/adjudicate.js';
import { dayNumberOf } from '../../lib/synth/calendar.js';
import { SYNTH_CATALOGUE } from '../../lib/synth/catalogue.js';
import { ADVANTAGE_PAYER, contractorPayer, type SynthPayer } from '../../lib/synth/payers.js';

const SHOWS_CUT = contractorPayer({ payerId: '12502', part: 'B' }, 0);
const HIDES_CUT = contractorPayer({ payerId: '12402', part: 'B' }, 1);
const LIMIT: Denial = { group: 'CO', reason: '119', remark: null };
const BUNDLED: Denial = { group: 'CO', reason: '97', remark: 'M15' };

interface Case {
  readonly name: string;
  readonly payer: SynthPayer;
  readonly deductible: number;
  readonly denial: Denial | null;
  readonly paid: number;
  readonly allowed: number;
  readonly cas: readonly string[];
}

const CASES: readonly Case[] = [
  {
    name: 'a fifth from the beneficiary, then two percent of the payment',
    payer: HIDES_CUT,
    deductible: 0,
    denial: null,
    paid: 7840,
    allowed: 10_000,
    cas: ['CO45=5000', 'CO253=160', 'PR2=2000'],
  },
  {
    name: 'the multiple-procedure cut apart where the contractor shows it',
    payer: SHOWS_CUT,
    deductible: 0,
    denial: null,
    paid: 7840,
    allowed: 10_000,
    cas: ['CO45=3000', 'CO59=2000', 'CO253=160', 'PR2=2000'],
  },
  {
    name: 'part of the deductible first',
    payer: HIDES_CUT,
    deductible: 4000,
    denial: null,
    paid: 4704,
    allowed: 10_000,
    cas: ['CO45=5000', 'CO253=96', 'PR1=4000', 'PR2=1200'],
  },
  {
    name: 'nothing on a line that only meets the deductible',
    payer: HIDES_CUT,
    deductible: 25_000,
    denial: null,
    paid: 0,
    allowed: 10_000,
    cas: ['CO45=5000', 'PR1=10000'],
  },
  {
    name: 'nothing at the limit',
    payer: HIDES_CUT,
    deductible: 0,
    denial: LIMIT,
    paid: 0,
    allowed: 0,
    cas: ['CO119=15000'],
  },
  {
    name: 'nothing for a bundled service, which is no denial',
    payer: HIDES_CUT,
    deductible: 0,
    denial: BUNDLED,
    paid: 0,
    allowed: 0,
    cas: ['CO97=15000'],
  },
  {
    name: 'all but the copayment of a plan',
    payer: ADVANTAGE_PAYER,
    deductible: 25_000,
    denial: null,
    paid: 7500,
    allowed: 10_000,
    cas: ['CO45=5000', 'PR3=2500'],
  },
];

function billed(denial: Denial | null): BilledLine {
  const code = SYNTH_CATALOGUE.find(({ hcpcs }) => hcpcs === '97110');
  if (code === undefined) throw new Error('97110 is in the catalogue');
  return {
    service: {
      day: dayNumberOf(2025, 3, 4),
      code,
      discipline: 'PT',
      therapist: null,
      renderingNpi: null,
      units: 3,
      isAssistant: true,
      leadingModifier: '59',
      putsKxFirst: false,
      chargeCents: 15_000,
      allowedCents: 10_000,
      multipleProcedureCents: 2000,
      stopsBelow: null,
      plantedBy: null,
    },
    kx: { hasKx: true, notice: null, isOver: true, plantedBy: null },
    denial,
    plantedBy: null,
  };
}

describe('adjudicateClaim', () => {
  it.each(CASES)('pays $name', ({ payer, deductible, denial, paid, allowed, cas }) => {
    const [line] = adjudicateClaim({
      lines: [billed(denial)],
      payer,
      setting: { kind: 'professional', placeOfService: '11' },
      claimNumber: 12,
      deductibleLeft: new Map([[2025, deductible]]),
    });

    expect(line?.paidCents).toBe(paid);
    expect(line?.allowedCents).toBe(allowed);
    expect(line?.adjustments.map((one) => `${one.group}${one.reason}=${one.cents}`)).toEqual(cas);
    expect(line?.denialReason).toBe(denial === LIMIT ? '119' : null);
  });

  it('uses the deductible up over lines, and takes a copayment once a day', () => {
    const claim = {
      lines: [billed(null), billed(null)],
      setting: { kind: 'institutional', facility: '74' },
      claimNumber: null,
    } as const;
    const deductibleLeft = new Map([[2025, 12_000]]);

    const medicare = adjudicateClaim({ ...claim, payer: HIDES_CUT, deductibleLeft });
    const plan = adjudicateClaim({ ...claim, payer: ADVANTAGE_PAYER, deductibleLeft });

    expect(medicare.map((line) => line.paidCents)).toEqual([0, 6272]);
    expect(deductibleLeft.get(2025)).toBe(0);
    expect(plan.map((line) => line.paidCents)).toEqual([7500, 10_000]);
  });

  it('orders modifiers and names the revenue center of a facility', () => {
    const claim = { payer: HIDES_CUT, claimNumber: 12, deductibleLeft: new Map<number, number>() };
    const plain = billed(null);
    const kxFirst = { ...plain, service: { ...plain.service, putsKxFirst: true } };
    const withGa = { ...plain, kx: { ...plain.kx, notice: 'GA' as const } };

    const lines = adjudicateClaim({
      ...claim,
      setting: { kind: 'institutional', facility: '74' },
      lines: [plain, kxFirst, withGa],
    });

    expect(lines.map((line) => line.modifiers.join(':'))).toEqual([
      '59:GP:CQ:KX',
      'KX:59:GP:CQ',
      'GP:CQ:KX:GA',
    ]);
    expect(lines.map((line) => line.revenueCode)).toEqual(['0420', '0420', '0420']);
    expect(lines.map((line) => line.controlNumber)).toEqual(['1201', '1202', '1203']);
  });
});
