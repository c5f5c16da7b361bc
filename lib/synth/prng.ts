// Seeded pseudo-random numbers (sfc32) for the synthetic claims. A stream is opened by name, so
// that a decision about one claim never shifts the draws of another: equal names, equal numbers.

export interface Prng {
  /** Uniform in [0, 1). */
  next(): number;
  /** Uniform whole number from `low` to `high`, both included. */
  between(low: number, high: number): number;
  chance(probability: number): boolean;
  pick<T>(items: readonly T[]): T;
  /** An item with a probability in proportion to its weight. */
  pickWeighted<T>(items: readonly (readonly [item: T, weight: number])[]): T;
}

/** Opens the stream of that name. */
export function createPrng(...name: readonly (string | number)[]): Prng {
  const next = sfc32(hashName(name.join('|')));
  const between = (low: number, high: number): number =>
    low + Math.floor(next() * (high - low + 1));
  return {
    next,
    between,
    chance: (probability) => next() < probability,
    pick: (items) => itemAt(items, between(0, items.length - 1)),
    pickWeighted: (items) => pickByWeight(items, next()),
  };
}

function pickByWeight<T>(items: readonly (readonly [item: T, weight: number])[], draw: number): T {
  let rest = draw * items.reduce((sum, [, weight]) => sum + weight, 0);
  for (const [item, weight] of items) {
    rest -= weight;
    if (rest < 0) return item;
  }
  return itemAt(items, items.length - 1)[0];
}

function itemAt<T>(items: readonly T[], index: number): T {
  if (index < 0 || index >= items.length) throw new RangeError('nothing to pick from');
  return items[index] as T;
}

/** Four 32-bit words from text: FNV-1a with four starts, finished by a mix of all words. */
function hashName(text: string): readonly [number, number, number, number] {
  let a = 0x811c9dc5;
  let b = 0x1b873593;
  let c = 0x9e3779b9;
  let d = 0xcc9e2d51;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    a = Math.imul(a ^ code, 0x01000193);
    b = Math.imul(b ^ code, 0x85ebca6b) ^ (a >>> 15);
    c = Math.imul(c ^ code, 0xc2b2ae35) ^ (b >>> 13);
    d = Math.imul(d ^ code, 0x27d4eb2f) ^ (c >>> 16);
  }
  return [a ^ d, b ^ a, c ^ b, d ^ c];
}

function sfc32(words: readonly [number, number, number, number]): () => number {
  let [a, b, c, d] = words;
  const next = (): number => {
    const sum = (((a + b) | 0) + d) | 0;
    d = (d + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + sum) | 0;
    return (sum >>> 0) / 4294967296;
  };
  for (let warmUp = 0; warmUp < 8; warmUp += 1) next();
  return next;
}
