// The vocabulary of a judged line in sentences: each flag, note and verdict word, for people.
// The types make the tables complete: a new word without a sentence does not compile.

import type {
  Completeness,
  KxAssessment,
  KxCertainty,
  KxExpected,
  LineFlag,
  LineNote,
  ReceivedSource,
} from './judgement.js';
import type { VersionStateKind } from './resolve-versions.js';

type Sentences<Word extends string> = Readonly<Record<Word, string>>;

export const FLAG_SENTENCES: Sentences<LineFlag> = {
  REVIEW_EXPOSED: 'The total after this line is above the review amount.',
  LIMIT_DENIED: 'Denied because the limit was used up (reason 119): a reopening may be possible.',
  PAYER_UNVERIFIED: 'The payer says Medicare but is on no list: not counted until you confirm it.',
  KX_CONFLICT_GA: 'KX stands beside GA, which expects a denial.',
  KX_CONFLICT_GX: 'KX stands beside GX, a voluntary notice that the service is not covered.',
  KX_CONFLICT_GY: 'KX stands beside GY, which says that the service is not covered by law.',
  KX_CONFLICT_GZ: 'KX stands beside GZ, which expects a denial without a notice.',
  SLP_KX_MIXED: 'Some SLP lines of this institutional claim carry KX and others do not.',
  KX_NON_THERAPY_IGNORED: 'KX stands on a line outside the totals and is not judged here.',
  PAYER_EXCLUDED: 'The payer is not Medicare fee-for-service, so the line does not count.',
  SETTING_EXCLUDED: 'The setting does not count toward the amounts on that day of service.',
  DISCIPLINE_UNRESOLVED: 'A therapy code without GP, GO or GN: no total can be chosen for it.',
  MULTIPLE_DISCIPLINE_MODIFIERS: 'More than one of GP, GO and GN: no total can be chosen for it.',
  DISCIPLINE_CODE_MISMATCH: 'The code belongs to another discipline than the modifier says.',
  DISCIPLINE_REVENUE_MISMATCH: 'The revenue code names another discipline than the modifier.',
  DISCIPLINE_FROM_REVENUE_CODE: 'The discipline was taken from the revenue code: less certain.',
};

export const NOTE_SENTENCES: Sentences<LineNote> = {
  ALLOWED_REBUILT: 'The remittance states no allowed amount; it was rebuilt from its parts.',
  LINE_UNBALANCED: 'Charge less adjustments is not what was paid: look at the remittance.',
  ASSISTANT_FURNISHED: 'CQ or CO: furnished by an assistant; the amount is taken as reported.',
  UNITS_OVER_MUE: 'More units than the unit limit for one day.',
  CODE_NOT_ON_THERAPY_LIST: 'Counts by its modifier; the code is on no therapy list of that day.',
  KX_LOOKALIKE_KF: 'KF is not KX: it marks class III devices.',
  KX_LOOKALIKE_KZ: 'KZ is not KX: it marks coverage not implemented by managed care.',
  KX_CONTEXT_DMEPOS: 'KX for equipment or supplies: coverage conditions met.',
  KX_CONTEXT_DENTAL: 'KX for dental care linked to covered medical care.',
  KX_CONTEXT_HOSPICE_NOTICE: 'KX asks for an exception for a late hospice notice.',
  KX_CONTEXT_SEX_PROCEDURE_CONFLICT: 'KX overrides a conflict between sex and procedure.',
  KX_CONTEXT_RESPIRATORY: 'KX on a respiratory service, which is not outpatient therapy.',
  KX_CONTEXT_OTHER_PAYER: 'KX by the rules of another payer.',
  KX_WITHOUT_DISCIPLINE_MODIFIER: 'KX without GP, GO or GN: not read as the therapy KX.',
  OUTSIDE_SPEND_EVIDENCE:
    'Denied for the limit although our total is not above it: others have billed too.',
  CWF_PAID_WITHOUT_KX: 'Paid above the amount without KX.',
  CWF_LEAST_EXCESS_LINE:
    'Exceeds what was left by the least on its claim: the claims system pays such a line by itself.',
  CWF_REJECTED_WITH_KX: 'Denied for the limit although the line carries KX.',
  LINK_INFERRED: 'Which claim it corrects was inferred from account, dates and charge.',
  REPAID_UNDER_SAME_ICN: 'Paid, taken back and paid again under one control number.',
};

export const EXPECTED_SENTENCES: Sentences<KxExpected> = {
  required: 'The line needs KX by its own total.',
  claim_level: 'The line needs KX because another line of its institutional claim is above.',
  all_or_none: 'KX may stand on all SLP lines of the claim or on none.',
  not_required: 'The line needs no KX.',
  not_applicable: 'The question of KX does not arise.',
  not_determined: 'The KX amount of the year is not known.',
};

export const ASSESSMENT_SENTENCES: Sentences<KxAssessment> = {
  ok: 'The line does what the rules ask.',
  missing: 'KX is needed and absent.',
  early: 'KX is there although the total is clearly below the amount.',
  near: 'KX is there although the total is below the amount, but close to it: tolerated.',
  conflict: 'KX stands beside a modifier that contradicts it.',
  mixed: 'SLP lines of the claim carry KX in part.',
  not_applicable: 'Nothing is judged.',
};

export const CERTAINTY_SENTENCES: Sentences<KxCertainty> = {
  certain: 'The answer follows from the claims and figures in this ledger.',
  depends_on_outside_spend: 'The answer depends on what other providers billed, and when.',
  not_determined: 'There is no answer until the KX amount of the year is entered.',
};

export const COMPLETENESS_SENTENCES: Sentences<Completeness> = {
  own_only: 'Made of the claims in this ledger alone.',
  seeded: 'Made of the claims in this ledger and an entered figure for other providers.',
  cms_feed: "Made of CMS's own figures for all providers.",
};

export const RECEIVED_SENTENCES: Sentences<ReceivedSource> = {
  stated: 'as the remittance states it',
  icn: 'read from the control number',
  paid_date: 'not stated: the paid date stands in',
};

export const STATE_SENTENCES: Sentences<VersionStateKind> = {
  current: 'Counts: this version stands.',
  superseded: 'Does not count: a later version or a replacement stands in its place.',
  reversed: 'Does not count: the payer took it back.',
  reversal: 'Takes an earlier payment of the claim back.',
  orphan_reversal: 'Takes back a payment that this ledger has not seen; it lowers nothing.',
};
