// Which form of a file a browser takes (RFC 9110 12.5.3): the one it weighs most, at equal weight
// the smaller one; null for the file as it is.

export type Encoding = 'br' | 'gzip';

/** Smallest first. */
const ENCODINGS: readonly Encoding[] = ['br', 'gzip'];

export function preferredEncoding(accepted: string): Encoding | null {
  const weights = new Map(accepted.split(',').map(toWeight));
  const weightOf = (coding: string): number | undefined => weights.get(coding) ?? weights.get('*');
  let best: Encoding | null = null;
  // Unnamed, the file as it is is acceptable, and wanted less than anything that is named.
  let bestWeight = weights.get('identity') ?? 0;
  for (const encoding of ENCODINGS) {
    const weight = weightOf(encoding) ?? 0;
    const isBetter = best === null ? weight > 0 && weight >= bestWeight : weight > bestWeight;
    if (isBetter) [best, bestWeight] = [encoding, weight];
  }
  return best;
}

function toWeight(part: string): readonly [string, number] {
  const [coding = '', ...parameters] = part.split(';').map((text) => text.trim().toLowerCase());
  const stated = parameters.find((text) => text.startsWith('q='))?.slice('q='.length);
  const weight = stated === undefined ? 1 : Number(stated);
  return [coding, Number.isFinite(weight) ? weight : 0];
}
