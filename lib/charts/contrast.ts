// How well a text is read on its background (WCAG 2.2, 1.4.3): relative luminance, and which of
// black and white is read better. No check of a page looks at text within a drawing.

/** `#rrggbb`, or `rgb(r, g, b)` as scales write it. */
function luminance(color: string): number {
  const [red = 0, green = 0, blue = 0] = channels(color).map((value) => {
    const part = value / 255;
    return part <= 0.040_45 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

export function contrast(one: string, other: string): number {
  const [darker = 0, lighter = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (lighter + 0.05) / (darker + 0.05);
}

/** Pure black and white: on every background one of them reaches 4.5. */
export function readableOn(background: string): string {
  return contrast('#000000', background) >= contrast('#ffffff', background) ? '#000000' : '#ffffff';
}

function channels(color: string): readonly number[] {
  const hex = /^#([\da-f]{2})([\da-f]{2})([\da-f]{2})$/i.exec(color);
  if (hex !== null) return hex.slice(1).map((digits) => Number.parseInt(digits, 16));
  const rgb = /^rgb\((\d+), ?(\d+), ?(\d+)\)$/.exec(color);
  if (rgb === null) throw new RangeError('a color is written in a way that nobody reads here');
  return rgb.slice(1).map(Number);
}
