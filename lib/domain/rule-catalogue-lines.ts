// Rules about single lines: does it count as outpatient therapy, in whose discipline, and what does
// KX on it mean. The facts were gathered from the sources named in each entry.

import type { RuleChapter, RuleEntry } from './rule-catalogue-entry.js';

const CLAIMS_MANUAL = 'Medicare Claims Processing Manual (Pub. 100-04), chapter 5';
const OURS = 'Decision of this product';

const COUNTING: readonly RuleEntry[] = [
  {
    id: 'RULES-8.3',
    statement:
      'Only claims that Medicare pays directly count: a known Medicare contractor, filed as Part A ' +
      'or Part B; a contractor that is on no list waits until you confirm it.',
    source: 'X12 835 payer number and claim filing indicator (CLP06), read by our own test',
    confidence: 'medium',
    isPolicy: false,
  },
  {
    id: 'SET-1',
    statement:
      'Inpatient stays under Part A, home health episodes, hospice and all-inclusive clinic visits ' +
      'stay outside; hospitals count since October 1, 2012, critical access ones since 2014.',
    source: 'CMS Therapy Cap page (2014, 2016); reference/bill-types.csv row by row',
    confidence: 'high',
    isPolicy: false,
  },
  {
    id: 'ID-1',
    statement:
      'A line counts when it carries GP, GO or GN in any position, which names its plan of care as ' +
      'PT, OT or SLP; exactly one of them may stand on a line.',
    source: `${CLAIMS_MANUAL}, section 20.1`,
    confidence: 'high',
    isPolicy: false,
  },
  {
    id: 'ID-2',
    statement:
      'Without GP, GO or GN a line does not count, unless its code is always therapy; a code that ' +
      'is only sometimes therapy has to carry one under a therapy plan of care.',
    source: 'HHS guidance page on therapy services (CY 2024); CMS CR 10176',
    confidence: 'high',
    isPolicy: false,
  },
  {
    id: 'ID-3',
    statement:
      'Some codes belong to one discipline alone, such as the PT, OT and SLP evaluations; when the ' +
      'modifier says otherwise the line is flagged and still follows its modifier.',
    source: 'CMS CR 10176 (Pub. 100-04, transmittal 3814)',
    confidence: 'high',
    isPolicy: false,
  },
  {
    id: 'ID-4',
    statement:
      'On institutional claims revenue codes 042X, 043X and 044X go with GP, GO and GN; when the ' +
      'two disagree the line is flagged and follows its modifier.',
    source: `${CLAIMS_MANUAL}, section 20.1`,
    confidence: 'high',
    isPolicy: false,
  },
  {
    id: 'ID-5',
    statement:
      'Since 2018 an always-therapy line on a professional claim without GP, GO or GN is returned ' +
      'as not processable and has to be sent again with the modifier.',
    source: 'CMS CR 10176 (Pub. 100-04, transmittal 3814)',
    confidence: 'medium',
    isPolicy: false,
  },
  {
    id: 'ID-6',
    statement:
      'A code on no therapy list counts only where it carries GP, GO or GN. Respiratory care, needle ' +
      'EMG, cardiac rehabilitation and chiropractic codes never count: a modifier there is an error.',
    source: 'Contractor pages; reference/therapy-codes.csv row by row',
    confidence: 'medium',
    isPolicy: false,
  },
  {
    id: 'ID-7',
    statement:
      'An always-therapy code without GP, GO or GN follows its therapy revenue code, flagged as ' +
      'uncertain; without such a revenue code it counts nowhere.',
    source: OURS,
    confidence: 'medium',
    isPolicy: true,
  },
];

const KX: readonly RuleEntry[] = [
  {
    id: 'KX-1',
    statement:
      'KX is needed on the line that takes the total above the amount, and on every later line ' +
      'of that group in the year.',
    source: `Social Security Act 1833(g)(7)(A), 42 U.S.C. 1395l(g); ${CLAIMS_MANUAL}, section 10.3.3`,
    confidence: 'high',
    isPolicy: false,
  },
  {
    id: 'KX-2',
    statement:
      'On a professional claim each line is judged alone, in line order, by the total that it ' +
      'reaches.',
    source: `${CLAIMS_MANUAL}, section 10.3.3`,
    confidence: 'high',
    isPolicy: false,
  },
  {
    id: 'KX-3',
    statement:
      'On a professional claim KX on one line does not speak for the next; each line above the ' +
      'amount without KX is an error of its own.',
    source: 'Contractor pages on the KX modifier',
    confidence: 'high',
    isPolicy: false,
  },
  {
    id: 'KX-4',
    statement:
      'On an institutional claim one line above the amount puts KX on all its lines of that group, ' +
      'also on those below.',
    source: `${CLAIMS_MANUAL}, section 10.3.3; MLN Matters SE0637`,
    confidence: 'high',
    isPolicy: false,
  },
  {
    id: 'KX-5',
    statement:
      'SLP lines of an institutional claim carry KX all or none: both are accepted while only PT ' +
      'lines are above, a mixture is not, and KX on all is the safer choice.',
    source: `${CLAIMS_MANUAL}, section 10.3.3`,
    confidence: 'high',
    isPolicy: false,
  },
  {
    id: 'KX-6',
    statement:
      'While no line of its group on an institutional claim is above the amount, a line needs no ' +
      'KX, whatever the lines of the other group carry.',
    source: `${CLAIMS_MANUAL}, section 10.3.3`,
    confidence: 'high',
    isPolicy: false,
  },
  {
    id: 'KX-7',
    statement:
      'KX has other meanings outside therapy, for equipment, dental care and more, so it is read ' +
      'as the therapy KX on therapy lines only.',
    source: 'Contractor pages on the KX modifier; reference/kx-contexts.csv row by row',
    confidence: 'high',
    isPolicy: false,
  },
  {
    id: 'KX-8',
    statement:
      'KX says that the care is necessary, GA and GZ expect a denial, GY and GX say that it is not ' +
      'covered: KX beside one of them contradicts itself.',
    source: 'NGS article 1338625, therapy services and ABN',
    confidence: 'high',
    isPolicy: false,
  },
  {
    id: 'KX-9',
    statement: 'KX counts in whichever modifier position it stands.',
    source: `${CLAIMS_MANUAL}, section 10.3.3`,
    confidence: 'high',
    isPolicy: false,
  },
  {
    id: 'KX-10',
    statement:
      'KX very close to the amount is tolerated, KX from the first visit because the amount will ' +
      'likely be passed is not; how close is close is a setting of ours, as Medicare gives no number.',
    source: `${CLAIMS_MANUAL}, section 10.3.3; the tolerance is ours`,
    confidence: 'high',
    isPolicy: false,
  },
  {
    id: 'KX-11',
    statement:
      'KX attests that the service needs the skills of a therapist, is justified in the record and ' +
      'qualifies for the exception; no claim can show that.',
    source: `${CLAIMS_MANUAL}, section 10.3.3`,
    confidence: 'high',
    isPolicy: false,
  },
];

export const LINE_CHAPTERS: readonly RuleChapter[] = [
  { title: 'Which lines count, and where', rules: COUNTING },
  { title: 'KX on lines', rules: KX },
];
