// Dollars as people type them, digit by digit into cents: never through a float.

import { parseCents } from '../../../lib/domain/money.js';

export function toCentsText(text: string): number | null {
  const plain = text.replaceAll(/[$,\s]/g, '');
  return plain === '' ? null : parseCents(plain);
}
