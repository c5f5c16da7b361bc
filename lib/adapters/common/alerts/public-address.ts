// Which addresses a webhook may reach: those of the public internet. Everything that leads back to
// this machine, its network or its cloud's services is refused, in whatever form it is written.

import ipaddr from 'ipaddr.js';

/** Public by their number, and yet a service of the host's own cloud. */
const CLOUD_SERVICES: ReadonlySet<string> = new Set(['168.63.129.16']);

const LOOPBACK = 'loopback';

export type AddressKind = 'public' | 'loopback' | 'refused';

/**
 * `address`: as a resolver gives it. An IPv4 address inside an IPv6 one (mapped, NAT64, 6to4,
 * compatible) is refused as a whole: no public receiver is named so.
 */
export function addressKind(address: string): AddressKind {
  if (!ipaddr.isValid(address)) return 'refused';
  const parsed = ipaddr.parse(address);
  const range = parsed.range();
  if (range === LOOPBACK) return 'loopback';
  if (range !== 'unicast' || CLOUD_SERVICES.has(parsed.toString())) return 'refused';
  if (parsed.kind() === 'ipv4') return 'public';
  // Global unicast is 2000::/3; what else ipaddr.js has no name for is not out there.
  const [first = 0] = parsed.toByteArray();
  return first >= 0x20 && first <= 0x3f ? 'public' : 'refused';
}
