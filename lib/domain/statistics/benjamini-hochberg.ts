// Many providers are tested at once, so some look unusual by chance (STAT-1: guard for multiple
// testing). Benjamini and Hochberg's step-up adjustment bounds the expected share of false
// findings.

/**
 * Adjusted p-values in the order of the input; an adjusted value is never below its own p-value.
 */
export function benjaminiHochberg(pValues: readonly number[]): readonly number[] {
  const order = pValues.map((_, at) => at);
  order.sort((left, right) => (pValues[left] ?? 0) - (pValues[right] ?? 0));
  const adjusted = new Array<number>(pValues.length).fill(1);
  let smallest = 1;
  for (let rank = order.length; rank >= 1; rank -= 1) {
    const at = order[rank - 1] ?? 0;
    const pValue = pValues[at] ?? 1;
    if (!(pValue >= 0 && pValue <= 1)) throw new RangeError('a p-value lies between 0 and 1');
    smallest = Math.min(smallest, pValue * (order.length / rank));
    adjusted[at] = smallest;
  }
  return adjusted;
}
