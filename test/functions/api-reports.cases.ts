// Reports through the API of the aws host: which there are, their files and links to them, and one
// that is asked for.

import { beforeAll, describe, expect, it } from '@jest/globals';
import { createAuditTrail } from '../../lib/api/audit-trail.js';
import type { PreviewAnswer } from '../../lib/api/contract/report-preview.js';
import { TENANT } from '../support/aws-host.js';
import { apiWorkspace, type ApiWorkspace } from './api-workspace.js';
import type { Asked } from './ask-api.js';

let workspace: ApiWorkspace;

beforeAll(async () => {
  workspace = await apiWorkspace();
});

function linkTo(extension: string): string {
  return `/api/reports/2026-05.1/links/kxray-report-2026-05.${extension}`;
}

describe('reports', () => {
  const BYTES = Buffer.from([0x50, 0x4b, 0x03, 0x04, 0xff, 0xfe, 0x00, 0x80]);
  const PATH = '/api/reports/2026-05.1/files/kxray-report-2026-05';

  beforeAll(async () => {
    const { reports } = workspace.host.api.stores(TENANT);
    for (const extension of ['html', 'pdf', 'xlsx']) {
      await reports.put(`tenant=${TENANT}/2026-05/edition-1/report.${extension}`, BYTES);
    }
  });

  it('are those that the monthly run left, with the files that each has', async () => {
    const { ask } = workspace;

    expect((await ask({ path: '/api/reports' })).json<unknown>()).toEqual({
      reports: [
        {
          reportId: '2026-05.1',
          month: '2026-05',
          edition: 1,
          files: ['html', 'pdf', 'xlsx'].map((each) => `kxray-report-2026-05.${each}`),
        },
      ],
    });
    expect((await ask({ path: '/api/reports', tenantId: 'other' })).json<unknown>()).toEqual({
      reports: [],
    });
  });

  it.each(['html', 'pdf', 'xlsx'])('come through byte for byte: %s', async (extension) => {
    const { status, bytes, headers } = await workspace.ask({ path: `${PATH}.${extension}` });

    expect(status).toBe(200);
    // What is text is passed on as text: these bytes are none.
    const wanted = extension === 'html' ? BYTES.toString('utf8') : BYTES;
    expect(bytes).toEqual(Buffer.from(wanted));
    expect(headers['content-disposition']).toBe(
      `attachment; filename="kxray-report-2026-05.${extension}"`,
    );
    expect(headers['cache-control']).toBe('no-store');
  });

  it.each([
    ['a file that is not there', `${PATH}.json`, TENANT, 'analyst', 404],
    [
      'another month than the report',
      '/api/reports/2026-04.1/files/kxray-report-2026-05.pdf',
      TENANT,
      'analyst',
      404,
    ],
    ["another tenant's file", `${PATH}.pdf`, 'other', 'analyst', 404],
    ['a file, for a viewer', `${PATH}.pdf`, TENANT, 'viewer', 403],
  ] as const)('refuse %s', async (_, path, tenantId, role, status) => {
    expect((await workspace.ask({ path, tenantId, role })).status).toBe(status);
  });

  it('are fetched by a link of a minute, signed for this one object', async () => {
    const before = Date.now();
    const { status, ...answered } = await workspace.ask({ path: linkTo('pdf') });
    const { url, expiresAt } = answered.json<{ url: string; expiresAt: string }>();
    const { host, pathname, searchParams } = new URL(url);

    expect(status).toBe(200);
    expect(host).toBe('reports.s3.us-east-1.amazonaws.com');
    expect(decodeURIComponent(pathname)).toBe(`/tenant=${TENANT}/2026-05/edition-1/report.pdf`);
    expect(searchParams.get('X-Amz-Expires')).toBe('60');
    expect(searchParams.get('response-content-disposition')).toBe(
      'attachment; filename="kxray-report-2026-05.pdf"',
    );
    expect(searchParams.get('response-content-type')).toBe('application/pdf');
    expect(searchParams.get('X-Amz-Signature')).toMatch(/^[0-9a-f]{64}$/);
    expect(Date.parse(expiresAt) - before).toBeLessThan(62_000);
    expect(answered.headers['cache-control']).toBe('no-store');
  });

  it.each([
    ['a file that is not there', linkTo('json'), TENANT, 'analyst', 404],
    ["another tenant's", linkTo('pdf'), 'other', 'analyst', 404],
    ['any, for a viewer', linkTo('pdf'), TENANT, 'viewer', 403],
  ] as const)('have no link to %s', async (_, path, tenantId, role, status) => {
    expect((await workspace.ask({ path, tenantId, role })).status).toBe(status);
  });

  it('are sent elsewhere for a file that no answer of a function could hold', async () => {
    const { reports } = workspace.host.api.stores(TENANT);
    const key = `tenant=${TENANT}/2026-04/edition-1/report.xlsx`;
    await reports.put(key, Buffer.alloc(4_400_001));
    const path = '/api/reports/2026-04.1/files/kxray-report-2026-04.xlsx';
    const { status, headers, bytes } = await workspace.ask({ path });

    expect(status).toBe(303);
    expect(bytes).toHaveLength(0);
    const location = new URL(headers['location'] ?? '');
    expect(decodeURIComponent(location.pathname)).toBe(`/${key}`);
    expect((await workspace.ask({ path, tenantId: 'other' })).status).toBe(404);
    await reports.remove(key);
  });

  it('are told to the trail of exports, link or file', async () => {
    const { host } = workspace;
    const trail = createAuditTrail(host.api.stores(TENANT).objects);
    const noted = await trail.ofDay(TENANT, new Date().toISOString().slice(0, 10));
    const exported = noted.filter(({ action, status }) => action === 'export' && status < 400);

    expect(new Set(exported.map(({ route }) => route))).toEqual(
      new Set(['reportFile', 'reportLink']),
    );
    expect(exported[0]?.subject).toMatch(/^2026-0\d\.1\/kxray-report-/);
  });
});

describe('a report that is asked for', () => {
  const MONTH = '2026-03';
  const make = (month = MONTH, more: Partial<Asked> = {}) =>
    workspace.ask({ method: 'POST', path: '/api/reports', body: { month }, ...more });

  it('is made by its run, started once for all who ask, and there for whoever asks again', async () => {
    const { host } = workspace;
    host.started.length = 0;
    const asked = [await make(), await make(), await make(MONTH, { tenantId: 'other' })];

    expect(asked.map(({ status }) => status)).toEqual([202, 202, 202]);
    expect(asked[0]?.headers['retry-after']).toBe('5');
    const [first, second, others] = host.started;
    expect(first?.input).toEqual({ tenantIds: [TENANT], scheduledTime: '2026-04-01T00:00:00Z' });
    expect(others?.input).toMatchObject({ tenantIds: ['other'] });
    // Of one name there is one run, however long it takes.
    expect(first?.name).toMatch(/^2026-03-[0-9a-f]{32}-\d{4}-\d{2}-\d{2}-1$/);
    expect(second).toEqual(first);
    expect(others?.name).not.toContain(first?.name.slice(8, 40));

    const { edition, sha256 } = await host.report(first?.input ?? {});
    const made = await make();
    expect(made.status).toBe(200);
    expect(made.json<unknown>()).toMatchObject({ reportId: `${MONTH}.1`, edition, sha256 });
    expect(host.started).toHaveLength(3);
    const preview = await workspace.ask({ path: `/api/reports/${MONTH}.1/preview` });
    expect(preview.json<PreviewAnswer>().sections.length).toBeGreaterThan(3);
    expect((await make(MONTH, { tenantId: 'other' })).status).toBe(202);
  });

  it('is started anew where its run is over and left none, three times a day', async () => {
    const { host } = workspace;
    const runsAsked = async (): Promise<readonly string[]> => {
      host.started.length = 0;
      expect((await make('2026-02')).status).toBe(202);
      return host.started.map(({ name }) => name);
    };
    const [first = ''] = await runsAsked();
    host.endedRuns.add(first);
    const [again, second = '', ...more] = await runsAsked();
    host.endedRuns.add(second).add(second.replace(/2$/, '3'));

    expect([again, second, more]).toEqual([first, first.replace(/1$/, '2'), []]);
    expect(await runsAsked()).toHaveLength(3);
  });

  it.each([
    ['no month', '2026-13', {}, 404],
    ['a month that is yet to come', '2199-01', {}, 409],
    ['the month that goes on', new Date().toISOString().slice(0, 7), {}, 409],
    ['one for a viewer', MONTH, { role: 'viewer' }, 403],
  ] as const)('is not made for %s', async (_, month, more, status) => {
    workspace.host.started.length = 0;

    expect((await make(month, more)).status).toBe(status);
    expect(workspace.host.started).toEqual([]);
  });
});
