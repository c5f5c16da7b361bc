// May a system put KX on a line by itself? Ten conditions, each true, false or unknowable from
// claims. Two are always unknowable, so the answer is never a plain yes: KX attests to the record.

import type { ClaimVersion } from '../domain/claim.js';
import type { GroupView, JudgedLine } from '../domain/judgement.js';
import { formatDollars } from '../domain/money.js';
import { therapyCodeOn, type ReferenceData } from '../domain/reference.js';
import { settingCounts } from '../domain/setting.js';
import type { DraftClaim } from './draft-claim.js';

export type Answer = true | false | 'unknowable';

export type ConditionName =
  | 'payer_is_medicare_ffs'
  | 'setting_counts'
  | 'code_is_therapy'
  | 'one_discipline_modifier'
  | 'total_exceeds_amount'
  | 'amount_is_known'
  | 'outside_spend_is_known'
  | 'no_denial_modifier'
  | 'documentation_supports_kx'
  | 'plan_of_care_is_certified';

export interface AutoApplyCondition {
  readonly condition: ConditionName;
  readonly answer: Answer;
  readonly reason: string;
  readonly rules: readonly string[];
}

export interface ConditionFacts {
  /** Is it Medicare fee-for-service? A draft may say so; a remittance is one by itself. */
  readonly payer: { readonly answer: Answer; readonly reason: string };
  readonly version: ClaimVersion;
  readonly judged: JudgedLine;
  readonly view: GroupView | null;
  readonly reference: ReferenceData;
}

type Finding = Omit<AutoApplyCondition, 'condition'>;

export const DENIAL_MODIFIERS: readonly string[] = ['GA', 'GX', 'GY', 'GZ'];
const DISCIPLINE_MODIFIERS: readonly string[] = ['GP', 'GO', 'GN'];

const CONDITIONS: readonly (readonly [ConditionName, (facts: ConditionFacts) => Finding])[] = [
  ['payer_is_medicare_ffs', ({ payer }) => ({ ...payer, rules: ['RULES-8.3'] })],
  ['setting_counts', setting],
  ['code_is_therapy', therapyCode],
  ['one_discipline_modifier', discipline],
  ['total_exceeds_amount', totalExceeds],
  ['amount_is_known', amountKnown],
  ['outside_spend_is_known', outsideKnown],
  ['no_denial_modifier', denialModifier],
  ['documentation_supports_kx', documentation],
  ['plan_of_care_is_certified', certification],
];

export function autoApplyConditions(facts: ConditionFacts): readonly AutoApplyCondition[] {
  return CONDITIONS.map(([condition, test]) => ({ condition, ...test(facts) }));
}

/** False when any condition is; else unknowable, since no claim shows the record. */
export function mayAutoApply(conditions: readonly AutoApplyCondition[]): Answer {
  if (conditions.some(({ answer }) => answer === false)) return false;
  return conditions.every(({ answer }) => answer === true) ? true : 'unknowable';
}

export function payerOfDraft({ payer }: DraftClaim): ConditionFacts['payer'] {
  if (payer === undefined) {
    const reason = 'The draft names no payer; it was judged as Medicare fee-for-service.';
    return { answer: 'unknowable', reason };
  }
  return payer === 'MEDICARE_FFS'
    ? { answer: true, reason: 'The draft goes to Medicare fee-for-service.' }
    : { answer: false, reason: 'The draft goes to another payer.' };
}

function setting({ version, judged, reference }: ConditionFacts): Finding {
  const counts = settingCounts(version, judged.line.serviceDate, reference);
  const what = version.typeOfBill === null ? 'A professional claim' : `Bill ${version.typeOfBill}`;
  const verb = counts ? 'counts' : 'does not count';
  return { answer: counts, reason: `${what} ${verb} toward the amounts.`, rules: ['SET-1'] };
}

function therapyCode({ judged, reference }: ConditionFacts): Finding {
  const { hcpcs, serviceDate } = judged.line;
  const rows = reference.therapyCodes.get(hcpcs) ?? [];
  if (rows.some((row) => row.disposition === 'not_therapy')) {
    return { answer: false, reason: `${hcpcs} is not therapy.`, rules: ['ID-6'] };
  }
  const row = therapyCodeOn(reference, hcpcs, serviceDate);
  if (row === null) {
    const reason = `${hcpcs} is on no therapy list of ${serviceDate}.`;
    return { answer: 'unknowable', reason, rules: ['ID-1', 'ID-2'] };
  }
  if (row.disposition === 'always') {
    return { answer: true, reason: `${hcpcs} is always therapy.`, rules: ['ID-2'] };
  }
  return statedDisciplines(judged).length > 0
    ? {
        answer: true,
        reason: `${hcpcs} is therapy under the modifier it carries.`,
        rules: ['ID-2'],
      }
    : {
        answer: false,
        reason: `${hcpcs} is only sometimes therapy and carries no GP, GO or GN.`,
        rules: ['ID-2'],
      };
}

function discipline({ judged }: ConditionFacts): Finding {
  const stated = statedDisciplines(judged);
  const rules = ['ID-1'];
  if (stated.length === 1) return { answer: true, reason: `The line carries ${stated[0]}.`, rules };
  const reason =
    stated.length === 0
      ? 'The line carries none of GP, GO and GN.'
      : `The line carries ${stated.join(' and ')}.`;
  return { answer: false, reason, rules };
}

function statedDisciplines({ line }: JudgedLine): readonly string[] {
  return DISCIPLINE_MODIFIERS.filter((modifier) => line.modifiers.includes(modifier));
}

function totalExceeds({ judged, view }: ConditionFacts): Finding {
  if (view === null) return { answer: false, reason: 'The line is in no total.', rules: [] };
  const after = judged.afterCents === null ? '' : ` (${formatDollars(judged.afterCents)})`;
  switch (judged.kxExpected) {
    case 'required':
      return isOpen(judged)
        ? {
            answer: 'unknowable',
            reason: 'It depends on when other providers billed.',
            rules: ['SEED-1'],
          }
        : {
            answer: true,
            reason: `The total after the line${after} is above the amount.`,
            rules: ['KX-1'],
          };
    case 'claim_level':
      return {
        answer: true,
        reason: 'Another line of this institutional claim is above, which puts KX on this one.',
        rules: ['KX-4'],
      };
    case 'all_or_none':
      return {
        answer: 'unknowable',
        reason: 'KX may stand on all SLP lines of the claim or on none; all is the safer choice.',
        rules: ['KX-5'],
      };
    case 'not_required':
      return judged.completeness === 'own_only' || isOpen(judged)
        ? {
            answer: 'unknowable',
            reason: `Not by own claims${after}; spend with other providers is not known.`,
            rules: ['SEED-1'],
          }
        : {
            answer: false,
            reason: `The total after the line${after} is not above the amount.`,
            rules: ['KX-1'],
          };
    case 'not_applicable':
      return { answer: false, reason: 'The line adds nothing that asks for KX.', rules: ['ACC-5'] };
    case 'not_determined':
      return { answer: 'unknowable', reason: 'The amount is not known.', rules: ['THR-2'] };
  }
}

function isOpen(judged: JudgedLine): boolean {
  return judged.kxCertainty === 'depends_on_outside_spend';
}

function amountKnown({ judged, reference }: ConditionFacts): Finding {
  const row = reference.thresholds.get(judged.year);
  const cents = row?.kxCents[judged.group ?? 'PT_SLP'] ?? null;
  if (cents !== null && row?.isKxRemedyAvailable === true) {
    const reason = `The KX amount of ${judged.year} is ${formatDollars(cents)}.`;
    return { answer: true, reason, rules: ['THR-2'] };
  }
  return row === undefined || row.isKxAmountPending
    ? { answer: false, reason: `The KX amount of ${judged.year} is not known.`, rules: ['THR-2'] }
    : { answer: false, reason: `KX could not be used in ${judged.year}.`, rules: ['THR-2A'] };
}

function outsideKnown({ judged, view }: ConditionFacts): Finding {
  const rules = ['SEED-1'];
  if (view === null) return { answer: 'unknowable', reason: 'The line is in no total.', rules };
  if (judged.completeness === 'own_only') {
    const reason = judged.rules.includes('SEED-1')
      ? 'A figure is entered, but a claim of the beneficiary is in quarantine.'
      : 'No figure for other providers is entered.';
    return { answer: false, reason, rules };
  }
  const outside = `${formatDollars(view.outsideCents)} with other providers is entered`;
  const stale = view.isLowerBound ? '; what they billed since then is not in it' : '';
  return { answer: true, reason: `${outside}${stale}.`, rules };
}

function denialModifier({ judged }: ConditionFacts): Finding {
  const found = DENIAL_MODIFIERS.filter((modifier) => judged.line.modifiers.includes(modifier));
  return found.length === 0
    ? { answer: true, reason: 'The line carries none of GA, GX, GY and GZ.', rules: ['KX-8'] }
    : {
        answer: false,
        reason: `The line carries ${found.join(' and ')}, which KX contradicts.`,
        rules: ['KX-8', 'ABN-2'],
      };
}

function documentation(): Finding {
  return {
    answer: 'unknowable',
    reason: 'Claims do not show whether the record justifies the care; a clinician has to say so.',
    rules: ['KX-11', 'DOC-9'],
  };
}

function certification(): Finding {
  return {
    answer: 'unknowable',
    reason: 'Claims do not show whether a plan of care stands and is certified in time.',
    rules: ['DOC-2', 'DOC-3', 'DOC-3a', 'DOC-4'],
  };
}
