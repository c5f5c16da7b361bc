// The list behind the totals: every line of either exposure and of every finding. The sheet has
// them all; paper shows none, because a claim list is for working with.

import type { ReportSection } from '../../../ports/report-renderer.js';
import type { ReportModel } from '../report-model.js';
import { reviewText } from './case-tables.js';
import { column, paragraph, table } from './table-block.js';
import { FINDING_WORDS, GROUP_WORDS, plural } from './words.js';

export function linesSection({ lines }: ReportModel): ReportSection {
  return {
    id: 'lines',
    title: 'Claim lines',
    blocks: [
      paragraph(
        `${plural(lines.length, 'line stands', 'lines stand')} in an exposure or a finding. The sheet Lines of the ` +
          'workbook lists each of them once, with the reasons in columns of their own; their sums ' +
          'are those of the tables above. kxray explain CLAIM LINE tells why a line was judged so.',
      ),
      table({
        sheet: 'Lines',
        title: 'Lines in an exposure or a finding',
        columns: [
          column('Beneficiary', 'text', 2.6),
          column('Claim', 'text', 1.2),
          column('Line', 'number', 0.7),
          column('Year', 'text', 0.7),
          column('Group', 'text', 0.9),
          column('Service', 'day', 0.8),
          column('Paid on', 'day', 0.8),
          column('Code', 'text', 0.7),
          column('Modifiers', 'text', 0.8),
          column('Allowed', 'cents', 0.8),
          column('Medicare paid', 'cents', 0.8),
          column('Charge', 'cents', 0.8),
          column('Total before', 'cents', 0.9),
          column('Total after', 'cents', 0.8),
          column('In look-back', 'text', 0.7),
          column('Above $3,000', 'text', 0.7),
          column('Finding', 'text', 2),
          column('Reviewed', 'text', 0.9),
          column('Owner', 'text', 0.9),
          column('Rendering NPI', 'text', 0.8),
          column('Billing NPI', 'text', 0.8),
          column('Rules', 'text', 2),
        ],
        rows: lines.map((line) => [
          line.token,
          line.icn,
          line.line,
          String(line.year),
          GROUP_WORDS[line.group],
          line.serviceDate,
          line.paidDate,
          line.hcpcs,
          line.modifiers,
          line.allowedCents,
          line.paidCents,
          line.chargeCents,
          line.beforeCents,
          line.afterCents,
          line.isInLookBack ? 'yes' : 'no',
          line.isOverReview ? 'yes' : 'no',
          line.finding === null ? null : FINDING_WORDS[line.finding],
          reviewText(line.reviewed),
          line.reviewed?.owner ?? null,
          line.renderingNpi,
          line.billingNpi,
          line.rules,
        ]),
        shown: 0,
        empty: 'No line stands in an exposure or a finding.',
      }),
    ],
  };
}
