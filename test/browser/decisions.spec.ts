// What people do beyond looking: they are told of new figures, mend a claim in quarantine, decide
// on a line, read a report before it is downloaded, and say who is told of alerts. Each of these
// states is accessible in both themes and widths.

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { buildRemittance, claimWith } from '../intake/x12-835/support/build-remittance.js';
import {
  expect,
  expectRefusal,
  ownDashboard,
  runKxray,
  SAMPLES,
  test,
  wrongsOf,
} from './dashboard.js';
import { openPage } from './pages.js';

const BROKEN = { SVC: 'SVC*HC:97110:GP:KX*76*x**2' };

const dashboard = ownDashboard((folder) => {
  const broken = join(folder, 'broken.835');
  writeFileSync(broken, buildRemittance({ claims: claimWith(BROKEN) }));
  return [SAMPLES[1] ?? '', broken];
});

async function expectAccessible(page: Page, name: string): Promise<void> {
  expect(await wrongsOf(page, { name })).toEqual([]);
}

test('a claim in quarantine is mended and leaves it', async ({ page }) => {
  await dashboard.signIn(page, 'analyst');
  await openPage(page, `${dashboard.address}/ingest`);
  await page.getByRole('button', { name: /^Mend:/ }).click();
  const form = page.getByRole('form', { name: 'What stands in the way' });
  await expect(form).toContainText('SVC03 is not an amount');
  expectRefusal(page, { status: 422, path: '/api/quarantine/' });
  await form.getByLabel('The amount in SVC03').fill('a lot');
  await form.getByRole('button', { name: 'Put it in' }).click();
  await expect(page.getByText('That is no value for this element')).toBeVisible();
  await expectAccessible(page, 'mending');

  await form.getByLabel('The amount in SVC03').fill('45.32');
  await form.getByRole('button', { name: 'Put it in' }).click();
  await page.getByRole('button', { name: 'Try it again' }).click();
  // Judged, published, and the pages built anew.
  const accepted = page.getByText('It is in the ledger with 1 line');
  await expect(accepted).toBeVisible({ timeout: 120_000 });
  await expect(page.getByText('Nothing is in quarantine.')).toBeVisible();
});

test('a line is decided on, and the list of work follows', async ({ page }) => {
  await dashboard.signIn(page, 'reviewer');
  await openPage(page, `${dashboard.address}/claims?attention=early`);
  await page.locator('table').getByRole('link').first().click();
  const open = page.getByRole('button', { name: /^Open a case/ }).first();
  await open.click();
  const form = page.getByRole('form', { name: /^Decide on line/ });
  await form.getByLabel('Who has it').fill('dana');
  await expectAccessible(page, 'deciding');
  await form.getByRole('button', { name: 'Keep this' }).click();
  await expect(page.getByText(/^In review since .* with dana; due by/)).toBeVisible();

  await page.getByRole('link', { name: 'Today' }).click();
  await expect(page.getByText('Cases: 1 in hand.')).toBeVisible();
  await page.getByRole('link', { name: /^Case: KX early/ }).click();
  await page.getByRole('button', { name: /^Decide or note/ }).click();
  expectRefusal(page, { status: 422, path: '/api/claims/' });
  await form.getByLabel('It stands').selectOption('dismissed');
  await form.getByRole('button', { name: 'Keep this' }).click();
  await expect(page.getByText('Say why: a decision without a reason')).toBeVisible();
  await form.getByLabel('Why').fill('the record holds it');
  await form.getByRole('button', { name: 'Keep this' }).click();
  await expect(page.getByText(/^Dismissed since/)).toBeVisible();

  await page.getByRole('link', { name: 'Today' }).click();
  await expect(page.getByText('Cases: 1 more settled.')).toBeVisible();
});

test('the record behind KX lines is told, and asked for past the line', async ({ page }) => {
  await dashboard.signIn(page, 'analyst');
  await openPage(page, `${dashboard.address}/beneficiaries?zone=over_kx`);
  await page.locator('table').getByRole('link').first().click();
  const past = page.getByText(/past the KX amount,/).first();
  await past.click();
  await expect(page.getByText('Medicare Benefit Policy Manual').first()).toBeVisible();
  await expect(page.getByRole('heading', { name: 'To do before somebody asks' })).toBeVisible();
  await expectAccessible(page, 'record behind KX');
});

test('a report is read before it is downloaded', async ({ page }) => {
  await dashboard.signIn(page, 'analyst');
  await openPage(page, `${dashboard.address}/reports`);
  await page.getByRole('button', { name: 'Make the report' }).click();
  const table = page.locator('table');
  await table.getByRole('link', { name: /^\d{4}-\d{2}$/ }).click({ timeout: 120_000 });
  await expect(page.getByRole('heading', { name: /^RAC readiness report/ })).toBeVisible();
  await expect(page.getByRole('img').first()).toBeVisible();
  await expectAccessible(page, 'report');
  const download = page.waitForEvent('download', { timeout: 120_000 });
  await page.getByRole('link', { name: 'XLSX' }).click();
  expect((await download).suggestedFilename()).toMatch(/^kxray-report-.*\.xlsx$/);
});

test('an endpoint is added, and its secret shown once', async ({ page }) => {
  await dashboard.signIn(page, 'admin');
  await openPage(page, `${dashboard.address}/settings`);
  const form = page.getByRole('form', { name: 'Add an endpoint' });
  await form.getByLabel('Address').fill('https://hooks.example.org/in');
  await form.getByRole('button', { name: 'Add and show the secret' }).click();
  const secret = page.getByText(/^whsec_/);
  await expect(secret).toBeVisible();
  await expectAccessible(page, 'new endpoint');
  await page.getByRole('button', { name: 'I have kept it' }).click();
  await page.getByRole('button', { name: /^Agreement:/ }).click();
  const agreement = page.getByRole('form', { name: /^Agreement of/ });
  await agreement.getByRole('checkbox').check();
  await agreement.getByLabel('Which one').fill('signed on 2026-02-01');
  await agreement.getByRole('button', { name: 'Record the agreement' }).click();
  await expect(page.getByText(/^Agreement \(BAA\): signed on/)).toBeVisible();
  await page.getByRole('button', { name: /^Filter:/ }).click();
  await expectAccessible(page, 'endpoint filter');

  await openPage(page, `${dashboard.address}/settings`);
  await expect(page.getByRole('region', { name: /hooks\.example\.org/ })).toBeVisible();
  await expect(secret).toHaveCount(0);
});

test('figures that another process renews are shown, and said', async ({ page }) => {
  await dashboard.signIn(page, 'analyst');
  await openPage(page, dashboard.address);
  const exposure = page.locator('[data-exposure=kx_look_back]');
  const before = await exposure.innerText();
  await runKxray(['ingest', SAMPLES[0] ?? '', '--include-test', '--data', dashboard.data]);

  await expect(page.getByText(/^New figures came in/)).toBeVisible({ timeout: 90_000 });
  await expect(exposure).not.toHaveText(before);
});
