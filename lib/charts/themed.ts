// The same drawing on the dashboard: each color of the palette becomes a name of the dashboard's
// style sheet, which knows its light and its dark theme. The report keeps the colors of paper.

import { BLUE, GREEN, INK, MUTED, ORANGE, RULE, SHADE } from './svg.js';

export const THEMED: Readonly<Record<string, string>> = {
  [INK]: '--kx-text',
  [MUTED]: '--kx-quiet',
  [RULE]: '--kx-line',
  [BLUE]: '--kx-own',
  [ORANGE]: '--kx-kx-line',
  [GREEN]: '--kx-ok',
  [SHADE]: '--kx-band',
};

/** Hidden from screen readers too: what holds the drawing says in words what it shows. */
export function themed(drawing: string): string {
  return drawing
    .replaceAll(/ (fill|stroke)="(#[\da-f]{6})"/g, (whole, name: string, color: string) => {
      const variable = THEMED[color];
      return variable === undefined ? whole : ` ${name}="var(${variable})"`;
    })
    .replace(' role="img"', ' aria-hidden="true"');
}
