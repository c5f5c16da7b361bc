// Where the next page of a list begins: a set of pages and a place in it. Sets are immutable, so a
// reader who goes on sees neither a row twice nor a row missing, whatever was published meanwhile.

export interface Cursor {
  readonly pagesId: string;
  readonly part: number;
  readonly at: number;
}

const SHAPE = /^([0-9a-f]{24})\.(\d{1,6})\.(\d{1,9})$/;

export function writeCursor({ pagesId, part, at }: Cursor): string {
  return `${pagesId}.${part}.${at}`;
}

/** Null for anything that `writeCursor` did not write. */
export function readCursor(text: string): Cursor | null {
  const match = SHAPE.exec(text);
  if (match === null) return null;
  const [, pagesId = '', part = '', at = ''] = match;
  return { pagesId, part: Number(part), at: Number(at) };
}
