// The dashboard at one address: files from a private bucket, and under /api/ the API, so that the
// page talks to where it came from and to no other host for data. Served over CloudFront, with our
// headers, to the countries of the stage.

import {
  AllowedMethods,
  CachePolicy,
  Distribution,
  FunctionEventType,
  GeoRestriction,
  HttpVersion,
  OriginProtocolPolicy,
  OriginRequestPolicy,
  OriginSslPolicy,
  PriceClass,
  SecurityPolicyProtocol,
  ViewerProtocolPolicy,
  type BehaviorOptions,
} from 'aws-cdk-lib/aws-cloudfront';
import { HttpOrigin, S3BucketOrigin } from 'aws-cdk-lib/aws-cloudfront-origins';
import { Certificate } from 'aws-cdk-lib/aws-certificatemanager';
import type { IBucket } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import type { StageSettings } from '../settings/stage-settings.js';
import { AccessLogBucket } from './access-log-bucket.js';
import { acknowledge } from './acknowledge.js';
import { PageRewrite } from './page-rewrite.js';
import { SiteBucket } from './site-bucket.js';
import { SiteHeaders } from './site-headers.js';

export interface DashboardSiteProps {
  readonly settings: StageSettings;
  readonly apiHostName: string;
  /** Where else the page may connect to: sign-in and the inbox. */
  readonly connectTo: readonly string[];
}

export class DashboardSite extends Construct {
  readonly bucket: SiteBucket;
  readonly distribution: Distribution;
  /** Where people find it: `https://...`. */
  readonly origin: string;

  constructor(scope: Construct, id: string, props: DashboardSiteProps) {
    super(scope, id);
    const { settings } = props;
    const logs = new AccessLogBucket(this, 'Logs', { settings, takesCloudFrontLogs: true });
    this.bucket = new SiteBucket(this, 'Files', { settings, accessLogs: logs });
    const headers = new SiteHeaders(this, 'Headers', props);
    const { dashboardDomain, webAclArn } = settings;
    this.distribution = new Distribution(this, 'Distribution', {
      comment: `KXRay ${settings.stage}`,
      defaultRootObject: 'index.html',
      httpVersion: HttpVersion.HTTP2_AND_3,
      priceClass: PriceClass.PRICE_CLASS_100,
      geoRestriction: GeoRestriction.allowlist(...settings.dashboardCountries),
      enableLogging: true,
      logBucket: logs as IBucket,
      logFilePrefix: 'cloudfront/',
      logIncludesCookies: false,
      defaultBehavior: {
        ...files(this.bucket),
        responseHeadersPolicy: headers,
        functionAssociations: [
          {
            function: new PageRewrite(this, 'Rewrite'),
            eventType: FunctionEventType.VIEWER_REQUEST,
          },
        ],
      },
      additionalBehaviors: { '/api/*': { ...answers(props), responseHeadersPolicy: headers } },
      ...(webAclArn === null ? {} : { webAclId: webAclArn }),
      ...(dashboardDomain === null
        ? {}
        : {
            domainNames: [dashboardDomain.name],
            minimumProtocolVersion: SecurityPolicyProtocol.TLS_V1_2_2021,
            certificate: Certificate.fromCertificateArn(
              this,
              'Certificate',
              dashboardDomain.certificateArn,
            ),
          }),
    });
    this.origin = `https://${dashboardDomain?.name ?? this.distribution.distributionDomainName}`;
    this.acknowledgeFindings(settings);
  }

  private acknowledgeFindings({ dashboardDomain, webAclArn }: StageSettings): void {
    if (dashboardDomain === null) {
      acknowledge(this.distribution, {
        id: 'AwsSolutions::AwsSolutions-CFR4',
        reason:
          'Without a domain of its own a distribution has the certificate of CloudFront, with which ' +
          'AWS fixes the least version of TLS that it offers. A deployment for real claims names ' +
          'its domain (kxray:dashboard-domain), and TLS 1.2 is the least then.',
      });
    }
    if (webAclArn === null) {
      acknowledge(this.distribution, {
        id: 'AwsSolutions::AwsSolutions-CFR2',
        reason:
          'Files are public and static; every route of the API asks for a signed token before code ' +
          'runs, and has a rate limit. An organization with a web ACL of its own names it ' +
          '(kxray:web-acl): rules belong to whoever reads their alarms.',
      });
    }
  }
}

function files(bucket: SiteBucket): BehaviorOptions {
  return {
    origin: S3BucketOrigin.withOriginAccessControl(bucket as IBucket),
    viewerProtocolPolicy: ViewerProtocolPolicy.REDIRECT_TO_HTTPS,
    allowedMethods: AllowedMethods.ALLOW_GET_HEAD,
    cachePolicy: CachePolicy.CACHING_OPTIMIZED,
    compress: true,
  };
}

/** Nothing of it is kept at the edge: answers hold PHI. */
function answers({ apiHostName }: DashboardSiteProps): BehaviorOptions {
  return {
    origin: new HttpOrigin(apiHostName, {
      protocolPolicy: OriginProtocolPolicy.HTTPS_ONLY,
      originSslProtocols: [OriginSslPolicy.TLS_V1_2],
    }),
    viewerProtocolPolicy: ViewerProtocolPolicy.HTTPS_ONLY,
    allowedMethods: AllowedMethods.ALLOW_ALL,
    cachePolicy: CachePolicy.CACHING_DISABLED,
    originRequestPolicy: OriginRequestPolicy.ALL_VIEWER_EXCEPT_HOST_HEADER,
    compress: true,
  };
}
