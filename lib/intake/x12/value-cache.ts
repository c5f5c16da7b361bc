// Remembers what short runs of bytes mean. A remittance repeats the same codes, dates and
// numbers without end; looking them up costs less than making a string each time.

const SLOTS = 4096;

/** A direct-mapped cache: bounded, and a collision only costs another conversion. */
export class ValueCache<Value> {
  private readonly keys: string[] = new Array<string>(SLOTS).fill('');
  private readonly values: Value[];

  /** `convert` gets the bytes as Latin-1 text, one character a byte. */
  constructor(private readonly convert: (raw: string) => Value) {
    this.values = new Array<Value>(SLOTS).fill(convert(''));
  }

  /** The value of `bytes[from..to)`. */
  get(bytes: Buffer, from: number, to: number): Value {
    let hash = to - from;
    for (let at = from; at < to; at += 1) hash = (Math.imul(hash, 31) + bytes[at]!) | 0;
    const slot = (hash ^ (hash >>> 12)) & (SLOTS - 1);
    if (!isSame(this.keys[slot]!, bytes, from, to)) {
      const raw = bytes.toString('latin1', from, to);
      this.values[slot] = this.convert(raw);
      this.keys[slot] = raw;
    }
    return this.values[slot]!;
  }
}

function isSame(key: string, bytes: Buffer, from: number, to: number): boolean {
  if (key.length !== to - from) return false;
  for (let at = 0; at < key.length; at += 1) {
    if (key.charCodeAt(at) !== bytes[from + at]) return false;
  }
  return true;
}
