// Headers of every page and file of the dashboard: the policy that the page itself is written for
// (lib/api/security-headers.ts, the same on both hosts), with Cognito and the inbox as the only
// other places that it may connect to, and HTTPS for two years.

import { Duration } from 'aws-cdk-lib';
import {
  HeadersFrameOption,
  HeadersReferrerPolicy,
  ResponseHeadersPolicy,
} from 'aws-cdk-lib/aws-cloudfront';
import type { Construct } from 'constructs';
import { dashboardPolicy, SECURITY_HEADERS } from '../../lib/api/security-headers.js';

export interface SiteHeadersProps {
  /** Origins, such as `https://....amazoncognito.com`. */
  readonly connectTo: readonly string[];
}

/** Those that CloudFront has a place of its own for. */
const BY_NAME = new Set(['x-content-type-options', 'x-frame-options', 'referrer-policy']);
const HSTS_DAYS = 730;

export class SiteHeaders extends ResponseHeadersPolicy {
  constructor(scope: Construct, id: string, { connectTo }: SiteHeadersProps) {
    const others = Object.entries(SECURITY_HEADERS).filter(([header]) => !BY_NAME.has(header));
    super(scope, id, {
      comment: 'Security headers of the dashboard',
      securityHeadersBehavior: {
        contentSecurityPolicy: {
          contentSecurityPolicy: dashboardPolicy({ connectTo }),
          override: true,
        },
        contentTypeOptions: { override: true },
        frameOptions: { frameOption: HeadersFrameOption.DENY, override: true },
        referrerPolicy: { referrerPolicy: HeadersReferrerPolicy.NO_REFERRER, override: true },
        strictTransportSecurity: {
          accessControlMaxAge: Duration.days(HSTS_DAYS),
          includeSubdomains: true,
          override: true,
        },
      },
      customHeadersBehavior: {
        customHeaders: others.map(([header, value]) => ({ header, value, override: true })),
      },
    });
  }
}
