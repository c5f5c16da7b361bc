// How the figures are made, what the words mean, and where the rules stand.

import { RULE_CHAPTERS } from '../../../domain/rule-catalogue.js';
import type { ReportBlock, ReportSection } from '../../../ports/report-renderer.js';
import type { ReportModel } from '../report-model.js';
import { column, paragraph, table } from './table-block.js';

export function methodsSection(model: ReportModel): ReportSection {
  return {
    id: 'methods',
    title: 'Methods, limits, citations',
    blocks: [
      paragraph(
        `The state of ${model.month} is made of the claim versions paid by ${model.to}, as known ` +
          `when edition ${model.edition} was made, and is kept as snapshot ${model.snapshot.name}. ` +
          'Versions that came in later for earlier months change the opening figures; the ' +
          'difference stands in the column Restated. The report of a month is not counted again ' +
          'unless a new edition is asked for.',
      ),
      definitions(),
      paragraph(
        'Limits: remittances carry no diagnosis and no record; totals hold the claims in this ' +
          'ledger and entered outside spend; peers are those in your data unless a state or ' +
          'national figure is named. Exposure is not a finding of improper payment.',
      ),
      table({
        sheet: 'Versions',
        title: 'Versions that made this report',
        columns: [column('What', 'text'), column('Version', 'text', 3)],
        rows: Object.entries(model.versions).map(([what, version]) => [what, version || 'none']),
        empty: '',
      }),
      ruleTable(),
    ],
  };
}

function definitions(): ReportBlock {
  const rows = [
    ['KX line', 'A paid therapy line (GP, GO or GN) that carries modifier KX.'],
    [
      'Total',
      'Allowed dollars of one beneficiary, calendar year and group, outside spend included.',
    ],
    ['Group', 'PT and SLP share one amount; OT has its own (42 U.S.C. 1395l(g)).'],
    ['Exposure', 'Lines that a reviewer may ask for. It says nothing about them.'],
    ['Finding', 'A line whose KX is not as the rules have it, by a verdict that is certain.'],
    ['Opening', 'The closing figure that the report of the month before printed.'],
    ['Restated', 'What became known since about months before this one.'],
    ['New', 'Came to stand within the month, or grew.'],
    ['Resolved', 'Left the three-year look-back, or a reviewer settled the finding.'],
    ['Settled', 'Mended, refunded, found to be right, or left as it is with a reason.'],
    ['Cleared', 'Undone by a void, a correction or an entered figure, or became smaller.'],
    ['At least', 'Other providers may have used part of the same amount.'],
    ['Percentile', 'Of the others, how many are lower: not the same as a percentage.'],
  ];
  return table({
    sheet: 'Definitions',
    title: 'Definitions',
    columns: [column('Word', 'text'), column('Meaning', 'text', 5)],
    rows,
    empty: '',
  });
}

function ruleTable(): ReportBlock {
  return table({
    sheet: 'Rules',
    title: 'Rules',
    columns: [
      column('Rule', 'text', 0.7),
      column('Statement', 'text', 4),
      column('Source', 'text', 2.4),
      column('Confidence', 'text', 0.8),
      column('Ours or Medicare', 'text', 0.9),
    ],
    rows: RULE_CHAPTERS.flatMap(({ rules }) => rules).map((rule) => [
      rule.id,
      rule.statement,
      rule.source,
      rule.confidence,
      rule.isPolicy ? 'our policy' : 'Medicare',
    ]),
    shown: 0,
    empty: '',
  });
}
