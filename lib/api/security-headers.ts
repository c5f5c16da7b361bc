// Headers that every answer carries. The policy of the dashboard allows what it ships and nothing
// else: no inline script or style, no other host but those that the aws host names.

export interface PolicyOptions {
  /** Further origins that the dashboard may connect to: Cognito, the upload bucket. */
  readonly connectTo?: readonly string[];
}

export function dashboardPolicy({ connectTo = [] }: PolicyOptions = {}): string {
  return [
    `default-src 'self'`,
    `script-src 'self'`,
    `style-src 'self'`,
    `img-src 'self' data:`,
    `font-src 'self'`,
    [`connect-src 'self'`, ...connectTo].join(' '),
    `object-src 'none'`,
    `base-uri 'none'`,
    `form-action 'self'`,
    `frame-ancestors 'none'`,
  ].join('; ');
}

export const API_POLICY = `default-src 'none'; frame-ancestors 'none'`;

export const SECURITY_HEADERS: Readonly<Record<string, string>> = {
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), geolocation=(), microphone=()',
};
