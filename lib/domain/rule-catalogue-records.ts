// Rules beside the running total: documentation, minutes and units, notices, the measures that
// providers are compared by, and the forms of identifiers.

import type { RuleChapter, RuleEntry } from './rule-catalogue-entry.js';

const BENEFIT_MANUAL = 'Medicare Benefit Policy Manual (Pub. 100-02), chapter 15';
const CLAIMS_MANUAL = 'Medicare Claims Processing Manual (Pub. 100-04), chapter 5';

const RECORDS: readonly RuleEntry[] = [
  {
    id: 'DOC-1',
    statement:
      'An evaluation stands by the first treatment, with a diagnosis, objective measures and the ' +
      'signature of a clinician.',
    source: `${BENEFIT_MANUAL}, section 220.3 (from memory)`,
    confidence: 'high',
    isPolicy: false,
  },
  {
    id: 'DOC-2',
    statement:
      'A plan of care, one for each discipline, stands before treatment begins and names ' +
      'diagnoses, goals, and type, amount, frequency and duration of the services.',
    source: `${BENEFIT_MANUAL}, section 220.1`,
    confidence: 'high',
    isPolicy: false,
  },
  {
    id: 'DOC-3',
    statement:
      'The physician or practitioner certifies the plan of care within 30 days of the first ' +
      'treatment.',
    source: `${BENEFIT_MANUAL}, section 220.1; Noridian certification page`,
    confidence: 'high',
    isPolicy: false,
  },
  {
    id: 'DOC-3a',
    statement:
      'For treatment begun since 2025 a signed order on file and a plan sent to that practitioner ' +
      'within 30 days stand in for the signature on the initial certification.',
    source: '89 FR 97710, 97912-97918; Noridian certification page (September 2025)',
    confidence: 'high',
    isPolicy: false,
  },
  {
    id: 'DOC-4',
    statement:
      'The plan is certified again by its own end or 90 days after the first treatment, whichever ' +
      'comes first.',
    source: `${BENEFIT_MANUAL}, section 220.1`,
    confidence: 'high',
    isPolicy: false,
  },
  {
    id: 'DOC-5',
    statement:
      'A certification that comes late counts from its signature on, with the reason for the delay ' +
      'in the record.',
    source: `${BENEFIT_MANUAL}, section 220.1 (from memory)`,
    confidence: 'medium',
    isPolicy: false,
  },
  {
    id: 'DOC-6',
    statement:
      'A progress report is due by every tenth treatment day, and a report written early starts ' +
      'the count anew.',
    source: `${BENEFIT_MANUAL}, section 220.3`,
    confidence: 'high',
    isPolicy: false,
  },
  {
    id: 'DOC-7',
    statement:
      'Each treatment day has a note with what was done, the timed minutes, the total minutes and ' +
      'the signature of the person who treated.',
    source: `${BENEFIT_MANUAL}, section 220.3`,
    confidence: 'high',
    isPolicy: false,
  },
  {
    id: 'DOC-8',
    statement: 'The units billed on a day agree with the timed minutes of its note (UNIT-1).',
    source: `${BENEFIT_MANUAL}, section 220.3`,
    confidence: 'high',
    isPolicy: false,
  },
  {
    id: 'DOC-9',
    statement:
      'Above the amount the record has to show why skilled care is still needed; a separate ' +
      'statement is not demanded.',
    source: `${BENEFIT_MANUAL}, section 220.3`,
    confidence: 'high',
    isPolicy: false,
  },
  {
    id: 'DOC-14',
    statement:
      'In a comprehensive outpatient rehabilitation facility a physician sets the plan before ' +
      'treatment begins.',
    source: '42 CFR 410.105',
    confidence: 'high',
    isPolicy: false,
  },
  {
    id: 'DOC-16',
    statement: 'The note of group therapy says that it was a group and how many took part.',
    source: `${BENEFIT_MANUAL}, section 230 (from memory)`,
    confidence: 'medium',
    isPolicy: false,
  },
  {
    id: 'DOC-17',
    statement:
      'Treatment days more than 60 days apart belong to two courses, each with an evaluation, a ' +
      'plan and a certification of its own.',
    source: 'policy of this product: the manual names no gap',
    confidence: 'low',
    isPolicy: true,
  },
  {
    id: 'DOC-18',
    statement:
      'A document that nobody listed is absent where others of its course are listed, and unknown ' +
      'where none is; notes are absent only where notes are listed at all.',
    source: 'policy of this product: unknown is not absent',
    confidence: 'high',
    isPolicy: true,
  },
  {
    id: 'REF-1',
    statement:
      'A wrong payment is reported and returned within 60 days of its identification; an ' +
      'investigation of related ones stops these days, until it is concluded and for at most 180 ' +
      'days from identification.',
    source: '42 U.S.C. 1320a-7k(d); 42 CFR 401.305 as in force from 2025 (from memory)',
    confidence: 'medium',
    isPolicy: false,
  },
  {
    id: 'ABN-2',
    statement:
      'Care that is believed not to be necessary is billed with GA after a written notice to the ' +
      'beneficiary, above or below the amount, and never with KX.',
    source: 'Noridian JE A, outpatient therapy services and ABN use',
    confidence: 'high',
    isPolicy: false,
  },
  {
    id: 'UNIT-1',
    statement:
      'The timed minutes of a day together give its 15-minute units: one from 8 minutes on, and ' +
      'one more with each further 15.',
    source: `${CLAIMS_MANUAL}, section 20.2`,
    confidence: 'high',
    isPolicy: false,
  },
  {
    id: 'UNIT-2',
    statement:
      'Each code first gets its full quarters of an hour; units left over go to the codes with ' +
      'the most minutes left over.',
    source: `${CLAIMS_MANUAL}, section 20.2`,
    confidence: 'high',
    isPolicy: false,
  },
];

const MEASURES: readonly RuleEntry[] = [
  {
    id: 'OIG-2',
    statement:
      'The Office of Inspector General looked at the share of beneficiaries with KX on their first ' +
      'service date of the year; it published no limit above which a share is questionable.',
    source: 'OIG report OEI-04-09-00540 (December 2010)',
    confidence: 'high',
    isPolicy: false,
  },
  {
    id: 'STAT-1',
    statement:
      "A provider's share is called higher than its peers' only when it is above theirs and a test " +
      'of the two shares says that chance explains the gap less than one time in twenty.',
    source: 'Comparative Billing Report CBR201806, debriefing; the test for small counts is ours',
    confidence: 'high',
    isPolicy: false,
  },
];

const IDENTIFIERS: readonly RuleEntry[] = [
  {
    id: 'ID-MBI',
    statement:
      'A Medicare number has eleven places of fixed kind and none of the letters S, L, O, I, B, Z.',
    source: 'CMS, Medicare Beneficiary Identifier format, from memory',
    confidence: 'high',
    isPolicy: false,
  },
  {
    id: 'ID-NPI',
    statement: 'A provider number (NPI) has ten digits, begins with 1 or 2, and checks by Luhn.',
    source: 'CMS, National Provider Identifier standard, from memory',
    confidence: 'high',
    isPolicy: false,
  },
];

export const RECORD_CHAPTERS: readonly RuleChapter[] = [
  { title: 'Records, notices and units', rules: RECORDS },
  { title: 'Measures of providers', rules: MEASURES },
  { title: 'Identifiers', rules: IDENTIFIERS },
];
