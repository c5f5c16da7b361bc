// What the X12 readers ask of single bytes and of short runs of them.

const LINE_FEED = 10;
const CARRIAGE_RETURN = 13;
const SPACE = 32;
const NOT_ASCII = /[\u0080-\u00ff]/;

/** Spaces, tabs, line ends, NUL and Ctrl-Z: what may stand around segments without meaning. */
export function isBlank(byte: number): boolean {
  return byte <= SPACE;
}

export function isLineBreak(byte: number): boolean {
  return byte === LINE_FEED || byte === CARRIAGE_RETURN;
}

export function isAlphanumeric(byte: number): boolean {
  return (byte >= 48 && byte <= 57) || (byte >= 65 && byte <= 90) || (byte >= 97 && byte <= 122);
}

/** True when the ASCII word stands at `from`, all of it before `limit`. */
export function startsWith(bytes: Uint8Array, from: number, word: string): boolean {
  if (from + word.length > bytes.length) return false;
  for (let at = 0; at < word.length; at += 1) {
    if (bytes[from + at] !== word.charCodeAt(at)) return false;
  }
  return true;
}

/** Text of the bytes as they stand: UTF-8 where they are UTF-8, else Latin-1, never lossy. */
export function decodeText(bytes: Buffer, from: number, to: number): string {
  const latin = bytes.toString('latin1', from, to);
  return NOT_ASCII.test(latin) ? decodeLatin(latin) : latin;
}

/** The same for text that was cut as Latin-1, one character a byte. */
export function decodeLatin(latin: string): string {
  if (!NOT_ASCII.test(latin)) return latin;
  const decoded = Buffer.from(latin, 'latin1').toString('utf8');
  return decoded.includes('\ufffd') ? latin : decoded;
}
