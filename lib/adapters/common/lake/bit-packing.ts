// Whole numbers below a power of two as Parquet packs them (the hybrid of runs and bit-packed
// groups): dictionary places and null levels. Over typed arrays and one buffer, because every value
// of the lake passes here.

/** Wider numbers would not fit into 32-bit arithmetic with the bits left over from the last one. */
const MAX_BIT_WIDTH = 24;

const GROUP = 8;
/** Length of a run or of a row of groups: at most five bytes, and a value. */
const HEADER_BYTES = 6;

/** Bits that every number from 0 to `largest` fits in. */
export function bitWidthOf(largest: number): number {
  return 32 - Math.clz32(largest);
}

/** `values` up to `count`; runs of eight and more become one value and a length. */
export function packRuns(
  values: Int32Array | Uint8Array,
  count: number,
  bitWidth: number,
): Uint8Array {
  if (bitWidth > MAX_BIT_WIDTH) throw new RangeError('too many different values to pack');
  const bytes = new Uint8Array(Math.ceil(count / GROUP) * (bitWidth + HEADER_BYTES));
  let end = 0;
  let groupsFrom = 0;
  let at = 0;
  while (at < count) {
    const run = runLength(values, at, count);
    if (run < GROUP) {
      at += GROUP;
      continue;
    }
    end = packGroups(values, { from: groupsFrom, to: at, bitWidth }, { bytes, end });
    end = appendVarInt(bytes, end, run * 2);
    for (let bits = 0; bits < bitWidth; bits += 8) bytes[end++] = (values[at] ?? 0) >>> bits;
    at += run;
    groupsFrom = at;
  }
  end = packGroups(values, { from: groupsFrom, to: count, bitWidth }, { bytes, end });
  return bytes.subarray(0, end);
}

function runLength(values: Int32Array | Uint8Array, from: number, count: number): number {
  const value = values[from];
  let end = from + 1;
  while (end < count && values[end] === value) end += 1;
  return end - from;
}

/** Groups of eight, the last one filled up with zeros; returns where they end. */
function packGroups(
  values: Int32Array | Uint8Array,
  { from, to, bitWidth }: { readonly from: number; readonly to: number; readonly bitWidth: number },
  target: { readonly bytes: Uint8Array; readonly end: number },
): number {
  if (to <= from) return target.end;
  const { bytes } = target;
  const groups = Math.ceil((to - from) / GROUP);
  let end = appendVarInt(bytes, target.end, groups * 2 + 1);
  let buffer = 0;
  let bits = 0;
  for (let at = from; at < from + groups * GROUP; at += 1) {
    buffer |= (at < to ? (values[at] ?? 0) : 0) << bits;
    bits += bitWidth;
    while (bits >= 8) {
      bytes[end++] = buffer;
      buffer >>>= 8;
      bits -= 8;
    }
  }
  return end;
}

function appendVarInt(bytes: Uint8Array, from: number, value: number): number {
  let end = from;
  let rest = value;
  while (rest > 127) {
    bytes[end++] = (rest & 127) | 128;
    rest >>>= 7;
  }
  bytes[end++] = rest;
  return end;
}
