// How filters and results of endpoints are said.

import type { EndpointRow, EndpointTestAnswer } from '../../../../lib/api/contract/endpoints.js';
import { dollars } from '../../parts/format.js';

export const ENDPOINTS = '/api/endpoints';

export const EVENT_WORDS: Readonly<Record<string, string>> = {
  'kx.crossed': 'KX amount crossed',
  'kx.cleared': 'KX amount no longer crossed',
  'review.crossed': 'review amount crossed',
  'review.cleared': 'review amount no longer crossed',
  'threshold.approaching': 'near an amount',
  'claim.exposed': 'each further claim above the review amount',
};

export function filterText({ types, npis, minimumCents }: EndpointRow['filter']): string {
  const events = types.map((type) => EVENT_WORDS[type] ?? type).join(', ');
  const who = npis.length === 0 ? 'of every provider' : `of providers ${npis.join(', ')}`;
  const least = minimumCents === 0 ? '' : `, from ${dollars(minimumCents)} over the amount`;
  return `${events}; ${who}${least}`;
}

export function testText({ kind, status, reason }: EndpointTestAnswer): string {
  if (kind === 'delivered') return `Delivered: the receiver answered ${status}.`;
  if (kind === 'gone') return 'The receiver answered 410: it wants no more.';
  const answer = status === null ? '' : ` (${status})`;
  return `Not delivered: ${(reason ?? 'unknown').replaceAll('_', ' ')}${answer}.`;
}

/** Ten-digit numbers between commas or blanks; null where one is something else. */
export function npisOf(text: string): readonly string[] | null {
  const words = text.split(/[\s,;]+/).filter((word) => word !== '');
  return words.every((word) => /^\d{10}$/.test(word)) ? words : null;
}
