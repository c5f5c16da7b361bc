// Decision replay: the conditions under which software may put KX on a line, asked of a claim that
// was paid. Two of them no claim can answer; so the sum is never a plain yes.

import type { ReferenceData } from '../../domain/reference.js';
import { autoApplyConditions, type ConditionName } from '../../pipeline/auto-apply-conditions.js';
import type { BeneficiaryLedger } from '../../pipeline/read-beneficiary.js';
import type { ClaimAnswer, ConditionAnswer } from '../contract/claims.js';

const QUESTIONS: Readonly<Record<ConditionName, string>> = {
  payer_is_medicare_ffs: 'Is the payer Medicare fee-for-service?',
  setting_counts: 'Does the setting count toward the amounts?',
  code_is_therapy: 'Is the code therapy?',
  one_discipline_modifier: 'Does the line carry exactly one of GP, GO, GN?',
  total_exceeds_amount: 'Is the total above the KX amount?',
  amount_is_known: 'Is the KX amount of the year known?',
  outside_spend_is_known: 'Is spend with other providers known?',
  no_denial_modifier: 'Is there no GA, GX, GY or GZ?',
  documentation_supports_kx: 'Does the record support KX?',
  plan_of_care_is_certified: 'Is the plan of care certified?',
};

const PAYER = { answer: true, reason: 'The remittance is a Medicare contractor’s.' } as const;

export function conditionsOf(
  ledger: BeneficiaryLedger,
  claim: string,
  reference: ReferenceData,
): ClaimAnswer['conditions'] {
  const answers: Record<string, readonly ConditionAnswer[]> = {};
  for (const year of ledger.years) {
    for (const judged of year.lines) {
      if (judged.claim.icn !== claim || judged.group === null) continue;
      const version = judged.claim;
      const view = year.groups.find(({ group }) => group === judged.group) ?? null;
      const conditions = autoApplyConditions({ payer: PAYER, version, judged, view, reference });
      answers[String(judged.line.line)] = conditions.map(({ condition, answer, reason }) => ({
        name: condition,
        question: QUESTIONS[condition],
        answer,
        reason,
      }));
    }
  }
  return answers;
}
