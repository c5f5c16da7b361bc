// Every page in both themes, on a desk and on a telephone: no violation of accessibility, nothing
// that scrolls sideways, no request to another host, light, and within the budget of a first page.
// Each role sees what it may, and the numbers are those of the command and of the report.

import { brotliCompressSync } from 'node:zlib';
import type { Page } from '@playwright/test';
import { expect, expectRefusal, ownDashboard, runKxray, test, wrongsOf } from './dashboard.js';
import { allPages, NOBODY, openPage } from './pages.js';

const BUDGET_BYTES = 450 * 1024;
const FONT_BYTES = 60 * 1024;
/** A page of more is slow to draw, and slow to go through for who hears it. */
const MOST_ELEMENTS = 2_000;
const MONTH = '2026-08';

interface Report {
  readonly zones: readonly {
    readonly year: number;
    readonly group: string;
    readonly zone: string;
    readonly beneficiaries: number;
  }[];
  readonly causes: readonly { readonly lines: number; readonly exposedPaidCents: number }[];
  readonly exposures: readonly {
    readonly topic: string;
    readonly lines: number;
    readonly allowedCents: number;
  }[];
}

interface Person {
  readonly years: readonly {
    readonly groups: readonly { readonly accumulatedCents: number; readonly overCents: number }[];
    readonly lines: readonly unknown[];
  }[];
}

interface Score {
  readonly npi: string;
  readonly score: number;
  readonly beneficiaries: number;
}

const dashboard = ownDashboard();

test('all pages are light, and accessible in both themes and widths', async ({ page }) => {
  test.setTimeout(900_000);
  expectRefusal(page, { status: 404, path: `/api/beneficiaries/${NOBODY}` });
  const hosts = new Set<string>();
  page.on('request', (request) => hosts.add(new URL(request.url()).host));
  await dashboard.signIn(page, 'admin');
  await makeReport(page);
  const pages = await allPages(page);
  expect(pages.map(({ name }) => name)).toContain('report');
  const found: string[] = [];
  for (const { name, path } of pages) {
    await openPage(page, dashboard.address + path);
    const elements = await page.locator('*').count();
    if (elements > MOST_ELEMENTS) found.push(`${name}: ${elements} elements`);
    found.push(...(await wrongsOf(page, { name })));
  }
  expect(found).toEqual([]);
  expect([...hosts]).toEqual([new URL(dashboard.address).host]);
});

test('numbers are those of the command and of the report', async ({ page }) => {
  const asked = ['providers', '--json', '--data', dashboard.data];
  const [best] = JSON.parse(await runKxray(asked)) as readonly Score[];
  await dashboard.signIn(page, 'analyst');
  const report = await makeReport(page);
  await openPage(page, dashboard.address);
  // Of a year that is over: the report knows what was paid by the end of its month.
  const closed = report.zones.filter(({ year }) => year === 2025);
  expect(closed.length).toBeGreaterThan(2);
  for (const { year, group, zone, beneficiaries } of closed) {
    const href = `/beneficiaries?year=${year}&group=${group}&zone=${zone}`;
    await expect(page.locator(`a[href="${href}"]`)).toHaveText(String(beneficiaries));
  }

  await openPage(page, `${dashboard.address}/patterns`);
  const causes = page.getByRole('grid', { name: 'Causes', exact: true });
  for (const { lines, exposedPaidCents } of report.causes) {
    const row = causes.getByRole('row').filter({ hasText: dollars(exposedPaidCents) });
    await expect(row).toContainText(String(lines));
  }

  await openPage(page, `${dashboard.address}/providers`);
  const top = page
    .locator('table')
    .getByRole('row')
    .filter({ hasText: best?.npi ?? '' });
  await expect(top).toContainText(`${best?.score.toFixed(2)}`);
  await expect(top).toContainText(String(best?.beneficiaries));

  await openPage(page, `${dashboard.address}/reports/${MONTH}/1`);
  const kx = report.exposures.filter(({ topic }) => topic === 'rac_0a339');
  const allowed = kx.reduce((sum, { allowedCents }) => sum + allowedCents, 0);
  await expect(page.getByText(dollars(allowed)).first()).toBeVisible();

  const [token, person] = await mostExposed(page);
  const { groups = [], lines = [] } = person.years.at(-1) ?? {};
  await openPage(page, `${dashboard.address}/beneficiaries/${token}`);
  for (const { accumulatedCents, overCents } of groups) {
    await expect(page.getByText(`at least ${dollars(accumulatedCents)}`)).toBeVisible();
    if (overCents > 0) await expect(page.getByText(`${dollars(overCents)} above`)).toBeVisible();
  }
  await expect(page.getByRole('heading', { name: `Lines (${lines.length})` })).toBeVisible();
});

/** Made once, and the same to whoever asks again: its own file. */
async function makeReport(page: Page): Promise<Report> {
  return page.evaluate(async (month) => {
    const headers = { 'content-type': 'application/json' };
    await fetch('/api/reports', { method: 'POST', headers, body: JSON.stringify({ month }) });
    const file = await fetch(`/api/reports/${month}.1/files/kxray-report-${month}.json`);
    return (await file.json()) as Report;
  }, MONTH);
}

/** As the command tells of the first of the list. */
async function mostExposed(page: Page): Promise<readonly [string, Person]> {
  await openPage(page, `${dashboard.address}/beneficiaries`);
  const href = await page.locator('table').getByRole('link').first().getAttribute('href');
  const token = href?.split('/').at(-1) ?? '';
  const told = await runKxray(['beneficiary', token, '--json', '--data', dashboard.data]);
  return [token, JSON.parse(told) as Person];
}

function dollars(cents: number): string {
  return (cents / 100).toLocaleString('en-US', { style: 'currency', currency: 'USD' });
}

type Shown = readonly [path: string, button: string | RegExp, roles: string];

const OFFERED: readonly Shown[] = [
  ['/ingest', 'Choose files', 'analyst admin'],
  ['/reports', 'Make the report', 'analyst reviewer admin'],
  ['/reference', 'Propose', 'analyst admin'],
  ['/settings', 'Change', 'admin'],
  ['/settings', /^CSV of Who did what/, 'reviewer admin'],
];
const HIDDEN_FROM_VIEWERS = ['Beneficiaries', 'Claims', 'Alerts', 'Ingest', 'Settings'];

for (const role of ['viewer', 'analyst', 'reviewer', 'admin'] as const) {
  test(`the role of ${role} decides what is shown and offered`, async ({ page }) => {
    const isViewer = role === 'viewer';
    for (const path of ['/api/ingest', '/api/quarantine', '/api/settings']) {
      if (isViewer) expectRefusal(page, { status: 403, path });
    }
    await dashboard.signIn(page, role);
    for (const name of HIDDEN_FROM_VIEWERS) {
      const link = page.getByRole('link', { name, exact: true });
      await expect(link).toHaveCount(isViewer ? 0 : 1);
    }
    for (const [path, name, roles] of OFFERED) {
      await openPage(page, dashboard.address + path);
      const button = page.getByRole('button', { name, exact: true });
      await expect(button).toHaveCount(roles.split(' ').includes(role) ? 1 : 0);
    }
  });
}

test('the first page stays within its budget', async ({ page }) => {
  const bodies: { readonly url: string; readonly bytes: number }[] = [];
  page.on('response', (response) => {
    void response.body().then(
      (body) => {
        const isFont = response.url().endsWith('.woff2');
        const bytes = isFont ? body.byteLength : brotliCompressSync(body).byteLength;
        bodies.push({ url: response.url(), bytes });
      },
      () => undefined,
    );
  });
  await dashboard.signIn(page, 'admin');
  await openPage(page, dashboard.address);
  const files = new Map(bodies.map(({ url, bytes }) => [new URL(url).pathname, bytes]));
  const total = [...files.values()].reduce((sum, bytes) => sum + bytes, 0);
  const fonts = [...files].filter(([path]) => path.endsWith('.woff2'));
  test.info().annotations.push({ type: 'first page, bytes (brotli)', description: String(total) });
  expect(total).toBeLessThan(BUDGET_BYTES);
  expect(fonts.reduce((sum, [, bytes]) => sum + bytes, 0)).toBeLessThan(FONT_BYTES);
});
