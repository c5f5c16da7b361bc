// The order of text by its code units, which is the order of keys in every store: the same on every
// host, whatever its language. For sorting; 0 when equal, so that orders can be chained.

export function compareText(left: string, right: string): number {
  if (left === right) return 0;
  return left < right ? -1 : 1;
}
