// Names the rules of this folder. Raised whenever any of them gives another answer than before, so
// that every stored run and snapshot says by which rules it was judged.

export const RULES_VERSION = '1';
