// Sign-in as the aws host has it: hosted pages on another origin, PKCE, the identity token behind a
// gateway that checks it. The data comes from the door of the API on emulated services.

import { spawn, type ChildProcess } from 'node:child_process';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { expect, expectRefusal, skipWithoutBrowser, test } from './dashboard.js';

const MAIN = join(import.meta.dirname, 'aws', 'run-aws-site.ts');

let child: ChildProcess;
let site = '';
let domain = '';

skipWithoutBrowser();

test.beforeAll(async () => {
  const tsx = createRequire(import.meta.url).resolve('tsx/cli');
  child = spawn(process.execPath, [tsx, MAIN], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true' },
  });
  [site, domain] = await new Promise<[string, string]>((resolve, reject) => {
    let seen = '';
    child.stdout?.on('data', (chunk: Buffer) => {
      seen += chunk.toString();
      const found = /at (\S+), sign-in at (\S+)\.\n/.exec(seen);
      if (found !== null) resolve([found[1] ?? '', found[2] ?? '']);
    });
    child.once('exit', (code) => reject(new Error(`the site ended with ${code}`)));
  });
});
test.afterAll(() => void child.kill('SIGINT'));

async function signInAs(page: Page, role: string, path = '/'): Promise<void> {
  await page.goto(`${site}${path}`);
  await page.waitForURL(`${domain}/oauth2/authorize?*`);
  await page.getByRole('link', { name: `as ${role}`, exact: true }).click();
  await page.getByRole('button', { name: 'Sign out' }).waitFor();
}

// Run in the page, which has names that this project does not know: texts, not functions.
const LOCAL = 'JSON.stringify([Object.values(localStorage), document.cookie])';
const SESSION_KEYS = "Object.keys(sessionStorage).join(' ')";
const FORGE = `for (const [key, value] of Object.entries(sessionStorage)) {
  if (!key.startsWith('oidc.user:')) continue;
  const user = JSON.parse(value);
  const [head, body] = user.id_token.split('.');
  const claims = JSON.parse(atob(body.replaceAll('-', '+').replaceAll('_', '/')));
  const forged = btoa(JSON.stringify({ ...claims, 'cognito:groups': ['admin'] }));
  user.id_token = [head, forged.replaceAll('=', ''), 'c2lnbmF0dXJl'].join('.');
  sessionStorage.setItem(key, JSON.stringify(user));
}`;

test('comes back to the page that was asked for, and leaves nothing in address or browser', async ({
  page,
}) => {
  await signInAs(page, 'analyst', '/providers?sort=-score');

  await expect(page).toHaveURL(`${site}/providers?sort=-score`);
  await expect(page.locator('table').getByRole('link').first()).toBeVisible();
  expect(await page.evaluate(SESSION_KEYS)).toContain('oidc.user:');
  expect(await page.evaluate(LOCAL)).not.toMatch(/eyJ|oidc/);

  await page.reload();
  await expect(page.locator('table').getByRole('link').first()).toBeVisible();
});

test('shows a viewer what viewers may see', async ({ page }) => {
  expectRefusal(page, { status: 403, path: '/api/claims' });
  await signInAs(page, 'viewer', '/claims');
  await expect(page.getByText('Your role does not see this')).toBeVisible();
});

test('asks again for somebody whose token is not taken', async ({ page }) => {
  await signInAs(page, 'analyst');
  await page.evaluate(FORGE);
  expectRefusal(page, { status: 401, path: '/api/' });
  await page.goto(`${site}/beneficiaries`);
  await page.getByRole('button', { name: 'Sign in again' }).click();
  await page.waitForURL(`${domain}/oauth2/authorize?*`);
  await page.getByRole('link', { name: 'as reviewer', exact: true }).click();
  await expect(page).toHaveURL(`${site}/beneficiaries`);
  await expect(page.getByRole('button', { name: 'Sign out' })).toBeVisible();
});

test('signs out here and there', async ({ page }) => {
  await signInAs(page, 'admin');
  const revocation = page.waitForRequest(`${domain}/oauth2/revoke`);
  await page.getByRole('button', { name: 'Sign out' }).click();

  expect((await revocation).method()).toBe('POST');
  // The way out leads home, and home asks who is there.
  await page.waitForURL(`${domain}/oauth2/authorize?*`);
  await page.goto(`${site}/config.json`);
  expect(await page.evaluate(SESSION_KEYS)).not.toContain('oidc.user:');
});
