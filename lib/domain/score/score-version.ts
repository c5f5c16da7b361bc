// Raised with every change of a pattern, a statistic, a weight or a band: a stored run names it, so
// that a difference between two runs can be put down to the method.

export const SCORE_METHOD_VERSION = '3';
