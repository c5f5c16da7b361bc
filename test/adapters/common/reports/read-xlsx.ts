// Reads back what a workbook shows: sheets by name, cells as text or number. Enough for the files
// that the renderer writes, and no more.

import { inflateRawSync } from 'node:zlib';

export type SheetCells = readonly (readonly (string | number | null)[])[];

export interface ReadWorkbook {
  readonly sheets: ReadonlyMap<string, SheetCells>;
  readonly files: ReadonlyMap<string, string>;
  /** DOS date and time of each entry. */
  readonly times: readonly number[];
}

export function readXlsx(body: Uint8Array): ReadWorkbook {
  const { files, times } = unzip(Buffer.from(body));
  const strings = matches(files.get('xl/sharedStrings.xml') ?? '', /<si>(.*?)<\/si>/gs).map((si) =>
    unescaped(matches(si, /<t[^>]*>(.*?)<\/t>/gs).join('')),
  );
  const names = matches(files.get('xl/workbook.xml') ?? '', /<sheet [^>]*?name="([^"]*)"/g);
  const sheets = new Map(
    names.map((name, at) => {
      const xml = files.get(`xl/worksheets/sheet${at + 1}.xml`) ?? '';
      return [unescaped(name), cellsOf(xml, strings)] as const;
    }),
  );
  return { sheets, files, times };
}

function cellsOf(xml: string, strings: readonly string[]): SheetCells {
  return [...xml.matchAll(/<row [^>]*?(?:\/>|>(.*?)<\/row>)/gs)].map(([, row = '']) => {
    const cells: (string | number | null)[] = [];
    for (const [, place = '', more = '', inner = ''] of row.matchAll(
      /<c r="([A-Z]+)\d+"([^>]*?)(?:\/>|>(.*?)<\/c>)/gs,
    )) {
      const at = columnOf(place);
      while (cells.length < at) cells.push(null);
      const [value] = matches(inner, /<v>(.*?)<\/v>/gs);
      if (value === undefined) cells.push(null);
      else cells.push(more.includes('t="s"') ? (strings[Number(value)] ?? '') : Number(value));
    }
    return cells;
  });
}

function columnOf(letters: string): number {
  return [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;
}

function unzip(body: Buffer) {
  const files = new Map<string, string>();
  const times: number[] = [];
  const end = body.lastIndexOf(Buffer.from('504b0506', 'hex'));
  let at = body.readUInt32LE(end + 16);
  for (let left = body.readUInt16LE(end + 10); left > 0; left -= 1) {
    const nameLength = body.readUInt16LE(at + 28);
    const local = body.readUInt32LE(at + 42);
    const from = local + 30 + body.readUInt16LE(local + 26) + body.readUInt16LE(local + 28);
    const packed = body.subarray(from, from + body.readUInt32LE(at + 20));
    const isPacked = body.readUInt16LE(at + 10) === 8;
    const name = body.toString('utf8', at + 46, at + 46 + nameLength);
    files.set(name, (isPacked ? inflateRawSync(packed) : packed).toString('utf8'));
    times.push(body.readUInt32LE(at + 12), body.readUInt32LE(local + 10));
    at += 46 + nameLength + body.readUInt16LE(at + 30) + body.readUInt16LE(at + 32);
  }
  return { files, times };
}

function matches(text: string, pattern: RegExp): string[] {
  return [...text.matchAll(pattern)].map(([, group = '']) => group);
}

function unescaped(text: string): string {
  return text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&apos;', "'")
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&');
}
