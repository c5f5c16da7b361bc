// How bad is a share beside its peers', from 0 to 1? By doublings, as reviewers speak in multiples:
// nothing up to the peers' share, half at twice of it, all at four times.

/** Policy: one point of a hundred is added to both: multiples of next to nothing stay small. */
const OFFSET = 0.01;
const DOUBLINGS_MAX = 2;

export function severity(share: number, peerShare: number): number {
  const doublings = Math.log2((share + OFFSET) / (peerShare + OFFSET));
  return Math.min(1, Math.max(0, doublings / DOUBLINGS_MAX));
}
