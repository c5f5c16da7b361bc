// A report as a page of the dashboard: its text, figures, charts, and the rows that paper shows.

import { z } from '@hono/zod-openapi';
import type { ReportBlock, ReportDocument, ReportTable } from '../../ports/report-renderer.js';
import { reportFileParams } from './reports.js';
import { typed } from './shape.js';

export type PreviewTable = Pick<ReportTable, 'kind' | 'title' | 'columns' | 'rows' | 'empty'> & {
  /** Of the workbook, which holds all of them. */
  readonly total: number;
};

export type PreviewBlock = Exclude<ReportBlock, ReportTable> | PreviewTable;
export type PreviewCellKind = ReportTable['columns'][number]['kind'];
export type PreviewCell = ReportTable['rows'][number][number];

export interface PreviewAnswer extends Pick<
  ReportDocument,
  'title' | 'subtitle' | 'facts' | 'footer'
> {
  readonly sections: readonly {
    readonly id: string;
    readonly title: string;
    readonly blocks: readonly PreviewBlock[];
  }[];
}

export const previewParams = z.object({ reportId: reportFileParams.shape.reportId });
const kind = z.enum(['text', 'count', 'cents', 'share', 'number', 'day']);
const cell = z.union([z.string(), z.number(), z.null()]);

const block = z.union([
  z.object({ kind: z.literal('text'), text: z.string() }),
  z.object({ kind: z.literal('list'), title: z.string(), items: z.array(z.string()) }),
  z.object({
    kind: z.literal('figures'),
    figures: z.array(z.object({ label: z.string(), kind, value: cell, note: z.string() })),
  }),
  z.object({ kind: z.literal('chart'), title: z.string(), svg: z.string(), alt: z.string() }),
  typed<PreviewTable>('The rows that paper shows', {
    kind: z.literal('table'),
    title: z.string(),
    columns: z.array(z.object({ title: z.string(), kind, width: z.number().optional() })),
    rows: z.array(z.array(cell)),
    empty: z.string(),
    total: z.int(),
  }),
]);

export const previewAnswer = typed<PreviewAnswer>('A report as the page shows it', {
  title: z.string(),
  subtitle: z.string(),
  facts: z.array(z.array(z.string())),
  footer: z.string(),
  sections: z.array(z.object({ id: z.string(), title: z.string(), blocks: z.array(block) })),
});
