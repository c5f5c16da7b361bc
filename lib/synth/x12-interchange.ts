// The envelope of a synthetic 835 and the small forms of X12: amounts, dates, padded fields.
// ISA15 is always T: a synthetic file can never pass for production data.

import type { IsoDay } from '../domain/day.js';
import type { RemittanceBatch } from './claim-event.js';

const RECEIVER = 'SYNTHBILL';

export interface Interchange {
  readonly batch: RemittanceBatch;
  /** Number in the file, from 1. */
  readonly number: number;
  /** Transaction sets between header and trailer. */
  readonly transactions: number;
}

export function interchangeHeader({ batch, number }: Interchange): string {
  const sender = `SYN${batch.payer.payerId}`;
  const day = compact(batch.deliveredDate);
  const control = String(number).padStart(9, '0');
  const blank = ''.padEnd(10);
  return (
    `ISA*00*${blank}*00*${blank}*ZZ*${sender.padEnd(15)}*ZZ*${RECEIVER.padEnd(15)}` +
    `*${day.slice(2)}*0600*^*00501*${control}*0*T*:~\n` +
    `GS*HP*${sender}*${RECEIVER}*${day}*0600*${number}*X*005010X221A1~\n`
  );
}

export function interchangeTrailer({ number, transactions }: Interchange): string {
  return `GE*${transactions}*${number}~\nIEA*1*${String(number).padStart(9, '0')}~\n`;
}

/** Cents as X12 decimal text without needless zeros: 1250 -> 12.5, 8 -> .08, -100 -> -1. */
export function amount(cents: number): string {
  const whole = Math.floor(Math.abs(cents) / 100);
  const rest = Math.abs(cents) % 100;
  const sign = cents < 0 ? '-' : '';
  if (rest === 0) return `${sign}${whole}`;
  const fraction = rest % 10 === 0 ? `${rest / 10}` : rest < 10 ? `0${rest}` : `${rest}`;
  return `${sign}${whole === 0 ? '' : whole}.${fraction}`;
}

export function compact(day: IsoDay): string {
  return day.slice(0, 4) + day.slice(5, 7) + day.slice(8, 10);
}
