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
        `${plural(lines.length, 'line')} stand in an exposure or a finding. The sheet Lines of the ` +
          'workbook lists each of them once, with the reasons in columns of their own; their sums ' +
          'are those of the tables above. kxray explain CLAIM LINE tells why a line was judged so.',
      ),
      table({
        sheet: 'Lines',
        title: 'Lines in an exposure or a finding',
        columns: [
          column('Beneficiary', 'text', 2),
          column('Claim', 'text', 1.5),
          column('Line', 'number'),
          column('Year', 'text'),
          column('Group', 'text'),
          column('Service', 'day'),
          column('Paid on', 'day'),
          column('Code', 'text'),
          column('Modifiers', 'text'),
          column('Allowed', 'cents'),
          column('Medicare paid', 'cents'),
          column('Charge', 'cents'),
          column('Total before', 'cents'),
          column('Total after', 'cents'),
          column('In look-back', 'text'),
          column('Above $3,000', 'text'),
          column('Finding', 'text', 2),
          column('Reviewed', 'text'),
          column('Owner', 'text'),
          column('Rendering NPI', 'text'),
          column('Billing NPI', 'text'),
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
