// SVG as text: the few elements that the charts are drawn with, every value escaped, numbers with
// two decimals at most, so that equal figures give equal bytes.

export type SvgValue = string | number;

export function element(
  name: string,
  attributes: Readonly<Record<string, SvgValue>>,
  ...children: readonly string[]
): string {
  const written = Object.entries(attributes).map(
    ([key, value]) => ` ${key}="${typeof value === 'number' ? rounded(value) : escaped(value)}"`,
  );
  const open = `<${name}${written.join('')}`;
  return children.length === 0 ? `${open}/>` : `${open}>${children.join('')}</${name}>`;
}

export interface TextPlace {
  readonly x: number;
  readonly y: number;
  readonly anchor?: 'start' | 'middle' | 'end';
  readonly size?: number;
  readonly fill?: string;
  readonly weight?: 'bold';
}

export function text(words: string, place: TextPlace): string {
  const { x, y, anchor = 'start', size = LABEL_SIZE, fill = INK, weight } = place;
  const style = { 'font-size': size, 'text-anchor': anchor, fill };
  const bold: Readonly<Record<string, SvgValue>> =
    weight === undefined ? {} : { 'font-weight': weight };
  return element('text', { x, y, ...style, ...bold }, escaped(words));
}

export function line(
  from: readonly [number, number],
  to: readonly [number, number],
  attributes: Readonly<Record<string, SvgValue>> = {},
): string {
  const [x1, y1] = from;
  const [x2, y2] = to;
  return element('line', { x1, y1, x2, y2, stroke: RULE, 'stroke-width': 1, ...attributes });
}

/** Told by a browser when pointed at. */
export function title(words: string): string {
  return element('title', {}, escaped(words));
}

/** The whole drawing; `viewBox` lets it take any width. */
export function svg(size: { readonly width: number; readonly height: number }, body: string[]) {
  const { width, height } = size;
  return element(
    'svg',
    {
      xmlns: 'http://www.w3.org/2000/svg',
      viewBox: `0 0 ${width} ${height}`,
      width,
      height,
      'font-family': 'Open Sans, sans-serif',
      role: 'img',
    },
    ...body,
  );
}

export const LABEL_SIZE = 10;
export const INK = '#1b1f24';
export const MUTED = '#57606a';
export const RULE = '#c9d1d9';
/** Apart for those who see red and green alike (Okabe and Ito). */
export const BLUE = '#0072b2';
export const ORANGE = '#b34700';
export const GREEN = '#00795c';
export const SHADE = '#eef1f4';

function escaped(words: string): string {
  return words
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}

function rounded(value: number): string {
  return String(Math.round(value * 100) / 100);
}

/** `$2,480`: whole dollars for axes; exact amounts stand in the tables. */
export function dollarTick(cents: number): string {
  const whole = Math.round(Math.abs(cents) / 100);
  const grouped = String(whole).replace(/\B(?=(\d{3})+$)/g, ',');
  return `${cents < 0 && whole > 0 ? '-' : ''}$${grouped}`;
}

export function percentTick(share: number): string {
  return `${Math.round(share * 100)}%`;
}
