import { describe, expect, it } from '@jest/globals';
import { readStageSettings } from '../../infra/settings/stage-settings.js';

const CERTIFICATE =
  'arn:aws:acm:us-east-1:123456789012:certificate/11111111-2222-3333-4444-555555555555';
const WEB_ACL =
  'arn:aws:wafv2:us-east-1:123456789012:global/webacl/ours/11111111-2222-3333-4444-555555555555';
const GOOD = { 'kxray:stage': 'prod', 'kxray:region': 'us-east-1' };
const DOMAIN = {
  'kxray:dashboard-domain': 'kxray.example.org',
  'kxray:dashboard-certificate': CERTIFICATE,
};

describe('readStageSettings', () => {
  it('keeps everything on prod, and tells nobody until told whom', () => {
    expect(readStageSettings(GOOD)).toMatchObject({
      stage: 'prod',
      region: 'us-east-1',
      isDisposable: false,
      alarmAddress: null,
      dashboardDomain: null,
      reservedConcurrency: null,
      webAclArn: null,
    });
  });

  it('lets dev go', () => {
    const settings = readStageSettings({ ...GOOD, 'kxray:stage': 'dev' });

    expect(settings).toMatchObject({ isDisposable: true, retention: { inboxLock: 0 } });
  });

  it('takes an address and a domain, and leaves the context of others alone', () => {
    const context = { ...GOOD, ...DOMAIN, 'kxray:alarm-address': 'a@example.org', 'aws:x': 1 };

    expect(readStageSettings(context)).toMatchObject({
      alarmAddress: 'a@example.org',
      dashboardDomain: { name: 'kxray.example.org', certificateArn: CERTIFICATE },
    });
  });

  it('takes the name that CloudFront gave', () => {
    const context = { ...GOOD, 'kxray:dashboard-origin': 'https://d111111abcdef8.cloudfront.net' };

    expect(readStageSettings(context).dashboardOrigin).toBe(
      'https://d111111abcdef8.cloudfront.net',
    );
  });

  it('takes a web ACL of an organization', () => {
    expect(readStageSettings({ ...GOOD, 'kxray:web-acl': WEB_ACL }).webAclArn).toBe(WEB_ACL);
  });

  it.each([
    ['no stage', { 'kxray:region': 'us-east-1' }, /stage/],
    ['an unknown stage', { ...GOOD, 'kxray:stage': 'test' }, /stage/],
    ['no region', { 'kxray:stage': 'prod' }, /region/],
    ['a region that is none', { ...GOOD, 'kxray:region': 'Ohio' }, /region/],
    ['a misspelt key', { ...GOOD, 'kxray:alarm-adress': 'a@example.org' }, /alarm-adress/],
    [
      'an origin with a wildcard',
      { ...GOOD, 'kxray:dashboard-origin': 'https://*.cloudfront.net' },
      /dashboard-origin/,
    ],
    ['an address that is none', { ...GOOD, 'kxray:alarm-address': 'me' }, /alarm-address/],
    [
      'a domain without a certificate',
      { ...GOOD, 'kxray:dashboard-domain': 'kxray.example.org' },
      /needs a certificate/,
    ],
    [
      'a certificate where CloudFront does not look',
      {
        ...GOOD,
        ...DOMAIN,
        'kxray:dashboard-certificate': CERTIFICATE.replace('us-east-1', 'us-west-2'),
      },
      /us-east-1/,
    ],
    [
      'a web ACL that is not for CloudFront',
      { ...GOOD, 'kxray:web-acl': WEB_ACL.replace('global', 'regional') },
      /web ACL/,
    ],
  ])('refuses %s', (_, context, message) => {
    expect(() => readStageSettings(context)).toThrow(message);
  });
});
