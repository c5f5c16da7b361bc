// Findings by rule, with their trend and a few examples; exposed and under-billed dollars in two
// columns that are never netted.

import { trendChart } from '../../../charts/trend-chart.js';
import type { ReportBlock, ReportSection } from '../../../ports/report-renderer.js';
import { FINDING_KINDS, type FindingKind, type ReportModel } from '../report-model.js';
import { caseBlocks } from './case-tables.js';
import { column, paragraph, table } from './table-block.js';
import { FINDING_RULES, FINDING_WORDS, GROUP_WORDS, percent } from './words.js';

const EXAMPLES = 5;
const MONTHS_OF_TREND = 12;
const MONTHS_LEFT_OUT =
  'Months with few lines of a kind are left out of the share edition, so no line is drawn over ' +
  'those that are left.';

export function findingsSection(model: ReportModel, isShared: boolean): ReportSection {
  return {
    id: 'findings',
    title: 'KX findings by rule',
    blocks: [
      paragraph(
        'Only lines whose verdict is certain are findings: what depends on outside spend is ' +
          'counted above and in none of these. Paid dollars could be asked back; denied charges ' +
          'were not collected. The two are never netted.',
      ),
      byRule(model),
      ...(isShared ? [] : caseBlocks(model)),
      ...(isShared && model.trend.length === 0 ? [] : trendBlocks(model, isShared)),
      ...(isShared ? [] : [examples(model)]),
    ],
  };
}

function byRule({ findings }: ReportModel): ReportBlock {
  return table({
    sheet: 'Findings',
    title: 'Findings by rule, year and group',
    columns: [
      column('Finding', 'text', 2.4),
      column('Rules', 'text', 1.2),
      column('Year', 'text', 0.6),
      column('Group', 'text', 1),
      column('Lines', 'count', 0.7),
      column('Beneficiaries', 'count', 1.1),
      column('Allowed', 'cents', 1.2),
      column('Medicare paid', 'cents', 1.2),
      column('Charges denied', 'cents', 1.2),
    ],
    rows: findings.map((row) => [
      FINDING_WORDS[row.kind],
      FINDING_RULES[row.kind],
      String(row.year),
      GROUP_WORDS[row.group],
      row.lines,
      row.beneficiaries,
      row.allowedCents,
      row.paidCents,
      row.underBilledChargeCents,
    ]),
    empty: 'No line with a certain verdict needs attention.',
  });
}

function trendBlocks({ trend }: ReportModel, isShared: boolean): readonly ReportBlock[] {
  const lines = trend.reduce((sum, row) => sum + row.therapyLines, 0);
  if (lines === 0) {
    return [paragraph('There is no therapy in the twelve months, so there is no trend to draw.')];
  }
  const kx = trend.reduce((sum, row) => sum + row.kxLines, 0);
  const figures = trendTable(trend);
  if (isShared && trend.length < MONTHS_OF_TREND) return [paragraph(MONTHS_LEFT_OUT), figures];
  return [
    {
      kind: 'chart',
      title: 'Share of therapy lines with KX, by month of service',
      svg: trendChart(
        trend.map((row) => ({ label: row.month, hits: row.kxLines, n: row.therapyLines })),
        { unit: 'therapy lines not denied' },
      ),
      alt:
        `Line of the share of therapy lines with KX over twelve months: ${percent(kx / lines)} ` +
        `on average; ${trend.map((row) => `${row.month} ${shareText(row)}`).join(', ')}.`,
    },
    figures,
  ];
}

function trendTable(trend: ReportModel['trend']): ReportBlock {
  return table({
    sheet: 'Trend',
    title: 'Therapy lines by month of service',
    columns: [
      column('Month', 'text'),
      column('Therapy lines', 'count'),
      column('With KX', 'count'),
      column('Share with KX', 'share'),
      column('KX with a certain verdict', 'count', 1.3),
      column('Early among these', 'count', 1.2),
      column('Allowed', 'cents', 1.2),
    ],
    rows: trend.map((row) => [
      row.month,
      row.therapyLines,
      row.kxLines,
      row.therapyLines === 0 ? null : row.kxLines / row.therapyLines,
      row.judgedKxLines,
      row.earlyLines,
      row.allowedCents,
    ]),
    empty: '',
  });
}

function shareText({ kxLines, therapyLines }: ReportModel['trend'][number]): string {
  return therapyLines === 0 ? 'no lines' : percent(kxLines / therapyLines);
}

/** The largest of each kind. */
function examples({ lines }: ReportModel): ReportBlock {
  const chosen = FINDING_KINDS.flatMap((kind) => largestOf(lines, kind));
  return table({
    sheet: 'Examples',
    title: `Up to ${EXAMPLES} examples of each finding, by amount; all lines are in the sheet Lines`,
    columns: [
      column('Finding', 'text', 1.7),
      column('Beneficiary', 'text', 2.8),
      column('Claim and line', 'text', 1.9),
      column('Service', 'day', 1),
      column('Code', 'text', 1),
      column('Total before', 'cents', 0.95),
      column('Allowed', 'cents', 0.85),
      column('Rules', 'text', 1.8),
    ],
    rows: chosen.map((line) => [
      line.finding === null ? '' : FINDING_WORDS[line.finding],
      line.token,
      `${line.icn} / ${line.line}`,
      line.serviceDate,
      `${line.hcpcs} ${line.modifiers}`,
      line.beforeCents,
      line.allowedCents,
      line.rules,
    ]),
    shown: EXAMPLES * FINDING_KINDS.length,
    empty: 'There is no finding to show an example of.',
  });
}

function largestOf(lines: ReportModel['lines'], kind: FindingKind): ReportModel['lines'] {
  return lines
    .filter(({ finding }) => finding === kind)
    .toSorted(
      (one, other) =>
        other.allowedCents - one.allowedCents ||
        other.chargeCents - one.chargeCents ||
        (one.icn < other.icn ? -1 : 1),
    )
    .slice(0, EXAMPLES);
}
