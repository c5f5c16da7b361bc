// Is a line outpatient therapy, whose discipline, which group (RULES 3)? A line outside every group
// accrues nothing, and says why.

import type { ClaimFacts, ClaimLine } from './claim.js';
import type { LineFlag, LineNote } from './judgement.js';
import { payerKind } from './payer-kind.js';
import {
  therapyCodeOn,
  type ReferenceData,
  type TherapyCode,
  type TherapyModifier,
  type ThresholdGroup,
} from './reference.js';
import { settingCounts } from './setting.js';

export interface TherapyClass {
  readonly group: ThresholdGroup | null;
  readonly discipline: TherapyModifier | null;
  readonly flags: readonly LineFlag[];
  readonly notes: readonly LineNote[];
  readonly rules: readonly string[];
}

/** BKT-1: PT and SLP feed one group, OT the other. */
const GROUP_OF: Readonly<Record<TherapyModifier, ThresholdGroup>> = {
  GP: 'PT_SLP',
  GN: 'PT_SLP',
  GO: 'OT',
};

/** The class of nearly every line, a known code with a fitting modifier: shared, not made. */
const AS_STATED: Readonly<Record<TherapyModifier, TherapyClass>> = {
  GP: asStated('GP'),
  GN: asStated('GN'),
  GO: asStated('GO'),
};

/** ID-4: revenue codes 042X, 043X, 044X belong to one discipline each. */
const DISCIPLINE_OF_REVENUE: Readonly<Record<string, TherapyModifier>> = {
  '042': 'GP',
  '043': 'GO',
  '044': 'GN',
};

export function classifyLine(
  claim: ClaimFacts,
  line: ClaimLine,
  reference: ReferenceData,
): TherapyClass {
  const payer = payerKind(claim, reference);
  if (payer === 'UNVERIFIED') return outside('RULES-8.3', ['PAYER_UNVERIFIED']);
  if (payer !== 'MEDICARE_FFS') return outside('RULES-8.3', ['PAYER_EXCLUDED']);
  if (!settingCounts(claim, line.serviceDate, reference)) {
    return outside('SET-1', ['SETTING_EXCLUDED']);
  }
  const code = therapyCodeOn(reference, line.hcpcs, line.serviceDate);
  if (isNeverTherapy(line, reference)) return outside('ID-6', []);
  const discipline = statedDiscipline(line.modifiers);
  if (discipline === 'several') return outside('ID-1', ['MULTIPLE_DISCIPLINE_MODIFIERS']);
  if (discipline !== null) return inGroup(claim, line, { discipline, code });
  return code === null ? outside('ID-6', []) : withoutModifier(claim, line, code);
}

function statedDiscipline(modifiers: readonly string[]): TherapyModifier | 'several' | null {
  let stated: TherapyModifier | null = null;
  for (const modifier of modifiers) {
    if (modifier !== 'GP' && modifier !== 'GO' && modifier !== 'GN') continue;
    if (stated !== null && stated !== modifier) return 'several';
    stated = modifier;
  }
  return stated;
}

/** ID-6: respiratory care, needle EMG and the like: a discipline modifier there is an error. */
function isNeverTherapy(line: ClaimLine, reference: ReferenceData): boolean {
  const rows = reference.therapyCodes.get(line.hcpcs);
  return rows !== undefined && rows.some((row) => row.disposition === 'not_therapy');
}

function inGroup(
  claim: ClaimFacts,
  line: ClaimLine,
  known: { readonly discipline: TherapyModifier; readonly code: TherapyCode | null },
): TherapyClass {
  const { discipline, code } = known;
  const required = code?.requiredDiscipline ?? discipline;
  const expected = revenueDiscipline(claim, line) ?? discipline;
  if (required === discipline && expected === discipline && code !== null) {
    return AS_STATED[discipline];
  }
  const flags: LineFlag[] = [];
  const rules = ['ID-1', 'BKT-1'];
  if (required !== discipline) {
    flags.push('DISCIPLINE_CODE_MISMATCH');
    rules.push('ID-3');
  }
  if (expected !== discipline) {
    flags.push('DISCIPLINE_REVENUE_MISMATCH');
    rules.push('ID-4');
  }
  // CWF counts whatever carries the modifier (ID-1), also a code newer than our list.
  const notes: LineNote[] = code === null ? ['CODE_NOT_ON_THERAPY_LIST'] : [];
  return { group: GROUP_OF[discipline], discipline, flags, notes, rules };
}

/** ID-2, ID-7: sometimes-codes do not count; institutional always-codes follow the revenue code. */
function withoutModifier(claim: ClaimFacts, line: ClaimLine, code: TherapyCode): TherapyClass {
  if (code.disposition === 'sometimes') return outside('ID-2', []);
  const inferred = revenueDiscipline(claim, line);
  if (inferred === null) return outside('ID-7', ['DISCIPLINE_UNRESOLVED']);
  return {
    group: GROUP_OF[inferred],
    discipline: inferred,
    flags: ['DISCIPLINE_FROM_REVENUE_CODE'],
    notes: [],
    rules: ['ID-7', 'BKT-1'],
  };
}

function revenueDiscipline(claim: ClaimFacts, line: ClaimLine): TherapyModifier | null {
  if (claim.claimType !== 'institutional' || line.revenueCode === null) return null;
  return DISCIPLINE_OF_REVENUE[line.revenueCode.padStart(4, '0').slice(0, 3)] ?? null;
}

function asStated(discipline: TherapyModifier): TherapyClass {
  const group = GROUP_OF[discipline];
  return { group, discipline, flags: [], notes: [], rules: ['ID-1', 'BKT-1'] };
}

function outside(rule: string, flags: readonly LineFlag[]): TherapyClass {
  return { group: null, discipline: null, flags, notes: [], rules: [rule] };
}
