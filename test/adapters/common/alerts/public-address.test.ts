// Every way back into the own network is shut, in whatever form an address is written.

import { describe, expect, it } from '@jest/globals';
import { addressKind } from '../../../../lib/adapters/common/alerts/public-address.js';
import { checkWebhookUrl } from '../../../../lib/adapters/common/alerts/webhook-url.js';

describe('addressKind', () => {
  it.each(['8.8.8.8', '93.184.216.34', '2606:2800:220:1:248:1893:25c8:1946', '2a00:1450::200e'])(
    'lets %s be public',
    (address) => {
      expect(addressKind(address)).toBe('public');
    },
  );

  it.each(['127.0.0.1', '127.255.255.254', '::1'])('knows %s as this machine', (address) => {
    expect(addressKind(address)).toBe('loopback');
  });

  it.each([
    ['unspecified', '0.0.0.0'],
    ['unspecified', '::'],
    ['private', '10.1.2.3'],
    ['private', '172.16.0.1'],
    ['private', '192.168.1.1'],
    ['shared by a carrier', '100.64.0.1'],
    ['metadata in that range', '100.100.100.200'],
    ['link-local: metadata', '169.254.169.254'],
    ['link-local', 'fe80::1'],
    ['link-local with its zone', 'fe80::1%eth0'],
    ['unique local: metadata', 'fd00:ec2::254'],
    ['metadata by a public number', '168.63.129.16'],
    ['multicast', '224.0.0.1'],
    ['multicast', 'ff02::1'],
    ['broadcast', '255.255.255.255'],
    ['reserved', '240.0.0.1'],
    ['for benchmarks', '198.18.0.1'],
    ['for documents', '203.0.113.9'],
    ['for documents', '2001:db8::1'],
    ['mapped loopback', '::ffff:127.0.0.1'],
    ['mapped private, in hexadecimal', '::ffff:a00:1'],
    ['mapped public', '::ffff:8.8.8.8'],
    ['compatible loopback', '::127.0.0.1'],
    ['NAT64 of loopback', '64:ff9b::7f00:1'],
    ['NAT64 of metadata', '64:ff9b::a9fe:a9fe'],
    ['local NAT64', '64:ff9b:1::7f00:1'],
    ['6to4 of loopback', '2002:7f00:1::'],
    ['Teredo', '2001:0:7f00:1::'],
    ['site-local', 'fec0::1'],
    ['outside global unicast', '4000::1'],
    ['no address', 'localhost'],
    ['no address', ''],
  ])('refuses what is %s (%s)', (_what, address) => {
    expect(addressKind(address)).toBe('refused');
  });
});

describe('checkWebhookUrl', () => {
  const rules = { isLoopbackAllowed: false };

  it('takes https to a name or a public address', () => {
    const check = checkWebhookUrl('https://Hooks.Example.org:8443/in?x=1', rules);
    expect(check).toEqual({ kind: 'accepted', url: 'https://hooks.example.org:8443/in?x=1' });
    expect(checkWebhookUrl('https://8.8.8.8/', rules).kind).toBe('accepted');
  });

  it.each([
    'http://hooks.example.org/',
    'ftp://hooks.example.org/',
    'file:///etc/passwd',
    'not a url',
    'https://user:secret@hooks.example.org/',
    'https://hooks.example.org/#part',
    'https://localhost/',
    'https://localhost./',
    'https://127.0.0.1/',
    'https://2130706433/',
    'https://0x7f.1/',
    'https://0177.0.0.1/',
    'https://127.1/',
    'https://[::1]/',
    'https://[::ffff:127.0.0.1]/',
    'https://10.0.0.1/',
    'https://169.254.169.254/latest/meta-data/',
    `https://hooks.example.org/${'x'.repeat(2_000)}`,
  ])('refuses %s', (url) => {
    expect(checkWebhookUrl(url, rules).kind).toBe('refused');
  });

  it.each([
    ['http://127.0.0.1:8080/', 'accepted'],
    ['http://localhost/', 'accepted'],
    ['https://[::1]/', 'accepted'],
    ['http://hooks.example.org/', 'refused'],
    ['http://10.0.0.1/', 'refused'],
  ])('lets a developer reach this machine alone: %s', (url, kind) => {
    expect(checkWebhookUrl(url, { isLoopbackAllowed: true }).kind).toBe(kind);
  });
});
