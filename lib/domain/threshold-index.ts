// THR-2, THR-3: next year's amount from this year's and the Medicare Economic Index.
// A check on entered amounts; never used to guess one.

import { toCents, type Cents } from './money.js';

const TEN_DOLLARS = 1_000n;

/**
 * prior x (1 + MEI), to the nearest 10 dollars. `meiPercent` is decimal text (`2.7`), exact.
 * The statute does not say which way a tie at 5 dollars goes; it is rounded up here.
 * Throws RangeError when `meiPercent` is no decimal number.
 */
export function indexThreshold(priorCents: Cents, meiPercent: string): Cents {
  const match = /^([+-]?)(\d+)(?:\.(\d+))?$/.exec(meiPercent);
  if (match === null) throw new RangeError('meiPercent must be a decimal number');
  const [, sign = '', whole = '0', fraction = ''] = match;
  const scale = 10n ** BigInt(fraction.length);
  const percent = BigInt(`${sign === '-' ? '-' : ''}${whole}${fraction}`);
  const numerator = BigInt(priorCents) * (100n * scale + percent);
  const denominator = 100n * scale;
  const tens = (2n * numerator + denominator * TEN_DOLLARS) / (2n * denominator * TEN_DOLLARS);
  return toCents(Number(tens * TEN_DOLLARS));
}
