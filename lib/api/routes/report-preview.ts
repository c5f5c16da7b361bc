// A report as the page shows it before anybody downloads it: the same document that paper gets,
// with the rows that paper shows, made from the stored figures.

import { createHash } from 'node:crypto';
import type { ReportBlock } from '../../ports/report-renderer.js';
import { reportDocument } from '../../pipeline/reports/document/report-document.js';
import { REPORT_MODEL } from '../../pipeline/reports/report-model.js';
import type { PreviewAnswer, PreviewBlock } from '../contract/report-preview.js';

/** `json`: the file of the report that holds its figures. */
export function reportPreview(json: Uint8Array): PreviewAnswer {
  const model = REPORT_MODEL.parse(JSON.parse(Buffer.from(json).toString('utf8')));
  const sha256 = createHash('sha256').update(json).digest('hex');
  const document = reportDocument(model, { sha256, isForCounsel: false });
  const { title, subtitle, facts, footer, sections } = document;
  return {
    title,
    subtitle,
    facts,
    footer,
    sections: sections.map(({ id, title: name, blocks }) => {
      return { id, title: name, blocks: blocks.map(previewBlock) };
    }),
  };
}

/** All rows stand in the workbook: a page of a browser shows what paper shows. */
function previewBlock(block: ReportBlock): PreviewBlock {
  if (block.kind !== 'table') return block;
  const { title, columns, rows, shown, empty } = block;
  return {
    kind: 'table',
    title,
    columns,
    rows: rows.slice(0, shown),
    total: rows.length,
    empty,
  };
}
