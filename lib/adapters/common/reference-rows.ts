// The columns of each file in reference/, and how a row becomes what the rules see.

import * as z from 'zod';
import { toIsoDay } from '../../domain/day.js';
import type {
  BillTypeRow,
  Citation,
  Contractor,
  KxContextRow,
  ReasonCode,
  TherapyCode,
  TherapyModifier,
  ThresholdYear,
} from '../../domain/reference.js';
import * as cell from './reference-cells.js';

const thresholdSchema = z.strictObject({
  year: cell.yearCell,
  regime: cell.wordCell([
    'hard_cap',
    'hard_cap_partial_year',
    'moratorium',
    'cap_with_exceptions',
    'kx_threshold',
  ]),
  kx_pt_slp: cell.optionalAmountCell,
  kx_ot: cell.optionalAmountCell,
  kx_remedy: cell.yesNoCell,
  review_regime: cell.requiredText,
  review_pt_slp: cell.optionalAmountCell,
  review_ot: cell.optionalAmountCell,
  review_from: cell.dayCell,
  ...cell.citationCells,
  note: cell.optionalText,
});

const disciplinesCell = cell
  .patternCell('must be GP, GO, GN with spaces between, or empty', /^((GP|GO|GN)( (GP|GO|GN))*)?$/)
  .transform((text) => text.split(' ').filter(isTherapyModifier));

const therapyCodeSchema = z.strictObject({
  code: cell.patternCell('must be a five-character code', /^[0-9A-Z]\d{3}[0-9A-Z]$/),
  disposition: cell.wordCell(['always', 'sometimes', 'not_therapy']),
  timed: cell.wordCell(['yes', 'no', 'unknown']),
  minutes_per_unit: cell.optionalCountCell,
  allowed_disciplines: disciplinesCell,
  required_discipline: cell.wordCell(['GP', 'GO', 'GN', '']),
  effective_from: cell.optionalDayCell,
  effective_to: cell.optionalDayCell,
  mue_practitioner: cell.optionalCountCell,
  mue_outpatient: cell.optionalCountCell,
  description: cell.requiredText,
  ...cell.citationCells,
  note: cell.optionalText,
});

const contractorSchema = z.strictObject({
  number: cell.patternCell('must be five digits', /^\d{5}$/),
  part: cell.wordCell(['A', 'B']),
  jurisdiction: cell.requiredText,
  name: cell.requiredText,
  states: cell.requiredText,
  ...cell.citationCells,
});

const billTypeSchema = z.strictObject({
  prefix: cell.patternCell('must be two digits', /^\d\d$/),
  setting: cell.requiredText,
  counts_from: cell.optionalDayCell,
  counts_from_critical_access: cell.optionalDayCell,
  ...cell.citationCells,
  note: cell.optionalText,
});

const reasonCodeSchema = z.strictObject({
  reason: cell.patternCell('must be an adjustment reason code', /^[A-Z]?\d{1,3}$/),
  role: cell.wordCell([
    'contractual',
    'deductible',
    'coinsurance',
    'copayment',
    'sequestration',
    'prior_payer',
    'multiple_procedure',
    'bundled',
    'limit_reached',
    'denial',
    'other',
  ]),
  meaning: cell.requiredText,
  ...cell.citationCells,
});

const kxContextSchema = z.strictObject({
  code_prefix: cell.patternCell('must be 1 to 5 capitals or digits', /^[0-9A-Z]{1,5}$/),
  context: cell.wordCell([
    'dmepos',
    'dental',
    'hospice_notice',
    'sex_procedure_conflict',
    'respiratory',
  ]),
  meaning: cell.requiredText,
  ...cell.citationCells,
});

export const REFERENCE_FILES = {
  thresholds: { file: 'thresholds.csv', schema: thresholdSchema },
  therapyCodes: { file: 'therapy-codes.csv', schema: therapyCodeSchema },
  contractors: { file: 'contractors.csv', schema: contractorSchema },
  billTypes: { file: 'bill-types.csv', schema: billTypeSchema },
  reasonCodes: { file: 'reason-codes.csv', schema: reasonCodeSchema },
  kxContexts: { file: 'kx-contexts.csv', schema: kxContextSchema },
} as const;

/** An empty amount is pending only where the law sets one: from 2018 on (THR-2b, THR-3). */
export function thresholdYearOf(row: z.infer<typeof thresholdSchema>): ThresholdYear {
  const hasKxAmount = row.kx_pt_slp !== null && row.kx_ot !== null;
  const hasReviewAmount = row.review_pt_slp !== null && row.review_ot !== null;
  return {
    ...citationOf(row),
    year: row.year,
    regime: row.regime,
    kxCents: { PT_SLP: row.kx_pt_slp, OT: row.kx_ot },
    reviewCents: { PT_SLP: row.review_pt_slp, OT: row.review_ot },
    reviewFrom: row.review_from,
    isKxRemedyAvailable: row.kx_remedy,
    isKxAmountPending: row.regime === 'kx_threshold' && !hasKxAmount,
    isReviewAmountPending: row.regime === 'kx_threshold' && !hasReviewAmount,
    note: row.note,
  };
}

export function therapyCodeOf(row: z.infer<typeof therapyCodeSchema>): TherapyCode {
  return {
    ...citationOf(row),
    code: row.code,
    disposition: row.disposition,
    isTimed: row.timed === 'yes',
    minutesPerUnit: row.minutes_per_unit,
    allowedDisciplines: row.allowed_disciplines,
    requiredDiscipline: row.required_discipline === '' ? null : row.required_discipline,
    effectiveFrom: row.effective_from,
    effectiveTo: row.effective_to,
    muePractitioner: row.mue_practitioner,
    mueOutpatient: row.mue_outpatient,
    description: row.description,
  };
}

export function contractorOf(row: z.infer<typeof contractorSchema>): Contractor {
  const { number, part, jurisdiction, name, states } = row;
  return { ...citationOf(row), number, part, jurisdiction, name, states };
}

export function billTypeOf(row: z.infer<typeof billTypeSchema>): BillTypeRow {
  return {
    ...citationOf(row),
    prefix: row.prefix,
    setting: row.setting,
    countsFrom: row.counts_from,
    countsFromCriticalAccess: row.counts_from_critical_access,
  };
}

export function reasonCodeOf(row: z.infer<typeof reasonCodeSchema>): ReasonCode {
  return { ...citationOf(row), reason: row.reason, role: row.role, meaning: row.meaning };
}

export function kxContextOf(row: z.infer<typeof kxContextSchema>): KxContextRow {
  const { code_prefix: codePrefix, context, meaning } = row;
  return { ...citationOf(row), codePrefix, context, meaning };
}

function citationOf(row: {
  readonly source: string;
  readonly confidence: string;
  readonly checked_on: string;
}): Citation {
  return {
    source: row.source,
    confidence: row.confidence,
    checkedOn: toIsoDay(row.checked_on),
  };
}

function isTherapyModifier(text: string): text is TherapyModifier {
  return text === 'GP' || text === 'GO' || text === 'GN';
}
