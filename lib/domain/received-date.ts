// When the payer received a claim: the order in which the limit is used up (ORD-1, ORD-3).

import type { IcnLayout } from './fold-settings.js';
import { dayOfYear, type IsoDay } from './day.js';
import type { ReceivedSource } from './judgement.js';
import type { VersionHeader } from './ledger-document.js';

export interface Received {
  readonly day: IsoDay;
  readonly source: ReceivedSource;
}

/**
 * Best source first: stated on the claim; the date inside the ICN, only where the contractor's
 * layout is configured and the date is possible; the paid date. Never the order of our files.
 */
export function receivedDate(
  header: VersionHeader,
  icnLayouts: ReadonlyMap<string, IcnLayout>,
): Received {
  if (header.receivedDate !== null) return { day: header.receivedDate, source: 'stated' };
  const layout = icnLayouts.get(header.payerId);
  const inside = layout === undefined ? null : dayInsideIcn(header.icn, layout);
  if (inside !== null && header.serviceTo <= inside && inside <= header.paidDate) {
    return { day: inside, source: 'icn' };
  }
  return { day: header.paidDate, source: 'paid_date' };
}

function dayInsideIcn(icn: string, layout: IcnLayout): IsoDay | null {
  const yearText = icn.slice(layout.yearAt, layout.yearAt + layout.yearDigits);
  const dayText = icn.slice(layout.dayAt, layout.dayAt + 3);
  if (!/^\d+$/.test(yearText + dayText) || dayText.length !== 3) return null;
  if (yearText.length !== layout.yearDigits) return null;
  const year = layout.yearDigits === 2 ? 2000 + Number(yearText) : Number(yearText);
  return dayOfYear(year, Number(dayText));
}
