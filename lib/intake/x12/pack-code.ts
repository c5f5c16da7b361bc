// Short X12 codes (segment ids, qualifiers) as numbers, so that the reader compares integers
// and makes no string for a segment that it only has to recognise.

/** Packs up to four ASCII characters; longer codes have no packed form (-1). */
export function packCode(code: string): number {
  if (code.length > 4) return -1;
  let packed = 0;
  for (let at = 0; at < code.length; at += 1) packed = (packed << 8) | code.charCodeAt(at);
  return packed;
}
