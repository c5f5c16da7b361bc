// The report as one HTML file: charts inline, no script, no outside address, readable on screen
// and printable. Tables show what paper shows; the rest is in the workbook.

import type {
  ReportBlock,
  ReportDocument,
  ReportRenderer,
  ReportTable,
} from '../../../ports/report-renderer.js';
import { formatCell, isRightAligned, restText } from './format-cell.js';

const STYLE = `
:root{color-scheme:light}
body{font:14px/1.5 'Open Sans',system-ui,sans-serif;color:#1b1f24;max-width:1000px;
margin:2rem auto;padding:0 1rem}
h1{font-size:1.9rem;margin:0}h2{border-bottom:2px solid;margin-top:2.4rem}
h3{font-size:1.05rem;margin:1.6rem 0 .4rem}
.subtitle,.rest,.empty,footer{color:#57606a}.mark{font-weight:600;text-align:right}
dl{display:grid;grid-template-columns:max-content 1fr;gap:.1rem 1rem}
dt{color:#57606a}dd{margin:0;overflow-wrap:anywhere}
.figures{display:grid;grid-template-columns:repeat(auto-fit,minmax(150px,1fr));gap:.6rem}
.figure{background:#eef1f4;padding:.6rem;border-radius:3px}.figure b{display:block;font-size:1.4rem}
.wide{overflow-x:auto}table{border-collapse:collapse;width:100%;font-size:.85rem}
th{background:#eef1f4;text-align:left;border-bottom:1px solid #1b1f24}
th,td{padding:.2rem .4rem;vertical-align:top}
td{border-bottom:1px solid #d8dee4;overflow-wrap:anywhere}
.right{text-align:right;font-variant-numeric:tabular-nums}
figure{margin:1rem 0}svg{width:100%;height:auto}
@media print{body{margin:0;max-width:none}tr,figure{break-inside:avoid}}
`;

export function openHtmlRenderer(): ReportRenderer {
  return {
    extension: 'html',
    render: (document) => Promise.resolve(new TextEncoder().encode(reportHtml(document))),
  };
}

export function reportHtml(document: ReportDocument): string {
  const { title, subtitle, facts, mark, footer, sections } = document;
  const body = [
    ...(mark === null ? [] : [tag('p', mark, 'mark')]),
    tag('h1', title),
    tag('p', subtitle, 'subtitle'),
    `<dl>${facts.map(([name, value]) => `${tag('dt', name)}${tag('dd', value)}`).join('')}</dl>`,
    ...sections.map(
      (section) =>
        `<section id="${escaped(section.id)}">${tag('h2', section.title)}` +
        `${section.blocks.map(blockHtml).join('\n')}</section>`,
    ),
    tag('footer', footer),
  ];
  return [
    '<!doctype html>',
    '<html lang="en">',
    '<head><meta charset="utf-8"><meta name="viewport" content="width=device-width">',
    `<title>${escaped(title)}</title><style>${STYLE}</style></head>`,
    `<body><main>${body.join('\n')}</main></body>`,
    '</html>',
    '',
  ].join('\n');
}

function blockHtml(block: ReportBlock): string {
  switch (block.kind) {
    case 'text':
      return tag('p', block.text);
    case 'list':
      return (
        tag('h3', block.title) + `<ul>${block.items.map((item) => tag('li', item)).join('')}</ul>`
      );
    case 'figures':
      return `<div class="figures">${block.figures
        .map(
          ({ label, kind, value, note }) =>
            `<div class="figure">${escaped(label)}${tag('b', formatCell(kind, value))}` +
            `<small>${escaped(note)}</small></div>`,
        )
        .join('')}</div>`;
    case 'chart':
      return (
        `${tag('h3', block.title)}<figure>` +
        `${block.svg.replace('role="img"', `role="img" aria-label="${escaped(block.alt)}"`)}</figure>`
      );
    case 'table':
      return tableHtml(block);
  }
}

function tableHtml(table: ReportTable): string {
  const { title, columns, rows, shown, empty } = table;
  const rest = restText(table);
  const note = rest === null ? '' : tag('p', rest, 'rest');
  if (shown === 0 && rest !== null) return note;
  if (rows.length === 0) return `${tag('h3', title)}${tag('p', empty, 'empty')}`;
  const classOf = (at: number): string =>
    isRightAligned(columns[at]?.kind ?? 'text') ? 'right' : '';
  const head = columns.map(
    (column, at) => `<th scope="col"${classText(classOf(at))}>${escaped(column.title)}</th>`,
  );
  const body = rows.slice(0, shown).map((row) => {
    const cells = row.map((value, at) =>
      tag('td', formatCell(columns[at]?.kind ?? 'text', value), classOf(at)),
    );
    return `<tr>${cells.join('')}</tr>`;
  });
  return (
    `${tag('h3', title)}<div class="wide"><table><thead><tr>${head.join('')}</tr></thead>` +
    `<tbody>${body.join('\n')}</tbody></table></div>${note}`
  );
}

function tag(name: string, words: string, className = ''): string {
  return `<${name}${classText(className)}>${escaped(words)}</${name}>`;
}

function classText(className: string): string {
  return className === '' ? '' : ` class="${className}"`;
}

function escaped(words: string): string {
  return words
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
