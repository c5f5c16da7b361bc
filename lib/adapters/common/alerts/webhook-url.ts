// Whether a URL may be a webhook's, before anything is resolved: https, a host, no user, no
// fragment. A literal address is judged at once; a name each time that something is sent.

import { addressKind } from './public-address.js';

export type UrlCheck =
  | { readonly kind: 'accepted'; readonly url: string }
  | { readonly kind: 'refused'; readonly reason: string };

export interface UrlRules {
  /** Development only: http and https to this machine. */
  readonly isLoopbackAllowed: boolean;
}

const LONGEST_URL = 2_000;

export function checkWebhookUrl(text: string, rules: UrlRules): UrlCheck {
  if (text.length > LONGEST_URL || !URL.canParse(text)) return refused('it is not a URL');
  const url = new URL(text);
  const host = hostOf(url);
  const literal = isLiteral(host) ? addressKind(host) : null;
  const isOwnMachine = literal === 'loopback' || host === 'localhost';
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && isOwnMachine)) {
    return refused('webhooks go over https only');
  }
  if (url.username !== '' || url.password !== '') {
    return refused('a user or password in a URL ends up in logs');
  }
  if (url.hash !== '') return refused('a fragment is not sent');
  if (isOwnMachine && !rules.isLoopbackAllowed) return refused('it leads to this machine');
  if (literal === 'refused') return refused('it is no address of the public internet');
  return { kind: 'accepted', url: url.href };
}

/** Without the brackets of an IPv6 address and the dot at the end of a full name. */
export function hostOf(url: URL): string {
  return url.hostname.replace(/^\[(.*)\]$/, '$1').replace(/\.$/, '');
}

/** As URL writes them: `2130706433` and `0x7f.1` have become `127.0.0.1` by then. */
export function isLiteral(host: string): boolean {
  return /^\d+\.\d+\.\d+\.\d+$/.test(host) || host.includes(':');
}

function refused(reason: string): UrlCheck {
  return { kind: 'refused', reason };
}
