// Days and dollars as a table of cases writes them; a typing error in a table throws at once.

import { toIsoDay, type IsoDay } from '../../lib/domain/day.js';
import { parseCents, type Cents } from '../../lib/domain/money.js';

export function day(text: string): IsoDay {
  return toIsoDay(text);
}

export function dollars(text: string): Cents {
  const cents = parseCents(text);
  if (cents === null) throw new RangeError('a table of cases holds an amount that is none');
  return cents;
}
