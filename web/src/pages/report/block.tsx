// A block of a report on the page: a paragraph, a list, figures, a chart, a table. Of a long table
// the first rows stand there until somebody asks for all: a report has many.

import { useState } from 'react';
import type {
  PreviewBlock,
  PreviewCell,
  PreviewCellKind,
  PreviewTable,
} from '../../../../lib/api/contract/report-preview.js';
import { count, dollars, plural } from '../../parts/format.js';
import { PlainButton } from '../../parts/plain-button.js';

export function Block({ block }: { readonly block: PreviewBlock }) {
  switch (block.kind) {
    case 'text':
      return <p>{block.text}</p>;
    case 'list':
      return (
        <div>
          <h3>{block.title}</h3>
          <ul>
            {block.items.map((item) => (
              <li key={item}>{item}</li>
            ))}
          </ul>
        </div>
      );
    case 'figures':
      return (
        <div className="kx-cards">
          {block.figures.map(({ label, kind, value, note }) => (
            <section className="kx-card" key={label}>
              <h3 className="kx-card-title">{label}</h3>
              <div className="kx-figure">{cellText(kind, value)}</div>
              <p className="kx-quiet">{note}</p>
            </section>
          ))}
        </div>
      );
    case 'chart':
      return (
        <figure className="kx-report-chart">
          <figcaption>{block.title}</figcaption>
          <div className="kx-paper">
            <img src={imageOf(block.svg)} alt={block.alt} />
          </div>
        </figure>
      );
    case 'table':
      return <Table table={block} />;
  }
}

/** As an image a chart is a picture and nothing more: nothing in it could run or be fetched. */
function imageOf(svg: string): string {
  return `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
}

const FIRST_ROWS = 5;

function Table({ table }: { readonly table: PreviewTable }) {
  const [isWhole, setWhole] = useState(false);
  const { title, columns, rows, total, empty } = table;
  const rest = total - rows.length;
  const restText = `${plural(rest, 'row')} ${rows.length === 0 ? '' : 'more '}in the workbook.`;
  return (
    <div>
      <h3>{title}</h3>
      {total === 0 && <p>{empty}</p>}
      {rows.length > 0 && (
        <div className="kx-scroll" tabIndex={0} role="region" aria-label={title}>
          <table className="kx-heat kx-left">
            <thead>
              <tr>
                {columns.map((column) => (
                  <th key={column.title} scope="col">
                    <Cell kind={column.kind} value={column.title} />
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {(isWhole ? rows : rows.slice(0, FIRST_ROWS)).map((row, at) => (
                <tr key={at}>
                  {row.map((value, place) => (
                    <td key={columns[place]?.title ?? place}>
                      <Cell kind={columns[place]?.kind ?? 'text'} value={value} />
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {rows.length > FIRST_ROWS && (
        <PlainButton
          words={isWhole ? 'Show fewer rows' : `Show all ${rows.length} rows`}
          of={title}
          isOpen={isWhole}
          onClick={() => setWhole(!isWhole)}
        />
      )}
      {rest > 0 && <p className="kx-quiet">{restText}</p>}
    </div>
  );
}

const RIGHT: readonly PreviewCellKind[] = ['cents', 'count', 'share', 'number'];

function Cell({ kind, value }: { readonly kind: PreviewCellKind; readonly value: PreviewCell }) {
  const text = cellText(kind, value);
  return RIGHT.includes(kind) ? <span className="kx-number">{text}</span> : text;
}

/** As the files write it, to the cent. */
function cellText(kind: PreviewCellKind, value: PreviewCell): string {
  if (value === null) return '-';
  if (typeof value === 'string') return value;
  if (kind === 'cents') return dollars(value);
  if (kind === 'share') return `${(value * 100).toFixed(1)}%`;
  return kind === 'count' ? count(value) : String(value);
}
