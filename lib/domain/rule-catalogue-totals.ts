// Rules about the running total: the yearly amounts, what a line adds, in which order, and what
// corrections and denials do to it. The facts were gathered from the sources named in each entry.

import type { RuleChapter, RuleEntry } from './rule-catalogue-entry.js';

const STATUTE = 'Social Security Act 1833(g), 42 U.S.C. 1395l(g)';
const CLAIMS_MANUAL = 'Medicare Claims Processing Manual (Pub. 100-04), chapter 5';
const OURS = 'Decision of this product';

const AMOUNTS: readonly RuleEntry[] = [
  {
    id: 'THR-1',
    statement:
      'A beneficiary has two yearly amounts of the same size: one that physical therapy and ' +
      'speech-language pathology share, and one for occupational therapy.',
    source: `${STATUTE}(1) and (3)`,
    confidence: 'high',
    isPolicy: false,
  },
  {
    id: 'THR-2',
    statement:
      "The KX amount of a year is the year before's, raised by the Medicare Economic Index and " +
      'rounded to 10 dollars; until CMS publishes it and somebody enters it, KX is not judged.',
    source: `${STATUTE}(2)`,
    confidence: 'high',
    isPolicy: false,
  },
  {
    id: 'THR-2A',
    statement:
      'In this year KX could not be used: either no limit was in force, or the limit knew no ' +
      'exception.',
    source: `${STATUTE}(4); year by year in reference/thresholds.csv`,
    confidence: 'high',
    isPolicy: false,
  },
  {
    id: 'THR-3',
    statement:
      'The amount for targeted medical review stands in the statute for each year through 2027 and ' +
      'follows the Medicare Economic Index from 2028: once for PT and SLP together, once for OT.',
    source: `${STATUTE}(7)(B)`,
    confidence: 'high',
    isPolicy: false,
  },
  {
    id: 'TMR-1',
    statement:
      'A line whose total afterwards is above the review amount, by one cent or more, may be ' +
      'picked for targeted medical review; not every such line is.',
    source: `${STATUTE}(7)(B) and (5)(E)`,
    confidence: 'high',
    isPolicy: false,
  },
];

const ACCRUAL: readonly RuleEntry[] = [
  {
    id: 'ACC-1',
    statement:
      'A line adds its Medicare allowed amount to the total, which is what Medicare paid plus ' +
      'deductible and coinsurance; the cut for several procedures on one day is already in it.',
    source: `${CLAIMS_MANUAL}, sections 10.2 and 10.3`,
    confidence: 'high',
    isPolicy: false,
  },
  {
    id: 'ACC-2',
    statement:
      'Sequestration lowers the payment after the allowed amount is set, so where the remittance ' +
      'states no allowed amount it is added back to rebuild one.',
    source: 'Budget sequestration of Medicare payments (adjustment reason 253), from memory',
    confidence: 'high',
    isPolicy: false,
  },
  {
    id: 'ACC-3',
    statement: 'A line belongs to the calendar year of its own service date, not of its claim.',
    source: `${STATUTE}(1)`,
    confidence: 'high',
    isPolicy: false,
  },
  {
    id: 'ACC-5',
    statement:
      'A line with no allowed amount adds nothing and asks for no KX, except when it was denied ' +
      'because the limit was used up.',
    source: 'How the limit works in Medicare claims systems, from memory',
    confidence: 'high',
    isPolicy: false,
  },
  {
    id: 'ACC-6',
    statement:
      'Services furnished by an assistant (CQ, CO) are paid at 85 percent; the allowed amount is ' +
      'taken as reported and no cut is applied to it here.',
    source: '42 U.S.C. 1395m(v); its effect on the running total was not found in CMS text',
    confidence: 'low',
    isPolicy: false,
  },
  {
    id: 'MSP-1',
    statement:
      'Where Medicare pays second, what Medicare paid before sequestration counts, not the fee; ' +
      'a setting of the workspace can choose the fee instead.',
    source: `${CLAIMS_MANUAL}, section 10.4, from memory`,
    confidence: 'medium',
    isPolicy: false,
  },
  {
    id: 'BKT-1',
    statement: 'Lines under GP and GN add to the PT+SLP total, lines under GO to the OT total.',
    source: `${STATUTE}(1) and (3)`,
    confidence: 'high',
    isPolicy: false,
  },
  {
    id: 'SEED-1',
    statement:
      'The amounts count what all providers billed for the beneficiary, so the total of own ' +
      'claims is a lower bound until the spend with others is entered.',
    source: `${STATUTE}(1)`,
    confidence: 'high',
    isPolicy: false,
  },
];

const ORDER: readonly RuleEntry[] = [
  {
    id: 'ORD-1',
    statement:
      'The total grows in the order in which Medicare received the claims, whatever the dates of ' +
      'service; ties go by control number and then by line.',
    source: `${CLAIMS_MANUAL}, sections 10.3 and 10.4`,
    confidence: 'high',
    isPolicy: false,
  },
  {
    id: 'ORD-2',
    statement:
      'Order by service date is another view, not the one Medicare uses, and can put the crossing ' +
      'on another line.',
    source: OURS,
    confidence: 'high',
    isPolicy: true,
  },
  {
    id: 'ORD-3',
    statement:
      'The received date is taken from the remittance; else from the control number, where the ' +
      "contractor's layout is configured and the day is possible; else the paid date stands in.",
    source: OURS,
    confidence: 'high',
    isPolicy: true,
  },
  {
    id: 'CWF-1',
    statement:
      'A line that goes past what is left of the limit is paid or denied whole; claims systems do ' +
      'not split it.',
    source: `${CLAIMS_MANUAL}, section 10.4`,
    confidence: 'high',
    isPolicy: false,
  },
  {
    id: 'CWF-2',
    statement:
      'When several lines without KX go past what is left, the system pays the one that exceeds ' +
      'by the least and denies the rest, so a paid crossing line without KX can be its doing.',
    source: `${CLAIMS_MANUAL}, section 10.4`,
    confidence: 'high',
    isPolicy: false,
  },
];

const CORRECTIONS: readonly RuleEntry[] = [
  {
    id: 'ADJ-1',
    statement:
      'A reversal takes the reversed claim out of the total and a replacement brings its own ' +
      'amounts, so the total is always the sum of the claims that stand.',
    source: 'X12 835 reversal and correction, claim status 22',
    confidence: 'high',
    isPolicy: false,
  },
  {
    id: 'ADJ-2',
    statement:
      'A corrected claim keeps the place of the claim that it corrects, so that a correction does ' +
      'not turn an earlier KX into a wrong one.',
    source: OURS,
    confidence: 'medium',
    isPolicy: true,
  },
  {
    id: 'ADJ-3',
    statement:
      'By a setting, a corrected claim stands at its own received date instead; what CMS does ' +
      'here was not found in its texts.',
    source: OURS,
    confidence: 'low',
    isPolicy: true,
  },
  {
    id: 'ADJ-4',
    statement:
      'A denied line adds nothing; should it be paid later, after a reopening or an appeal, it ' +
      'adds its amount then.',
    source: 'How the limit works in Medicare claims systems, from memory',
    confidence: 'high',
    isPolicy: false,
  },
  {
    id: 'IDEM-1',
    statement:
      'The same version of a claim counts once, however often and by whom it is delivered.',
    source: OURS,
    confidence: 'high',
    isPolicy: true,
  },
  {
    id: 'DEN-1',
    statement:
      'Above the amount and without KX a line is denied with reason 119, benefit maximum reached; ' +
      'KX would have been needed.',
    source: 'Palmetto GBA, therapy threshold denials (March 2022)',
    confidence: 'high',
    isPolicy: false,
  },
  {
    id: 'DEN-2',
    statement:
      'A line billed with GA, GZ, GX or GY announces its own denial, so a missing KX is not held ' +
      'against it.',
    source: 'Contractor and trade pages on denials of lines with GA, GZ and GY',
    confidence: 'medium',
    isPolicy: false,
  },
  {
    id: 'DEN-3',
    statement:
      'Where KX would have been right, the contractor may reopen the denial: for any reason ' +
      'within one year, for good cause within four.',
    source: `${CLAIMS_MANUAL}, section 10.3.3; 42 CFR 405.980`,
    confidence: 'high',
    isPolicy: false,
  },
];

export const TOTAL_CHAPTERS: readonly RuleChapter[] = [
  { title: 'The yearly amounts', rules: AMOUNTS },
  { title: 'What a line adds to the total', rules: ACCRUAL },
  { title: 'The order of lines', rules: ORDER },
  { title: 'Corrections and denials', rules: CORRECTIONS },
];
