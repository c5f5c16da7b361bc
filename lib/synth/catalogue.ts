// INVENTED prices for the synthetic claims: round figures of a plausible size, no fee schedule of
// any year or place. Nothing here is reference data, and no rule may read it.

export type SynthDiscipline = 'PT' | 'OT' | 'SLP';

export type CodeRole =
  | 'evaluation'
  | 'reevaluation'
  | 'treatment'
  /** Never paid apart: denied with reason 97. */
  | 'bundled'
  /** A physician's visit beside the therapy: no therapy line. */
  | 'office_visit';

export interface CatalogueCode {
  readonly hcpcs: string;
  readonly role: CodeRole;
  /** Who bills it; empty for an office visit. */
  readonly disciplines: readonly SynthDiscipline[];
  readonly isTimed: boolean;
  /** Invented price of one unit. */
  readonly feeCents: number;
  /** How often it is chosen among the codes of the same role; 0: only where a habit asks for it. */
  readonly weight: number;
  /** Most units a therapist may bill on a day; a test holds these against the reference data. */
  readonly unitLimit: number;
}

export const MINUTES_PER_UNIT = 15;

const PT: readonly SynthDiscipline[] = ['PT'];
const OT: readonly SynthDiscipline[] = ['OT'];
const SLP: readonly SynthDiscipline[] = ['SLP'];
const PT_OT: readonly SynthDiscipline[] = ['PT', 'OT'];

export const SYNTH_CATALOGUE: readonly CatalogueCode[] = [
  untimed('97161', 'evaluation', PT, 10_210, 3),
  untimed('97162', 'evaluation', PT, 10_210, 5),
  untimed('97163', 'evaluation', PT, 10_210, 2),
  untimed('97164', 'reevaluation', PT, 7_020, 1),
  untimed('97165', 'evaluation', OT, 10_380, 3),
  untimed('97166', 'evaluation', OT, 10_380, 5),
  untimed('97167', 'evaluation', OT, 10_380, 2),
  untimed('97168', 'reevaluation', OT, 7_150, 1),
  untimed('92523', 'evaluation', SLP, 22_430, 1),
  untimed('92507', 'treatment', SLP, 7_640, 6),
  untimed('92526', 'treatment', SLP, 8_350, 3),
  timed('97110', PT_OT, 3_020, 9, 6),
  timed('97112', PT, 3_390, 6, 4),
  timed('97116', PT, 2_960, 4, 4),
  timed('97140', PT_OT, 2_780, 6, 6),
  timed('97530', PT_OT, 3_640, 8, 6),
  timed('97535', OT, 3_310, 6, 8),
  timed('97035', PT, 1_440, 1, 2),
  timed('97113', PT_OT, 3_540, 0, 6),
  timed('97542', PT_OT, 3_210, 0, 8),
  untimed('97150', 'treatment', PT_OT, 1_830, 1),
  untimed('G0283', 'treatment', PT, 1_120, 1),
  untimed('97010', 'bundled', PT, 0, 1),
  untimed('99213', 'office_visit', [], 9_260, 1),
];

/** Charged for a code that is never paid apart. */
export const BUNDLED_CHARGE_CENTS = 1_200;
/** Invented yearly deductible. */
export const SYNTH_DEDUCTIBLE_CENTS = 25_000;
/** What the multiple-procedure rule takes from a line, as a share of the price. Invented. */
export const MULTIPLE_PROCEDURE_SHARE = 0.22;
/** What an assistant's line is worth, as a share of the price. */
export const ASSISTANT_SHARE = 0.85;
export const COINSURANCE_SHARE = 0.2;
export const SEQUESTRATION_SHARE = 0.02;
/** Copayment a plan payer takes from the first line of a day. Invented. */
export const PLAN_COPAY_CENTS = 2_500;

function timed(
  hcpcs: string,
  disciplines: readonly SynthDiscipline[],
  ...rest: readonly [number, number, number]
): CatalogueCode {
  const [feeCents, weight, unitLimit] = rest;
  return { hcpcs, role: 'treatment', disciplines, isTimed: true, feeCents, weight, unitLimit };
}

function untimed(
  hcpcs: string,
  role: CodeRole,
  ...rest: readonly [readonly SynthDiscipline[], number, number]
): CatalogueCode {
  const [disciplines, feeCents, weight] = rest;
  return { hcpcs, role, disciplines, isTimed: false, feeCents, weight, unitLimit: 1 };
}
