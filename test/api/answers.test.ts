// What answers look like: headers, entity tags, problems, cursors, limits, the audit trail, and the
// rule that nobody approves an amount of their own.

import { describe, expect, it } from '@jest/globals';
import { createAuditTrail } from '../../lib/api/audit-trail.js';
import { plainName } from '../../lib/api/routes/ingest-routes.js';
import { apiFixture, NOW, OWNER, principalOf, TOKEN } from './api-fixture.js';

const ANALYST = principalOf('analyst');
const MBI = '1EG4TE5MK73';

describe('an answer', () => {
  it('carries the headers that keep a browser from doing more than asked', async () => {
    const { fetch } = await apiFixture();

    const { headers } = await fetch({ path: '/api/me', principal: ANALYST });

    expect(Object.fromEntries(headers)).toMatchObject({
      'content-security-policy': `default-src 'none'; frame-ancestors 'none'`,
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      'referrer-policy': 'no-referrer',
    });
  });

  it('is not sent again while it is the same', async () => {
    const { fetch } = await apiFixture();
    const first = await fetch({ path: '/api/reference', principal: ANALYST });
    const etag = first.headers.get('etag') ?? '';

    const again = await fetch({
      path: '/api/reference',
      principal: ANALYST,
      headers: { 'if-none-match': etag },
    });

    expect([first.status, again.status, await again.text()]).toEqual([200, 304, '']);
  });

  it.each([
    ['/api/beneficiaries', 'no-store'],
    ['/api/reference', 'private, no-cache'],
  ])('to %s may be kept as far as %s says', async (path, caching) => {
    const { fetch } = await apiFixture();

    expect((await fetch({ path, principal: ANALYST })).headers.get('cache-control')).toBe(caching);
  });

  it('to something that takes a moment says so and when to ask again', async () => {
    const { fetch } = await apiFixture();
    const path = '/api/providers/rendering/1234567893/parts/early_kx/lines';

    const response = await fetch({ path, principal: ANALYST });

    expect([response.status, response.headers.get('retry-after')]).toEqual([202, '1']);
  });

  it.each([
    ['a query out of range', '/api/beneficiaries?limit=100000'],
    ['a token of another form', '/api/beneficiaries/1EG4TE5MK73'],
    ['a path that climbs', '/api/beneficiaries/..%2F..%2Fetc'],
  ])('to %s is a problem that repeats nothing of it', async (_, path) => {
    const { fetch } = await apiFixture();

    const response = await fetch({ path, principal: ANALYST });
    const text = await response.text();

    expect(response.status).toBe(400);
    expect(response.headers.get('content-type')).toBe('application/problem+json');
    expect(text).not.toMatch(/1EG4TE5MK73|etc|100000/);
  });

  it('to a form is refused: only JSON is read', async () => {
    const { fetch } = await apiFixture();

    const response = await fetch({
      method: 'post',
      path: '/api/look-up',
      principal: ANALYST,
      headers: { 'content-type': 'text/plain' },
      body: { text: MBI },
    });

    expect(response.status).toBe(400);
  });
});

describe('a list', () => {
  it('goes on where its cursor says, each row once', async () => {
    const { fetch } = await apiFixture();
    const seen: string[] = [];
    for (let path: string | null = '/api/beneficiaries?limit=2&sort=total'; path !== null;) {
      const response = await fetch({ path, principal: ANALYST });
      const page = (await response.json()) as { rows: { token: string }[]; next: string | null };
      seen.push(...page.rows.map(({ token }) => token.at(-1) ?? ''));
      path =
        page.next === null ? null : `/api/beneficiaries?limit=2&sort=total&cursor=${page.next}`;
    }

    expect(seen).toEqual(['3', '2', '1']);
  });

  it.each(['nonsense', `${'f'.repeat(24)}.0.0`])('ends with cursor %s', async (cursor) => {
    const { fetch } = await apiFixture();

    const response = await fetch({ path: `/api/claims?cursor=${cursor}`, principal: ANALYST });

    expect(response.status).toBe(409);
  });

  it('filters within its parts', async () => {
    const { fetch } = await apiFixture();

    const response = await fetch({ path: '/api/claims?attention=missing', principal: ANALYST });

    expect(await response.json()).toMatchObject({
      rows: [{ claimRef: 'ref3' }, { claimRef: 'ref1' }],
      next: null,
    });
  });
});

describe('a look-up', () => {
  it('is audited without what was typed, which stands in no object', async () => {
    const { fetch, objects } = await apiFixture();
    await fetch({ method: 'post', path: '/api/look-up', principal: ANALYST, body: { text: MBI } });

    const entries = await createAuditTrail(objects).ofDay(OWNER, NOW.slice(0, 10));
    const keys = await objects.list('');
    const bodies = await Promise.all(keys.map(async (key) => (await objects.get(key))?.body));

    expect(entries).toMatchObject([{ action: 'look_up', userId: 'analyst-person', status: 200 }]);
    expect(bodies.filter((body) => Buffer.from(body ?? []).includes(MBI))).toEqual([]);
  });

  it('has a limit, so that nobody tries numbers', async () => {
    const { fetch } = await apiFixture({ lookUpsPerMinute: 2 });
    const call = { method: 'post', path: '/api/look-up', principal: ANALYST, body: { text: MBI } };

    const statuses = [await fetch(call), await fetch(call), await fetch(call)];

    expect(statuses.map(({ status }) => status)).toEqual([200, 200, 429]);
  });
});

describe('an amount', () => {
  const body = {
    what: 'kx',
    year: 2027,
    group: 'both',
    cents: 255_000,
    source: 'CMS CR 99999',
    checkedOn: '2026-06-01',
  };

  it('is approved by somebody else, once', async () => {
    const { fetch } = await apiFixture();
    const admin = principalOf('admin');
    const path = '/api/reference/proposals';
    const made = await fetch({ method: 'post', path, principal: admin, body });
    const { proposalId } = (await made.json()) as { proposalId: string };
    const decide = async (principal: typeof admin): Promise<number> =>
      (
        await fetch({
          method: 'post',
          path: `${path}/${proposalId}/decision`,
          principal,
          body: { decision: 'approve' },
        })
      ).status;

    expect(await decide(admin)).toBe(409);
    expect(await decide(principalOf('reviewer'))).toBe(200);
    expect(await decide(principalOf('reviewer'))).toBe(409);
  });
});

describe('an export', () => {
  it('is noted with its rows', async () => {
    const { fetch, objects } = await apiFixture();
    const body = { table: 'claims', format: 'csv', rows: 12 };
    await fetch({ method: 'post', path: '/api/exports', principal: ANALYST, body });

    expect(await createAuditTrail(objects).ofDay(OWNER, NOW.slice(0, 10))).toMatchObject([
      { action: 'export', subject: 'claims.csv', rows: 12 },
    ]);
  });
});

describe('plainName', () => {
  it.each([
    ['remit.835', 'remit.835'],
    ['../../etc/passwd', 'passwd'],
    ['C:\\claims\\a b.835', 'a b.835'],
    ['<script>alert(1)</script>.835', 'script_.835'],
    ['...', 'file'],
  ])('shows %s as %s', (name, shown) => {
    expect(plainName(name)).toBe(shown);
  });
});

describe('outside spend', () => {
  it('cannot be entered of a beneficiary who is not there', async () => {
    const { fetch } = await apiFixture();
    const body = {
      kind: 'outside',
      year: 2026,
      group: 'OT',
      cents: 100,
      asOf: null,
      source: 'family',
    };

    const path = `/api/beneficiaries/${TOKEN}/seeds`;

    expect((await fetch({ method: 'post', path, principal: ANALYST, body })).status).toBe(404);
  });
});

describe('a report', () => {
  it.each([
    ['of a month that is over is made', '2026-05', 200, ['2026-05']],
    ['of the month that goes on is not, on its last day either', '2026-06', 409, []],
    ['of a month to come is not', '2026-07', 409, []],
    ['of no month is not', '2026-13', 404, []],
  ] as const)('%s', async (_name, month, status, wanted) => {
    const made: string[] = [];
    const reports = {
      list: () => Promise.resolve([]),
      file: () => Promise.resolve(null),
      preview: () => Promise.resolve(null),
      make: (wish: { readonly month: string }) => {
        made.push(wish.month);
        const { month: of } = wish;
        return Promise.resolve({
          reportId: `${of}.1`,
          month: of,
          edition: 1,
          files: [],
          sha256: '',
        });
      },
    };
    const { fetch } = await apiFixture({}, { actions: { reports } as never });
    const asked = { method: 'post', path: '/api/reports', principal: ANALYST, body: { month } };

    expect((await fetch(asked)).status).toBe(status);
    expect(made).toEqual(wanted);
  });
});
