// A report as the page shows it before anybody downloads it: the same document that paper gets,
// with the rows that paper shows. Hosts make it where they render reports, for it draws charts.

import type { ReportBlock, ReportDocument } from '../ports/report-renderer.js';
import type { PreviewAnswer, PreviewBlock } from './contract/report-preview.js';

export function previewOfReport(document: ReportDocument): PreviewAnswer {
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
