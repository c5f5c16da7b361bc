// How complete the data is, and whether log, ledger and published tables agree.

import type { ReportSection } from '../../../ports/report-renderer.js';
import type { ReportModel } from '../report-model.js';
import { column, paragraph, table } from './table-block.js';
import { GROUP_WORDS, plural } from './words.js';

export function dataSection(model: ReportModel): ReportSection {
  return {
    id: 'data',
    title: 'Completeness and reconciliation',
    blocks: [
      paragraph(proofText(model)),
      table({
        sheet: 'Completeness',
        title: 'What the figures are made of',
        columns: [column('What', 'text', 4), column('Count', 'count', 1)],
        rows: completenessRows(model),
        empty: '',
      }),
      table({
        sheet: 'Years',
        title: 'Therapy by year and group, with the amounts used',
        columns: [
          column('Year', 'text', 0.6),
          column('Group', 'text', 1.1),
          column('Beneficiaries', 'count', 1.1),
          column('Lines', 'count', 0.8),
          column('With KX', 'count', 0.8),
          column('Denied', 'count', 0.8),
          column('Accrued', 'cents', 1.4),
          column('Medicare paid', 'cents', 1.4),
          column('KX amount', 'cents', 1.1),
          column('Review amount', 'cents', 1.1),
        ],
        rows: model.years.map((row) => [
          String(row.year),
          GROUP_WORDS[row.group],
          row.beneficiaries,
          row.therapyLines,
          row.kxLines,
          row.deniedLines,
          row.accruedCents,
          row.paidCents,
          row.kxAmountCents,
          row.reviewAmountCents,
        ]),
        empty: 'No therapy line is paid by the end of the month.',
      }),
    ],
  };
}

function proofText({ completeness: { reconciliation } }: ReportModel): string {
  if (reconciliation === null) {
    return (
      'Log, ledger and published tables were not reconciled for this report. Every exposure, ' +
      'zone and finding below was counted twice, line by line and by query, and is the same.'
    );
  }
  const compared =
    `${plural(reconciliation.versions, 'claim version')} and ` +
    `${plural(reconciliation.lines, 'running total')} were compared`;
  const outcome = reconciliation.isAgreed
    ? 'log, ledger and published tables agree to the cent'
    : `there are ${plural(reconciliation.differences, 'difference')}: run kxray reconcile first`;
  return (
    `${compared}: ${outcome}. Every exposure, zone and finding below was counted twice, line by ` +
    'line and by query, and is the same.'
  );
}

function completenessRows({ completeness: counts }: ReportModel) {
  return [
    ['Current claims with lines', counts.claims],
    ['Current lines', counts.lines],
    ['Therapy lines among them', counts.therapyLines],
    ['Beneficiaries', counts.beneficiaries],
    ['Claims in quarantine, in no figure', counts.quarantinedClaims],
    ['Files in quarantine, in no figure', counts.quarantinedFiles],
    ['Lists of documents with refused rows', counts.refusedLists?.length ?? 0],
    ['Lines of payers nobody has confirmed, in no figure', counts.unverifiedPayerLines],
    ['Totals of own claims only', counts.totalsOwnOnly],
    ['Totals with entered outside spend', counts.totalsSeeded],
    ["Totals from CMS's own figures", counts.totalsCmsFeed],
    ['Totals that are "at least"', counts.totalsLowerBound],
    ['Lines that depend on outside spend, in no finding', counts.openVerdictLines],
    ['Lines whose KX amount is not known', counts.notDeterminedLines],
    ['Lines with the received date stated by the payer', counts.receivedStatedLines],
    ['Lines with the received date read from the control number', counts.receivedIcnLines],
    ['Lines ordered by paid date, for want of a received date', counts.receivedPaidDateLines],
    ['Totals that mix sources of received dates', counts.totalsMixedReceivedDates],
  ] as const;
}
