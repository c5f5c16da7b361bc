// Rows by month: the share as shade and as a number in the cell; a cell of few is left blank.

import { scaleBand, scaleLinear } from 'd3-scale';
import { readableOn } from './contrast.js';
import { element, MUTED, svg, text } from './svg.js';

export interface HeatRow {
  readonly label: string;
  readonly cells: readonly { readonly hits: number; readonly n: number }[];
}

export interface HeatMap {
  readonly columns: readonly string[];
  readonly rows: readonly HeatRow[];
  /** Cells with a smaller denominator stay blank. */
  readonly smallest: number;
}

const WIDTH = 720;
const LEFT = 92;
const TOP = 22;
const ROW = 22;

export function heatMap({ columns, rows, smallest }: HeatMap): string {
  const x = scaleBand().domain(columns).range([LEFT, WIDTH]).padding(0.04);
  const shade = scaleLinear<string>().domain([0, 1]).range(['#f3f7fb', '#08519c']).clamp(true);
  const head = columns.map((label) =>
    text(label.slice(2), {
      x: (x(label) ?? 0) + x.bandwidth() / 2,
      y: 14,
      anchor: 'middle',
      fill: MUTED,
    }),
  );
  const body = rows.flatMap(({ label, cells }, at) => {
    const y = TOP + at * ROW;
    const drawn = cells.flatMap(({ hits, n }, column) => {
      const left = x(columns[column] ?? '') ?? 0;
      const box = { x: left, y, width: x.bandwidth(), height: ROW - 3 };
      if (n < smallest) return [element('rect', { ...box, fill: '#ffffff', stroke: '#e3e8ee' })];
      const share = hits / n;
      const place = { x: left + x.bandwidth() / 2, y: y + 13, anchor: 'middle' } as const;
      return [
        element('rect', { ...box, fill: shade(share) }),
        text(`${Math.round(share * 100)}%`, { ...place, fill: readableOn(shade(share)) }),
      ];
    });
    return [text(label, { x: 0, y: y + 13 }), ...drawn];
  });
  return svg({ width: WIDTH, height: TOP + rows.length * ROW + 4 }, [...head, ...body]);
}
