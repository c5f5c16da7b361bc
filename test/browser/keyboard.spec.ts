// The main path with the keyboard alone: an empty workspace, a file chosen, a provider explained
// down to a claim line, a report downloaded, signed out. No page traps the focus, a step to another
// page puts it on that page's heading, and nothing here ever touches the mouse.

import type { FileChooser, Page } from '@playwright/test';
import { expect, expectRefusal, ownDashboard, runKxray, SAMPLES, test } from './dashboard.js';
import { allPages, openPage } from './pages.js';

const SLOW = { timeout: 120_000 };
const REACH = 400;
/** What stands focused: its name, as far as a page gives one; cells of a table have none. */
const FOCUSED = `(() => {
  const at = document.activeElement;
  if (at === null || at === document.body || at.matches('td, th')) return '';
  const label = at.getAttribute('aria-label') ?? at.closest('label')?.textContent;
  return (label ?? at.textContent ?? '').trim();
})()`;
/** Whether the focus has left the page, and whether one sees where it is. */
const STANDS = `(() => {
  const at = document.activeElement;
  const { outlineStyle, boxShadow } = getComputedStyle(at);
  const ring = getComputedStyle(at, '::before').boxShadow;
  const isSeen = outlineStyle !== 'none' || boxShadow !== 'none' || (ring || 'none') !== 'none';
  return { isOut: at === document.body, isSeen, html: at.outerHTML.slice(0, 80) };
})()`;

const dashboard = ownDashboard([]);

test('leads from an empty workspace to a report', async ({ page }) => {
  await page.addInitScript(
    "addEventListener('pointerdown', () => { window.name = 'a pointer was used'; }, true);",
  );
  // From the beginning: a dialog of the system itself would be waited for in vain.
  const choosers: FileChooser[] = [];
  page.on('filechooser', (chooser) => choosers.push(chooser));
  await dashboard.signIn(page, 'analyst');
  await press(page, 'Tab');
  await expect(page.getByRole('link', { name: 'Skip to the page' })).toBeFocused();
  await press(page, 'Enter');
  await walkTo(page, 'bring in the first file');
  await press(page, 'Enter');
  await expectHeading(page, 'Ingest');
  await walkTo(page, 'accept files marked as test');
  await press(page, ' ');
  await walkTo(page, 'Choose files', 'Shift+Tab');
  await press(page, 'Enter');
  await expect.poll(() => choosers.length, SLOW).toBe(1);
  await choosers[0]?.setFiles(SAMPLES);
  await expect(page.getByText('is in', { exact: true })).toHaveCount(SAMPLES.length, SLOW);

  await walkTo(page, 'Providers', 'Shift+Tab');
  await press(page, 'Enter');
  await expectHeading(page, 'Providers');
  await walkTo(page, /^\d{10}$/);
  await press(page, 'Enter');
  await expectHeading(page, /^(Biller|Therapist) \d{10}$/);
  await walkTo(page, /^show lines of/);
  await press(page, 'Enter');
  await expect(page.getByRole('region', { name: /^Lines of/ })).toBeFocused();
  await walkTo(page, / line \d+$/);
  await press(page, 'Enter');
  await expectHeading(page, /^Claim \d+/);
  await walkTo(page, /^Rules applied/);
  await press(page, 'Enter');
  await expect(page.getByText('KX-', { exact: false }).first()).toBeVisible();

  await walkTo(page, 'Reports', 'Shift+Tab');
  await press(page, 'Enter');
  await expectHeading(page, 'Reports');
  await walkTo(page, 'Make the report');
  await press(page, 'Enter');
  await page.getByRole('link', { name: 'JSON' }).waitFor(SLOW);
  const download = page.waitForEvent('download', SLOW);
  await walkTo(page, /^(PDF|HTML|JSON|XLSX)$/);
  await press(page, 'Enter');
  expect((await download).suggestedFilename()).toMatch(/\.\w+$/);

  await walkTo(page, 'Sign out', 'Shift+Tab');
  expectRefusal(page, { status: 401, path: '/api/' });
  await press(page, 'Enter');
  await expectHeading(page, 'Signed out');
  expect(await page.evaluate('window.name')).toBe('');
});

test('no page traps the focus, and each shows where it stands', async ({ page }) => {
  test.setTimeout(600_000);
  expectRefusal(page, { status: 404, path: '/api/beneficiaries/' });
  // The same files twice count once: this stands without the test before it.
  await runKxray(['ingest', ...SAMPLES, '--include-test', '--data', dashboard.data]);
  await dashboard.signIn(page, 'admin');
  const state = (): Promise<string> =>
    page.evaluate(async () => {
      const me = (await (await fetch('/api/me')).json()) as { freshness: { state: string } };
      return me.freshness.state;
    });
  await expect.poll(state, SLOW).toBe('current');
  const found: string[] = [];
  for (const { name, path } of await allPages(page)) {
    await openPage(page, dashboard.address + path);
    const stops = await walkThrough(page);
    if (!stops.isRound) found.push(`${name}: after ${stops.seen} stops there is no way out`);
    found.push(...stops.unseen.map((words) => `${name}: no sign of the focus on ${words}`));
  }
  expect(found).toEqual([]);
});

async function press(page: Page, key: string): Promise<void> {
  await page.keyboard.press(key);
}

type Name = string | RegExp;

/** Tab after Tab, as somebody without a mouse does it. */
async function walkTo(page: Page, name: Name, key = 'Tab'): Promise<void> {
  for (let tries = 0; tries < REACH; tries += 1) {
    if (fits(await page.evaluate<string>(FOCUSED), name)) return;
    await press(page, key);
  }
  throw new Error(`${String(name)} is not within reach of ${key}`);
}

function fits(words: string, name: Name): boolean {
  return typeof name === 'string' ? words === name : name.test(words);
}

async function expectHeading(page: Page, name: Name): Promise<void> {
  await expect(page.getByRole('heading', { level: 1, name })).toBeFocused();
}

interface Stops {
  readonly seen: number;
  readonly isRound: boolean;
  readonly unseen: readonly string[];
}

/** From the top of a page on, until the focus leaves it. */
async function walkThrough(page: Page): Promise<Stops> {
  const unseen: string[] = [];
  for (let seen = 0; seen < REACH; seen += 1) {
    await press(page, 'Tab');
    const stands = await page.evaluate<Stands>(STANDS);
    if (stands.isOut) return { seen, isRound: true, unseen };
    if (!stands.isSeen) unseen.push(stands.html);
  }
  return { seen: REACH, isRound: false, unseen };
}

interface Stands {
  readonly isOut: boolean;
  readonly isSeen: boolean;
  readonly html: string;
}
