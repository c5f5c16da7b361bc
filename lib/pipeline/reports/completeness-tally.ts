// What the totals of a month are made of, so that a reader knows what they leave out.

import type { YearOfPerson } from './standing-items.js';

export interface CompletenessTally {
  add(year: YearOfPerson): void;
  readonly counts: CompletenessCounts;
}

export interface CompletenessCounts {
  claims: number;
  lines: number;
  therapyLines: number;
  beneficiaries: number;
  unverifiedPayerLines: number;
  totalsOwnOnly: number;
  totalsSeeded: number;
  totalsCmsFeed: number;
  totalsLowerBound: number;
  totalsMixedReceivedDates: number;
  openVerdictLines: number;
  notDeterminedLines: number;
  receivedStatedLines: number;
  receivedIcnLines: number;
  receivedPaidDateLines: number;
}

export function tallyCompleteness(): CompletenessTally {
  const counts: CompletenessCounts = {
    claims: 0,
    lines: 0,
    therapyLines: 0,
    beneficiaries: 0,
    unverifiedPayerLines: 0,
    totalsOwnOnly: 0,
    totalsSeeded: 0,
    totalsCmsFeed: 0,
    totalsLowerBound: 0,
    totalsMixedReceivedDates: 0,
    openVerdictLines: 0,
    notDeterminedLines: 0,
    receivedStatedLines: 0,
    receivedIcnLines: 0,
    receivedPaidDateLines: 0,
  };
  const tokens = new Set<string>();
  return {
    counts,
    add(year) {
      if (year.view.lines.length > 0) tokens.add(year.token);
      counts.beneficiaries = tokens.size;
      addLines(counts, year);
      addTotals(counts, year);
    },
  };
}

function addLines(counts: CompletenessCounts, { view }: YearOfPerson): void {
  const claims = new Set<string>();
  for (const line of view.lines) {
    counts.lines += 1;
    // A claim that straddles years counts in the year of its first line.
    if (line.claim.lines[0]?.serviceDate.startsWith(String(view.year)) === true) {
      claims.add(line.claim.versionKey);
    }
    if (line.flags.includes('PAYER_UNVERIFIED')) counts.unverifiedPayerLines += 1;
    if (line.group === null) continue;
    counts.therapyLines += 1;
    if (line.kxCertainty === 'depends_on_outside_spend') counts.openVerdictLines += 1;
    if (line.kxCertainty === 'not_determined') counts.notDeterminedLines += 1;
    if (line.receivedSource === 'stated') counts.receivedStatedLines += 1;
    if (line.receivedSource === 'icn') counts.receivedIcnLines += 1;
    if (line.receivedSource === 'paid_date') counts.receivedPaidDateLines += 1;
  }
  counts.claims += claims.size;
}

function addTotals(counts: CompletenessCounts, { view }: YearOfPerson): void {
  for (const group of view.groups) {
    if (group.completeness === 'own_only') counts.totalsOwnOnly += 1;
    if (group.completeness === 'seeded') counts.totalsSeeded += 1;
    if (group.completeness === 'cms_feed') counts.totalsCmsFeed += 1;
    if (group.isLowerBound) counts.totalsLowerBound += 1;
    if (group.hasMixedReceivedSources) counts.totalsMixedReceivedDates += 1;
  }
}
