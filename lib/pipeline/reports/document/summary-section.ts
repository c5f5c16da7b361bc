// The first page: five figures with their change, and the movement that leads from last month's
// closing figures to this month's, in items and in dollars.

import { paretoChart, paretoRows } from '../../../charts/pareto-chart.js';
import type {
  CellValue,
  ReportBlock,
  ReportFigure,
  ReportSection,
} from '../../../ports/report-renderer.js';
import {
  FINDING_KINDS,
  type MovementMeasure,
  type MovementRow,
  type ReportModel,
} from '../report-model.js';
import type { ReportCause } from '../report-model-providers.js';
import { reviewText } from './case-tables.js';
import { column, paragraph, table } from './table-block.js';
import {
  CAUSE_WORDS,
  dollars,
  MEASURE_BASIS,
  MEASURE_WORDS,
  plural,
  SCREENING,
  signed,
} from './words.js';

const CAUSES_ON_FIRST_PAGE = 3;

export function summarySection(model: ReportModel): ReportSection {
  return {
    id: 'summary',
    title: 'Summary',
    blocks: [
      paragraph(SCREENING),
      {
        kind: 'figures',
        figures: [
          figureOf(rowOf(model, 'rac_kx_lines'), 'Paid on KX lines in the look-back', 'paidCents'),
          figureOf(rowOf(model, 'review_lines'), 'Paid on lines above $3,000', 'paidCents'),
          findingFigure(model),
          figureOf(rowOf(model, 'under_billed'), 'Charges denied for want of KX', 'cents'),
          zoneFigure(model),
        ],
      },
      paragraph(
        'The first two are exposures of different reviewers. They overlap, and they are never ' +
          'added. Opening + restated + new - resolved - cleared = closing, in every row.',
      ),
      movementTable(model, 'count'),
      movementTable(model, 'cents'),
    ],
  };
}

/** Three causes with what would mend them, and who has them. */
export function actionsSection({ causes, unknowns }: ReportModel): ReportSection {
  return {
    id: 'actions',
    title: 'Causes, actions, and what is not known',
    blocks: [
      ...paretoBlocks(causes),
      table({
        sheet: 'Causes',
        title: 'Largest causes of findings, and what would mend them',
        columns: [
          column('Cause', 'text', 2),
          column('Provider', 'text', 1.6),
          column('Lines', 'count', 0.7),
          column('Paid on them', 'cents', 1.1),
          column('Charges denied', 'cents', 1.1),
          column('Action', 'text', 3),
          column('Owner', 'text', 0.9),
        ],
        rows: causes.map((cause) => [
          CAUSE_WORDS[cause.kind] ?? cause.kind,
          cause.npi === null ? 'several' : `${cause.role ?? ''} ${cause.npi}`,
          cause.lines,
          cause.exposedPaidCents,
          cause.underBilledChargeCents,
          cause.mend,
          ownerText(cause),
        ]),
        shown: CAUSES_ON_FIRST_PAGE,
        empty: 'No line of the twelve months needs attention, so there is no cause to name.',
      }),
      {
        kind: 'list',
        title: 'What this report cannot know',
        items: unknowns.length > 0 ? unknowns : ['Nothing that it would need.'],
      },
    ],
  };
}

/** Empty where nobody has it: to be written in by hand. */
function ownerText({ reviewed }: ReportCause): string | null {
  const words = [reviewed?.owner ?? null, reviewText(reviewed)].filter((each) => each !== null);
  return words.length === 0 ? null : words.join(', ');
}

function paretoBlocks(causes: ReportModel['causes']): readonly ReportBlock[] {
  const bars = causes.map(({ kind, npi, exposedPaidCents }) => {
    const words = CAUSE_WORDS[kind] ?? kind;
    return { label: npi === null ? words : `${words}, ${npi}`, cents: exposedPaidCents };
  });
  const rows = paretoRows(bars);
  if (rows.length < 2) return [];
  const shares = rows.map(({ label, cents }) => `${label} ${dollars(cents)}`).join(', ');
  return [
    {
      kind: 'chart',
      title: 'Causes by dollars paid on their lines',
      svg: paretoChart(bars),
      alt: `Bars of causes, largest first: ${shares}. The sheet Causes has the figures.`,
    },
  ];
}

function movementTable({ movement }: ReportModel, unit: 'count' | 'cents') {
  const isCount = unit === 'count';
  const kind = isCount ? 'count' : 'cents';
  const parts = ['opening', 'restated', 'added', 'resolved', 'cleared', 'closing'] as const;
  const titles = ['Opening', 'Restated', 'New', 'Resolved', 'Cleared', 'Closing'];
  return table({
    sheet: isCount ? 'Compare' : 'Compare dollars',
    title: isCount ? 'Movement, in lines and totals' : 'Movement, in dollars',
    columns: [
      column('Measure', 'text', 2.6),
      ...(isCount ? [] : [column('Dollars are', 'text', 1.2)]),
      ...titles.map((title) => column(title, kind, isCount ? 0.8 : 1.15)),
    ],
    rows: movement.map((row): readonly CellValue[] => [
      MEASURE_WORDS[row.measure],
      ...(isCount ? [] : [MEASURE_BASIS[row.measure]]),
      ...parts.map((part) => row[part][unit]),
    ]),
    empty: 'There is nothing to compare.',
  });
}

/** Undefined in a share edition that leaves the row out. */
function rowOf({ movement }: ReportModel, measure: MovementMeasure): MovementRow | undefined {
  return movement.find((each) => each.measure === measure);
}

const LEFT_OUT = 'left out: few people';

function figureOf(
  row: MovementRow | undefined,
  label: string,
  unit: 'cents' | 'paidCents',
): ReportFigure {
  if (row === undefined) return { label, kind: 'cents', value: null, note: LEFT_OUT };
  const { opening, closing } = row;
  const note = `${plural(closing.count, 'line')}; ${changeText(closing[unit] - opening[unit])}`;
  return { label, kind: 'cents', value: closing[unit], note };
}

function findingFigure(model: ReportModel): ReportFigure {
  const label = 'Lines with a finding to decide';
  const rows = FINDING_KINDS.flatMap((kind) => rowOf(model, kind) ?? []);
  if (rows.length < FINDING_KINDS.length) {
    return { label, kind: 'count', value: null, note: LEFT_OUT };
  }
  const value = rows.reduce((sum, { closing }) => sum + closing.count, 0);
  const before = rows.reduce((sum, { opening }) => sum + opening.count, 0);
  const note = `${signed(value - before)} since last month; each line has one`;
  return { label, kind: 'count', value, note };
}

function zoneFigure(model: ReportModel): ReportFigure {
  const label = MEASURE_WORDS.over_kx;
  const row = rowOf(model, 'over_kx');
  if (row === undefined) return { label, kind: 'count', value: null, note: LEFT_OUT };
  const { opening, closing } = row;
  const note = `${signed(closing.count - opening.count)} since last month; by year and group`;
  return { label, kind: 'count', value: closing.count, note };
}

function changeText(cents: number): string {
  if (cents === 0) return 'no change since last month';
  return `${cents > 0 ? '+' : ''}${dollars(cents)} since last month`;
}
