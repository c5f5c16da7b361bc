// Rules behind patterns, statistics and the score: what agencies have counted, what the statute
// names, and what we have decided ourselves, each said to be the one or the other.

import type { RuleChapter, RuleEntry } from './rule-catalogue-entry.js';

const OURS = 'Decision of this product';
const OIG = 'OIG report OEI-04-09-00540 (December 2010)';
const FACTORS = '42 U.S.C. 1395l(g)(5)(E)(ii)';
const CBR = 'Comparative Billing Report CBR201702';

const COUNTED: readonly RuleEntry[] = [
  sourced('OIG-3', {
    statement:
      'The Office of Inspector General looked at beneficiaries who had therapy from several ' +
      'providers; that two or more billing NPIs in a year are several, and that what Medicare ' +
      'paid the provider itself for them is its payment, is our working definition.',
    source: OIG,
  }),
  sourced('OIG-4', {
    statement:
      'The Office of Inspector General looked at beneficiaries with services throughout the year; ' +
      'a paid line in each quarter is our working definition.',
    source: OIG,
  }),
  sourced('OIG-6', {
    statement:
      'The Office of Inspector General looked at days with more than eight hours of therapy; that ' +
      'timed units count and untimed codes add nothing is our working definition.',
    source: OIG,
  }),
  sourced('CBR-1', {
    statement:
      'Comparative billing reports give the share of beneficiaries with KX beside state and ' +
      'nation, tested by chi-square at 0.05.',
    source: `${CBR}; the test from CBR201806, debriefing`,
  }),
  sourced('CBR-2', {
    statement: 'Comparative billing reports give the average minutes per visit: units times 15.',
    source: CBR,
  }),
  sourced('CBR-3', {
    statement:
      'Comparative billing reports give the average allowed amount per beneficiary; means are ' +
      'tested by a t-test at 0.05, of which we take the one for unequal scatter (Welch).',
    source: `${CBR}, the test from memory`,
    confidence: 'medium',
  }),
  sourced('SMRC-1', {
    statement:
      'The review contractor picks providers with a high share of patients above the review ' +
      'amount against peers, and has looked at services below it as well.',
    source: 'CMS, therapy cap page (2016); SMRC projects 01-308 and 01-127',
  }),
  sourced('MUE-1', {
    statement:
      'More units of a code on a day than its medically unlikely edit are unlikely; most of the ' +
      'limits above one can be exceeded with clinical reason.',
    source: 'CMS, medically unlikely edits, effective July 1, 2024',
  }),
];

const STATUTORY: readonly RuleEntry[] = [
  sourced('FAC-1', {
    statement:
      'Reviews may be chosen by a high therapy claim denial percentage, or by less compliance ' +
      'with the rules of Medicare.',
    source: `${FACTORS}(I)`,
  }),
  sourced('FAC-2', {
    statement:
      'Reviews may be chosen by a billing pattern that differs from peers, or by practices such ' +
      'as medically unlikely units of services in a day.',
    source: `${FACTORS}(II)`,
  }),
  sourced('FAC-3', {
    statement:
      'Reviews may be chosen because a provider is newly enrolled or has not furnished therapy ' +
      'before; the first day in the data stands in for that here.',
    source: `${FACTORS}(III)`,
  }),
  sourced('FAC-4', {
    statement:
      'Reviews may be chosen by the type of condition treated, which a remittance does not say.',
    source: `${FACTORS}(IV)`,
  }),
  sourced('FAC-5', {
    statement:
      'Reviews may be chosen because a provider is in a group with another that was identified ' +
      'by the factors; a shared tax number or billing NPI stands in for the group here.',
    source: `${FACTORS}(V)`,
  }),
];

const DECIDED: readonly RuleEntry[] = [
  ours(
    'PEER-1',
    'Peers are the other providers in the data of the same role, discipline, setting and state; ' +
      'with fewer than 5 of them, or 20 units, states are put together, and then settings.',
  ),
  ours(
    'STAT-2',
    'A pattern is detected when so many hits would be rare among ordinary peers, who differ from ' +
      'each other beyond chance (beta-binomial), such that eight in a hundred ' +
      'detected may be chance.',
  ),
  ours(
    'STAT-3',
    'A score uses the share pulled toward the peers by their own spread (empirical Bayes), the ' +
      'more the fewer the persons behind the counts, and of what is above them only what nine ' +
      'chances in ten bear out, so that neither small volume nor bad luck makes a high score.',
  ),
  ours(
    'SCORE-1',
    'A score is the sum of named parts, each the weight of a measure times the doublings of its ' +
      'share above the peers, in hundredths of points; weights and bands are ours alone.',
  ),
  ours(
    'CAUSE-1',
    'Each line with a finding falls under one cause, in a fixed order, and what may be taken back ' +
      'is never netted with what was not collected.',
  ),
  ours(
    'FIT-1',
    'A mistaken rule is named when it explains at least 80 percent of the lines with wrong KX, at ' +
      'least 10 of them, and fits more lines than the right rule does.',
  ),
  ours(
    'JUMP-1',
    'A billing system is named when from one day on at least 95 percent of the lines to a payer ' +
      'carry KX, most of them before the amount, with 20 lines or more on each side of the day.',
  ),
  ours(
    'BUNCH-1',
    'Totals that end at most 5 percent below an amount are counted among all beneficiaries, and ' +
      'must be more frequent than at the peers among totals from 15 percent below to 10 above, too.',
  ),
  ours(
    'ASST-1',
    'The share of lines furnished by assistants is shown beside that of the peers and gives no ' +
      'points, as such care is lawful.',
  ),
  ours(
    'CELL-1',
    'Counts from 1 to 10 are masked where output leaves the workspace, and so are further cells ' +
      'from which a masked one could be computed.',
  ),
];

export const MEASURE_CHAPTERS: readonly RuleChapter[] = [
  { title: 'What agencies have counted', rules: COUNTED },
  { title: 'What the statute names', rules: STATUTORY },
  { title: 'What we have decided for patterns and scores', rules: DECIDED },
];

function sourced(
  id: string,
  entry: Pick<RuleEntry, 'statement' | 'source'> & Partial<Pick<RuleEntry, 'confidence'>>,
): RuleEntry {
  return { id, confidence: 'high', isPolicy: false, ...entry };
}

function ours(id: string, statement: string): RuleEntry {
  return { id, statement, source: OURS, confidence: 'high', isPolicy: true };
}
