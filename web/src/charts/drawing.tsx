// A chart of lib/charts on a page: drawn in the theme's colors, told in words, with its figures in
// a table beneath for those who do not see it or want to go on from it by keyboard.

import type { MouseEvent, ReactNode } from 'react';
import { themed } from '../../../lib/charts/themed.js';
import { Disclosure } from '../parts/disclosure.js';

export interface DrawingProps {
  /** What the box is, for screen readers. */
  readonly name: string;
  /** From lib/charts, which escapes every word. */
  readonly svg: string;
  /** What the chart shows, in words. */
  readonly alt: string;
  readonly head: readonly string[];
  readonly rows: readonly (readonly ReactNode[])[];
  /** Where marks lead somewhere: gets the key of the mark that was clicked. */
  readonly onPick?: (key: string) => void;
}

export function Drawing({ name, svg, alt, head, rows, onPick }: DrawingProps) {
  const pick = ({ target }: MouseEvent): void => {
    const mark = target instanceof Element ? target.closest('[data-key]') : null;
    const key = mark?.getAttribute('data-key');
    if (key !== null && key !== undefined) onPick?.(key);
  };
  return (
    <>
      <div className="kx-drawing" tabIndex={0} role="region" aria-label={name}>
        <div
          role="img"
          aria-label={alt}
          data-picks={onPick === undefined ? 'no' : 'yes'}
          onClick={pick}
          dangerouslySetInnerHTML={{ __html: themed(svg) }}
        />
      </div>
      <Disclosure className="kx-figures" summary={`Figures: ${name}`}>
        <div className="kx-scroll" tabIndex={0} role="region" aria-label={`Figures: ${name}`}>
          <table className="kx-heat">
            <thead>
              <tr>
                {head.map((words) => (
                  <th key={words} scope="col">
                    {words}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {rows.map(([first, ...cells], at) => (
                <tr key={at}>
                  <th scope="row">{first}</th>
                  {cells.map((cell, column) => (
                    <td key={column}>{cell}</td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </Disclosure>
    </>
  );
}
