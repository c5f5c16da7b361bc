// Every page in both themes, on a desk and on a telephone: no violation of accessibility, nothing
// that scrolls sideways, no request to another host, and within the budget of a first page.

import { brotliCompressSync } from 'node:zlib';
import {
  expect,
  expectRefusal,
  newData,
  runKxray,
  SAMPLES,
  signIn,
  skipWithoutBrowser,
  startDashboard,
  test,
  violationsOf,
  type Dashboard,
} from './dashboard.js';
import { allPages, NOBODY, openPage } from './pages.js';

const WIDTHS = [1440, 390];
const SIDEWAYS = 'document.documentElement.scrollWidth - document.documentElement.clientWidth';
const BUDGET_BYTES = 450 * 1024;
const FONT_BYTES = 60 * 1024;

let dashboard: Dashboard;

skipWithoutBrowser();

test.beforeAll(async () => {
  const data = newData();
  await runKxray(['ingest', ...SAMPLES, '--include-test', '--data', data]);
  dashboard = await startDashboard(data);
});
test.afterAll(async () => {
  await dashboard.stop();
});

test('all pages are accessible in both themes and widths', async ({ page }) => {
  test.setTimeout(600_000);
  expectRefusal(page, { status: 404, path: `/api/beneficiaries/${NOBODY}` });
  const hosts = new Set<string>();
  page.on('request', (request) => hosts.add(new URL(request.url()).host));
  await signIn(page, dashboard.links['admin']);
  const found: string[] = [];
  for (const theme of ['light', 'dark']) {
    await page.evaluate(`localStorage.setItem('kxray-theme', '${theme}')`);
    for (const width of WIDTHS) {
      await page.setViewportSize({ width, height: 900 });
      for (const { name, path } of await allPages(page)) {
        await openPage(page, dashboard.address + path);
        const violations = await violationsOf(page);
        found.push(...violations.map((each) => `${name}, ${theme}, ${width}: ${each}`));
        const sideways = await page.evaluate<number>(SIDEWAYS);
        if (sideways > 0) found.push(`${name}, ${theme}, ${width}: scrolls sideways`);
      }
    }
  }
  expect(found).toEqual([]);
  expect([...hosts]).toEqual([new URL(dashboard.address).host]);
});

for (const role of ['viewer', 'analyst', 'reviewer'] as const) {
  test(`a ${role} sees what the role may see`, async ({ page }) => {
    if (role === 'viewer') expectRefusal(page, { status: 403, path: '/api/claims' });
    await signIn(page, dashboard.links[role]);
    await openPage(page, `${dashboard.address}/providers`);
    await expect(page.getByRole('link', { name: 'Claims' })).toHaveCount(role === 'viewer' ? 0 : 1);
    await expect(page.getByText('Masked', { exact: true })).toHaveCount(role === 'viewer' ? 1 : 0);
    await openPage(page, `${dashboard.address}/claims`);
    const refusal = page.getByText('Your role does not see this');
    await expect(refusal).toHaveCount(role === 'viewer' ? 1 : 0);
    expect(await violationsOf(page)).toEqual([]);
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
  await signIn(page, dashboard.links['bea']);
  await openPage(page, dashboard.address);
  const files = new Map(bodies.map(({ url, bytes }) => [new URL(url).pathname, bytes]));
  const total = [...files.values()].reduce((sum, bytes) => sum + bytes, 0);
  const fonts = [...files].filter(([path]) => path.endsWith('.woff2'));
  test.info().annotations.push({ type: 'first page, bytes (brotli)', description: String(total) });
  expect(total).toBeLessThan(BUDGET_BYTES);
  expect(fonts.reduce((sum, [, bytes]) => sum + bytes, 0)).toBeLessThan(FONT_BYTES);
});
