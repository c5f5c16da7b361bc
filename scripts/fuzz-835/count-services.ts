// A second, simple-minded count of what a file holds, to hold the reader against. It knows one
// pair of delimiters, no envelope and no loops.

import { parseCents } from '../../lib/domain/money.js';
import type { IntakeEvent } from '../../lib/intake/intake-claim.js';

export interface ServiceCount {
  readonly claims: number;
  readonly lines: number;
  readonly chargeCents: number;
}

/** Counts CLP and SVC, and adds up SVC02 where it is an amount. */
export function countServices(text: string, separator = '*', terminator = '~'): ServiceCount {
  const count = { claims: 0, lines: 0, chargeCents: 0 };
  for (const raw of text.split(terminator)) {
    const elements = raw
      .replace(/^[\0-\x20]+/, '')
      .replace(/[\r\n]/g, '')
      .split(separator);
    if (elements[0] === 'CLP') count.claims += 1;
    if (elements[0] !== 'SVC') continue;
    count.lines += 1;
    const charge = (elements[2] ?? '').replace(/^[\0-\x20]+|[\0-\x20]+$/g, '');
    count.chargeCents += parseCents(charge) ?? 0;
  }
  return count;
}

/** The same of the events: each claim and line in exactly one. */
export function countEvents(events: readonly IntakeEvent[]): ServiceCount {
  const count = { claims: 0, lines: 0, chargeCents: 0 };
  for (const event of events) {
    if (event.kind === 'claim') {
      count.claims += 1;
      count.lines += event.claim.lines.length;
      for (const line of event.claim.lines) count.chargeCents += line.chargeCents;
    } else if ('lines' in event) {
      count.claims += 1;
      count.lines += event.lines;
      count.chargeCents += event.chargeCents;
    }
  }
  return count;
}
