// What stands between people and the API: tokens, headers, countries, caches, addresses.

import { runInNewContext } from 'node:vm';
import { describe, expect, it } from '@jest/globals';
import { Template } from 'aws-cdk-lib/assertions';
import * as z from 'zod';
import { PAGE_REWRITE_CODE } from '../../infra/constructs/page-rewrite.js';
import {
  kxrayApp,
  statefulTemplate,
  statelessTemplate,
  statementsOf,
  text,
} from './synthesized.js';

const template = statelessTemplate('prod');
const DISTRIBUTION = 'AWS::CloudFront::Distribution';
const GIVEN = 'https://d111111abcdef8.cloudfront.net';
const DOMAIN = {
  'kxray:dashboard-domain': 'kxray.example.org',
  'kxray:dashboard-certificate':
    'arn:aws:acm:us-east-1:123456789012:certificate/11111111-2222-3333-4444-555555555555',
};

const BUCKET = z.object({
  Properties: z.object({
    CorsConfiguration: z.object({ CorsRules: z.array(z.unknown()) }).optional(),
  }),
});

function corsRules(stateful: Template): readonly unknown[] {
  const buckets = Object.values(stateful.findResources('AWS::S3::Bucket'));
  return buckets.flatMap(
    (bucket) => BUCKET.parse(bucket).Properties.CorsConfiguration?.CorsRules ?? [],
  );
}

function statefulUnder(context: Readonly<Record<string, string>>): Template {
  return Template.fromStack(kxrayApp(context).stacks.stateful);
}

describe('the API', () => {
  it('has no route without a token', () => {
    template.allResourcesProperties('AWS::ApiGatewayV2::Route', { AuthorizationType: 'JWT' });
    template.resourceCountIs('AWS::ApiGatewayV2::Route', 1);
    template.hasResourceProperties('AWS::ApiGatewayV2::Route', { RouteKey: 'ANY /api/{proxy+}' });
  });

  it('takes tokens of our pool for our client', () => {
    const [authorizer] = Object.values(template.findResources('AWS::ApiGatewayV2::Authorizer'));
    const { Audience, Issuer } = z
      .object({
        Properties: z.object({
          JwtConfiguration: z.object({ Audience: z.array(z.unknown()), Issuer: z.unknown() }),
        }),
      })
      .parse(authorizer).Properties.JwtConfiguration;

    expect(Audience.map(text)).toEqual([expect.stringMatching(/^\$\{Client/)]);
    expect(text(Issuer)).toBe('https://cognito-idp.us-east-1.${AWS::URLSuffix}/${SignInPool}');
  });

  it('logs routes, never paths, in which tokens of beneficiaries may be', () => {
    const [stage] = Object.values(template.findResources('AWS::ApiGatewayV2::Stage'));
    const { Format } = z
      .object({ Properties: z.object({ AccessLogSettings: z.object({ Format: z.string() }) }) })
      .parse(stage).Properties.AccessLogSettings;

    expect(Format).toContain('$context.routeKey');
    expect(Format).not.toMatch(/path|queryString|claims\.(email|name|custom)/i);
  });

  it('has a limit of its own', () => {
    template.hasResourceProperties('AWS::ApiGatewayV2::Stage', {
      DefaultRouteSettings: { ThrottlingBurstLimit: 100, ThrottlingRateLimit: 50 },
    });
  });
});

describe('config.json', () => {
  it('tells the page where to sign in', () => {
    const [output] = Object.values(template.findOutputs('DashboardConfig'));
    const config: unknown = JSON.parse(text(z.object({ Value: z.unknown() }).parse(output).Value));

    expect(config).toEqual({
      signIn: 'cognito',
      issuer: 'https://cognito-idp.us-east-1.${AWS::URLSuffix}/${SignInPool}',
      domain: 'https://${SignInPoolDomain}.auth.us-east-1.amazoncognito.com',
      clientId: expect.stringMatching(/^\$\{Client/),
    });
  });
});

describe('the dashboard', () => {
  const [policy] = Object.values(template.findResources('AWS::CloudFront::ResponseHeadersPolicy'));
  const headers = z
    .object({
      Properties: z.object({
        ResponseHeadersPolicyConfig: z.object({
          SecurityHeadersConfig: z.object({
            ContentSecurityPolicy: z.object({ ContentSecurityPolicy: z.unknown() }),
            StrictTransportSecurity: z.object({ AccessControlMaxAgeSec: z.number() }),
          }),
        }),
      }),
    })
    .parse(policy).Properties.ResponseHeadersPolicyConfig.SecurityHeadersConfig;

  it('may run what it ships, and connect to sign-in and inbox alone', () => {
    const directives = text(headers.ContentSecurityPolicy.ContentSecurityPolicy).split('; ');

    expect(directives).toContain("default-src 'self'");
    expect(directives).toContain("script-src 'self'");
    expect(directives).toContain("frame-ancestors 'none'");
    expect(directives).toContain(
      "connect-src 'self' https://${SignInPoolDomain}.auth.us-east-1.amazoncognito.com " +
        'https://${BucketsInbox.RegionalDomainName}',
    );
    expect(directives.join()).not.toMatch(/unsafe|\*/);
    expect(headers.StrictTransportSecurity.AccessControlMaxAgeSec).toBe(730 * 86_400);
  });

  it('comes over HTTPS, to where Medicare pays, and keeps no answer at the edge', () => {
    template.hasResourceProperties(DISTRIBUTION, {
      DistributionConfig: {
        DefaultCacheBehavior: { ViewerProtocolPolicy: 'redirect-to-https' },
        CacheBehaviors: [
          {
            PathPattern: '/api/*',
            ViewerProtocolPolicy: 'https-only',
            // AWS's own policy "CachingDisabled".
            CachePolicyId: '4135ea2d-6df8-44a3-9df3-4b5a84be39ad',
          },
        ],
        Restrictions: {
          GeoRestriction: {
            RestrictionType: 'whitelist',
            Locations: ['US', 'PR', 'VI', 'GU', 'AS', 'MP'],
          },
        },
      },
    });
  });

  it('lets CloudFront read its files, and only for this distribution', () => {
    const allowed = statementsOf(template, 'AWS::S3::BucketPolicy').filter(
      ({ effect, logicalId }) => effect === 'Allow' && logicalId.startsWith('SiteFiles'),
    );

    expect(allowed.map(({ actions }) => actions)).toEqual([['s3:GetObject']]);
    expect(JSON.stringify(allowed[0]?.conditions)).toMatch(/distribution\/\$\{SiteDistribution/);
  });

  it('has buckets that nobody can open to the public', () => {
    template.allResourcesProperties('AWS::S3::Bucket', {
      PublicAccessBlockConfiguration: {
        BlockPublicAcls: true,
        BlockPublicPolicy: true,
        IgnorePublicAcls: true,
        RestrictPublicBuckets: true,
      },
      VersioningConfiguration: { Status: 'Enabled' },
    });
  });

  it.each([
    ['/', '/index.html'],
    ['/providers/1234567893', '/index.html'],
    ['/assets/app-3f2a.js', '/assets/app-3f2a.js'],
    ['/config.json', '/config.json'],
    ['/v1.2/claims', '/index.html'],
  ])('answers %s with %s', (uri, expected) => {
    const event = { request: { uri } };

    const answer: unknown = runInNewContext(`${PAGE_REWRITE_CODE} handler(event);`, { event });

    expect(answer).toEqual({ uri: expected });
  });

  it.each<[string, () => Template, readonly string[]]>([
    ['unknown as yet', () => statefulTemplate('prod'), []],
    ['that CloudFront gave', () => statefulUnder({ 'kxray:dashboard-origin': GIVEN }), [GIVEN]],
    ["a developer's machine", () => statefulTemplate('dev'), ['http://localhost:5173']],
  ])('may send files to the inbox from its whole address alone: %s', (_, open, origins) => {
    const expected = { AllowedMethods: ['POST'], AllowedOrigins: origins, MaxAge: 300 };

    expect(corsRules(open())).toEqual(origins.length === 0 ? [] : [expected]);
  });
});

describe('the dashboard under a domain and a web ACL of its own', () => {
  const webAcl =
    'arn:aws:wafv2:us-east-1:123456789012:global/webacl/ours/11111111-2222-3333-4444-555555555555';
  const { stacks } = kxrayApp({
    ...DOMAIN,
    'kxray:web-acl': webAcl,
    'kxray:alarm-address': 'ops@example.org',
  });
  const own = Template.fromStack(stacks.stateless);

  it('may send files to the inbox from its domain alone', () => {
    expect(corsRules(Template.fromStack(stacks.stateful))).toMatchObject([
      { AllowedOrigins: ['https://kxray.example.org'] },
    ]);
  });

  it('asks for TLS 1.2', () => {
    expect(Object.keys(own.findResources(DISTRIBUTION))).toHaveLength(1);
    own.hasResourceProperties(DISTRIBUTION, {
      DistributionConfig: {
        Aliases: ['kxray.example.org'],
        WebACLId: webAcl,
        ViewerCertificate: {
          AcmCertificateArn: DOMAIN['kxray:dashboard-certificate'],
          MinimumProtocolVersion: 'TLSv1.2_2021',
        },
      },
    });
  });

  it('is where people come back to after they signed in', () => {
    expect(Object.values(own.findResources('AWS::Cognito::UserPoolClient'))).toEqual([
      expect.objectContaining({
        Properties: expect.objectContaining({
          CallbackURLs: ['https://kxray.example.org/'],
        }),
      }),
    ]);
  });

  it('tells its alarms to the address of the stage', () => {
    Template.fromStack(stacks.stateful).hasResourceProperties('AWS::SNS::Subscription', {
      Protocol: 'email',
      Endpoint: 'ops@example.org',
    });
  });
});
