// The providers of the bench: therapists by discipline, billers with tax numbers, states and
// settings, and how each therapist sets KX. A figure of the bench only: nothing detects from it.

import type { TherapyModifier } from '../lib/domain/reference.js';

export type KxHabit = 'by the rule' | 'from the first visit' | 'forgets' | 'merges the groups';

export interface Biller {
  readonly npi: string;
  readonly tin: string;
  readonly state: string;
  readonly payerId: string;
  /** Null = professional claims. */
  readonly typeOfBill: string | null;
}

export interface Therapist {
  readonly npi: string;
  readonly discipline: TherapyModifier;
  readonly habit: KxHabit;
  readonly billers: readonly [Biller, Biller];
}

export interface Market {
  readonly therapists: Readonly<Record<TherapyModifier, readonly Therapist[]>>;
}

const THERAPISTS_PER_BILLER = 8;
const BILLERS_PER_TIN = 1.5;
/** Contractor numbers of Part A and Part B that the reference data knows. */
const PAYERS: readonly (readonly [state: string, partA: string, partB: string])[] = [
  ['CA', '01111', '01112'],
  ['NV', '01311', '01312'],
  ['AZ', '03101', '03102'],
  ['WA', '02401', '02402'],
  ['OR', '02301', '02302'],
  ['UT', '03501', '03502'],
  ['ID', '02201', '02202'],
  ['CA', '01111', '01182'],
];
/** By a biller's number: 13 of 20 professional, 4 hospitals, 2 nursing facilities, 1 agency. */
const TYPES_OF_BILL: readonly (string | null)[] = [
  ...Array.from({ length: 13 }, () => null),
  '0131',
  '0131',
  '0131',
  '0131',
  '0231',
  '0231',
  '0741',
];

export function market(therapists: number): Market {
  const billers = Array.from(
    { length: Math.ceil(therapists / THERAPISTS_PER_BILLER) },
    (_, at): Biller => billerAt(at),
  );
  const byDiscipline: Record<TherapyModifier, Therapist[]> = { GP: [], GO: [], GN: [] };
  for (let at = 0; at < therapists; at += 1) {
    const discipline = at % 10 < 7 ? 'GP' : at % 10 < 9 ? 'GO' : 'GN';
    const home = Math.floor(at / THERAPISTS_PER_BILLER);
    const [own, other] = [billers[home], billers[(home + 1) % billers.length]];
    if (own === undefined || other === undefined) throw new Error('a therapist without a biller');
    const npi = `21${String(at).padStart(8, '0')}`;
    byDiscipline[discipline].push({ npi, discipline, habit: habitAt(at), billers: [own, other] });
  }
  return { therapists: byDiscipline };
}

function billerAt(at: number): Biller {
  const [state, partA, partB] = PAYERS[(at * 5) % PAYERS.length] ?? ['CA', '01111', '01112'];
  const typeOfBill = TYPES_OF_BILL[(at * 7) % TYPES_OF_BILL.length] ?? null;
  return {
    npi: `20${String(at).padStart(8, '0')}`,
    tin: `99${String(Math.floor(at / BILLERS_PER_TIN)).padStart(7, '0')}`,
    state,
    payerId: typeOfBill === null ? partB : partA,
    typeOfBill,
  };
}

/** Of 100 therapists 6 set KX from the first visit, 5 forget it, 2 merge the groups. */
function habitAt(at: number): KxHabit {
  const place = (at * 37) % 100;
  if (place < 6) return 'from the first visit';
  if (place < 11) return 'forgets';
  return place < 13 ? 'merges the groups' : 'by the rule';
}
