// Plain text for terminals: wrapped paragraphs and aligned columns, no colour, at most 100 wide.

export const TEXT_WIDTH = 100;

/** Breaks at spaces; a word longer than the line stays whole. Every line begins with `indent`. */
export function wrapText(text: string, indent = ''): string {
  const lines: string[] = [];
  let line = indent;
  for (const word of text.split(' ')) {
    const isFirst = line === indent;
    if (!isFirst && line.length + 1 + word.length > TEXT_WIDTH) {
      lines.push(line);
      line = indent + word;
    } else line += isFirst ? word : ` ${word}`;
  }
  return [...lines, line].join('\n');
}

/** A list item, its further lines indented under the first. */
export function wrapItem(text: string, indent = ''): string {
  const lines = wrapText(text, `${indent}  `);
  return `${indent}- ${lines.slice(indent.length + 2)}`;
}

/** Rows of equal width per column; those named in `right` are set to the right. */
export function alignColumns(
  rows: readonly (readonly string[])[],
  right: readonly number[] = [],
): readonly string[] {
  const widths: number[] = [];
  for (const row of rows) {
    row.forEach((cell, at) => (widths[at] = Math.max(widths[at] ?? 0, cell.length)));
  }
  return rows.map((row) =>
    row
      .map((cell, at) =>
        right.includes(at) ? cell.padStart(widths[at] ?? 0) : cell.padEnd(widths[at] ?? 0),
      )
      .join('  ')
      .trimEnd(),
  );
}

export function countOf(count: number, one: string, many = `${one}s`): string {
  return `${count.toLocaleString('en-US')} ${count === 1 ? one : many}`;
}
