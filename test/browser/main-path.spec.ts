// The main path of a first day: nothing there, a file dropped, an alert seen, a provider explained
// down to a claim line, a report downloaded, signed out. Numbers are those of the command.

import { readFile } from 'node:fs/promises';
import { expect, expectRefusal, ownDashboard, runKxray, SAMPLES, test } from './dashboard.js';

const dashboard = ownDashboard([]);

test('leads from an empty workspace to a report', async ({ page }) => {
  await dashboard.signIn(page, 'analyst');
  await page.getByRole('link', { name: 'bring in the first file' }).first().click();
  await page.getByLabel('accept files marked as test').check();
  await page.locator('input[type=file]').setInputFiles(SAMPLES);
  await expect(page.getByText('is in', { exact: true })).toHaveCount(SAMPLES.length, {
    timeout: 120_000,
  });
  await expect(page.getByText('Every line read is accounted for.').first()).toBeVisible();

  await page.getByRole('link', { name: 'Today' }).click();
  const overview = JSON.parse(await runKxray(['overview', '--json', '--data', dashboard.data])) as {
    readonly exposures: readonly { readonly exposure: string; readonly allowed_cents: number }[];
  };
  for (const kind of ['kx_look_back', 'review_threshold']) {
    const cents = overview.exposures
      .filter(({ exposure }) => exposure === kind)
      .reduce((sum, row) => sum + row.allowed_cents, 0);
    const words = (cents / 100).toLocaleString('en-US', { style: 'currency', currency: 'USD' });
    await expect(page.locator(`[data-exposure=${kind}]`)).toHaveText(words);
  }

  await page.getByRole('link', { name: 'Alerts' }).click();
  await expect(page.getByRole('rowheader', { name: 'KX amount crossed' }).first()).toBeVisible();

  await page.getByRole('link', { name: 'Providers' }).click();
  await page.locator('table').getByRole('link').first().click();
  await page
    .getByRole('button', { name: /^show lines of/ })
    .first()
    .click();
  const lines = page.getByRole('region', { name: /^Lines of/ });
  await lines
    .getByRole('link', { name: / line \d+$/ })
    .first()
    .click();
  await expect(page.getByRole('heading', { name: /^Claim \d+/ })).toBeVisible();
  await page
    .getByRole('button', { name: /^Rules applied/ })
    .first()
    .click();
  await expect(page.getByText('KX-', { exact: false }).first()).toBeVisible();

  await page.getByRole('link', { name: 'Reports' }).click();
  await page.getByRole('button', { name: 'Make the report' }).click();
  const download = page.waitForEvent('download', { timeout: 120_000 });
  await page.getByRole('link', { name: 'JSON' }).click({ timeout: 120_000 });
  const saved = JSON.parse(await readFile(await (await download).path(), 'utf8')) as {
    readonly month: string;
  };
  expect(saved.month).toMatch(/^\d{4}-\d{2}$/);

  expectRefusal(page, { status: 401, path: '/api/' });
  await page.getByRole('button', { name: 'Sign out' }).click();
  await expect(page.getByRole('heading', { name: 'Signed out' })).toBeVisible();
  await page.goto(dashboard.address);
  await expect(page.getByRole('heading', { name: 'Signed out' })).toBeVisible();
});

test('keeps numbers out of addresses, titles and storage', async ({ page }) => {
  await dashboard.signIn(page, 'admin');
  const search = page.getByRole('searchbox');
  await search.fill('1EG4TE5MK73');
  await search.press('Enter');
  await expect(page.getByText('Nothing has that number.')).toBeVisible();
  const kept = await page.evaluate<string>(
    'JSON.stringify([location.href, document.title, { ...localStorage }, { ...sessionStorage }])',
  );
  expect(kept).not.toContain('1EG4TE5MK73');
});
