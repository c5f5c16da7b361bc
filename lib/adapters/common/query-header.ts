// The header of a query file: comment lines `-- key: text`, or `-- key:` with one item on each of
// the lines below it. Which keys, in which order, is fixed, so that every file reads alike.

export interface HeaderEntry {
  readonly text: string;
  readonly items: readonly string[];
}

export type QueryHeader = ReadonlyMap<string, HeaderEntry>;

export const HEADER_KEYS = [
  'name',
  'purpose',
  'grain',
  'inputs',
  'parameters',
  'outputs',
  'unique_key',
  'engines',
  'used_by',
  'source',
] as const;

/** Throws a plain Error that names the file and the line at fault. */
export function readHeader(
  name: string,
  text: string,
): { readonly header: QueryHeader; readonly body: string } {
  const lines = text.split('\n');
  const end = lines.findIndex((line) => !line.startsWith('--'));
  const header = new Map<string, { text: string; items: string[] }>();
  let entry: { text: string; items: string[] } | null = null;
  lines.slice(0, end).forEach((line, at) => {
    const item = /^--   (\S.*)$/.exec(line)?.[1];
    const [, key, value = ''] = /^-- ([a-z_]+):(?: (.*))?$/.exec(line) ?? [];
    if (item !== undefined && entry !== null) entry.items.push(item);
    else if (key !== undefined && key === HEADER_KEYS[header.size]) {
      entry = { text: value, items: [] };
      header.set(key, entry);
    } else {
      throw new Error(`query file ${name}: header line ${at + 1} is not the one expected there`);
    }
  });
  return { header, body: lines.slice(end).join('\n').trim() };
}
