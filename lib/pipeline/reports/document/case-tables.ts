// Who has which finding, and what was decided about single lines. Notes are not printed: people
// write names into them.

import type { ReportBlock } from '../../../ports/report-renderer.js';
import { STATUS_WORDS } from '../../cases/case-words.js';
import type { CaseFigures, ReviewedBy } from '../report-model-cases.js';
import type { FindingKind, ReportModel } from '../report-model.js';
import { column, paragraph, table } from './table-block.js';
import { FINDING_WORDS, plural } from './words.js';

export function caseBlocks({ cases, findings }: ReportModel): readonly ReportBlock[] {
  // Stored before cases were kept, or nothing to decide on.
  if (cases === undefined || (findings.length === 0 && cases.lines.length === 0)) return [];
  if (cases.lines.length === 0) {
    const words =
      'Nobody has taken or decided any of these lines by month end: all of them are open and have ' +
      'no owner. kxray case assign and kxray case decide record who has a line, and what became ' +
      'of it.';
    return [paragraph(words)];
  }
  return [
    paragraph(
      'A line that a reviewer settled is in the table above and in no closing figure of the ' +
        'movement. A correction, or another finding on the line, opens it again.',
    ),
    ownerTable(cases),
    ...suspensionBlocks(cases),
    caseTable(cases),
  ];
}

/** `resolved`, or `open again` where it was decided once. */
export function reviewText(reviewed: ReviewedBy | null | undefined): string | null {
  if (reviewed === null || reviewed === undefined) return null;
  return reviewed.isReopened ? 'open again' : STATUS_WORDS[reviewed.status];
}

function ownerTable({ owners }: CaseFigures): ReportBlock {
  return table({
    sheet: 'Owners',
    title: 'Lines with a finding, by who has them',
    columns: [
      column('Finding', 'text', 2.2),
      column('Owner', 'text', 1.2),
      column('Open', 'count', 0.7),
      column('Of these again', 'count', 0.8),
      column('In review', 'count', 0.7),
      column('Confirmed', 'count', 0.9),
      column('Settled', 'count', 0.8),
      column('Settled dollars', 'cents', 1.1),
      column('Next due', 'day', 1),
    ],
    rows: owners.map((row) => [
      findingText(row.finding),
      row.owner ?? 'nobody',
      row.open,
      row.reopened,
      row.inReview,
      row.confirmed,
      row.settled,
      row.settledCents,
      row.nextDue,
    ]),
    empty: 'No line has a finding.',
  });
}

function caseTable({ lines }: CaseFigures): ReportBlock {
  return table({
    sheet: 'Cases',
    title: 'Lines that somebody has, what is due first on top',
    columns: [
      column('Claim and line', 'text', 1.6),
      column('Finding', 'text', 2),
      column('Status', 'text', 1),
      column('Owner', 'text', 1.1),
      column('Since', 'day', 0.9),
      column('Due', 'day', 0.9),
      column('Return by', 'day', 0.9),
      column('Dollars', 'cents', 0.9),
      column('Medicare paid', 'cents', 1),
    ],
    rows: lines.map((row) => [
      `${row.icn} / ${row.line}`,
      row.finding === null ? 'none, in an exposure' : findingText(row.finding),
      reviewText(row),
      row.owner ?? 'nobody',
      row.since,
      row.dueDay,
      row.refund?.returnBy ?? null,
      row.cents,
      row.paidCents,
    ]),
    empty: '',
  });
}

/** Where the sixty days stand still, said apart: Return by is then the latest of all days. */
function suspensionBlocks({ lines }: CaseFigures): readonly ReportBlock[] {
  const refunds = lines.flatMap(({ refund }) => refund ?? []);
  if (refunds.length === 0) return [];
  const running = refunds.filter(({ suspendedTo }) => suspendedTo !== null);
  const words =
    `${plural(refunds.length, 'payment is', 'payments are')} confirmed as wrong and due back ` +
    'within 60 days of that (REF-1).';
  const stopped =
    running.length === 0
      ? ''
      : ` For ${running.length} of ${refunds.length} these days stand still while somebody ` +
        'investigates: Due is where that ends at the latest, and Return by holds if it takes that ' +
        'long.';
  return [paragraph(words + stopped)];
}

function findingText(finding: string): string {
  return FINDING_WORDS[finding as FindingKind] ?? finding;
}
