// The days on which a page has nothing to show: no claims yet, still loading, a server in trouble,
// a role that may not, figures that are renewed, one part that fails, a host that lacks something.
// Each state says so, is accessible in both themes and widths, and blanks no page.

import type { Page } from '@playwright/test';
import { expect, expectRefusal, ownDashboard, test, wrongsOf } from './dashboard.js';
import { allPages, openPage, type NamedPage } from './pages.js';

const WITHOUT_DATA = ['a page that is not there', 'beneficiary by service date'];
/** What there is to open before the first claim. */
const LISTS = [
  'beneficiaries',
  'claims',
  'providers',
  'patterns',
  'alerts',
  'reports',
  'reference',
  'ingest',
  'settings',
  '',
].map((name) => ({ name: name === '' ? 'today' : name, path: `/${name}` }));
/** What a page needs to stand at all: who is there, and the files of the dashboard. */
const DATA = /\/api\/(?!me$)/;

const dashboard = ownDashboard();
const empty = ownDashboard([]);

async function pagesWithData(page: Page): Promise<readonly NamedPage[]> {
  const pages = await allPages(page);
  return pages.filter(({ name }) => !WITHOUT_DATA.includes(name));
}

/** Every page in a state: it says `words`, and nothing is wrong with it. */
async function expectState(
  page: Page,
  pages: readonly NamedPage[],
  { state, words, address }: { readonly state: string; readonly words: RegExp; address: string },
): Promise<void> {
  const found: string[] = [];
  for (const { name, path } of pages) {
    await page.goto(address + path);
    await page.getByText(words).first().waitFor();
    await expect(page.locator('h1')).toHaveCount(1);
    found.push(...(await wrongsOf(page, { name: `${name} ${state}` })));
  }
  expect(found).toEqual([]);
}

test('what loads says so', async ({ page }) => {
  await dashboard.signIn(page, 'admin');
  const pages = await pagesWithData(page);
  // Never answered: who leaves the page lets go of them.
  await page.route(DATA, () => undefined);
  const { address } = dashboard;
  await expectState(page, pages, { state: 'loading', words: /^\s*Loading$/, address });
});

test('what failed says so, and is tried again', async ({ page }) => {
  expectRefusal(page, { status: 500, path: '/api/' });
  await dashboard.signIn(page, 'admin');
  const pages = await pagesWithData(page);
  const problem = { code: 'internal', title: 'Failed', status: 500, detail: 'It is noted.' };
  await page.route(DATA, (route) => route.fulfill({ status: 500, json: problem }));
  const { address } = dashboard;
  await expectState(page, pages, { state: 'failed', words: /That could not be loaded/, address });

  await openPage(page, `${address}/patterns`);
  await page.unroute(DATA);
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect(page.getByRole('heading', { name: 'Causes by dollars' })).toBeVisible();
});

test('one part that fails leaves the others', async ({ page }) => {
  expectRefusal(page, { status: 500, path: '/api/beneficiaries/' });
  await dashboard.signIn(page, 'admin');
  const one = (await allPages(page)).find(({ name }) => name === 'beneficiary');
  await page.route('**/documentation', (route) => route.fulfill({ status: 500, json: {} }));
  await openPage(page, dashboard.address + (one?.path ?? ''));
  await expect(page.getByText('That could not be loaded')).toHaveCount(1);
  await expect(page.getByRole('heading', { name: /^Lines \(\d+\)$/ })).toBeVisible();
  expect(await wrongsOf(page, { name: 'beneficiary without documentation' })).toEqual([]);
});

test('a workspace without claims leads to the first file', async ({ page }) => {
  expectRefusal(page, { status: 503, path: '/api/' });
  await empty.signIn(page, 'admin');
  const { address } = empty;
  await expectState(page, LISTS, { state: 'empty', words: /^No claims yet$/, address });
});

test('a viewer sees what is masked, and is told what is refused', async ({ page }) => {
  expectRefusal(page, { status: 403, path: '/api/' });
  await dashboard.signIn(page, 'admin');
  const pages = await pagesWithData(page);
  await dashboard.signIn(page, 'viewer');
  const open = ['today', 'providers', 'patterns', 'reports', 'reference data'];
  const isOpen = ({ name }: NamedPage): boolean => open.includes(name);
  const refused = pages.filter((each) => !isOpen(each) && !each.name.includes('not there'));
  expect(refused.length).toBeGreaterThan(6);
  const { address } = dashboard;
  const words = /Your role does not see this/;
  await expectState(page, refused, { state: 'refused', words, address });

  const found: string[] = [];
  for (const { name, path } of pages.filter(isOpen)) {
    await openPage(page, address + path);
    await expect(page.getByText(words)).toHaveCount(0);
    await expect(page.locator('a[href^="/beneficiaries/"], a[href^="/claims/"]')).toHaveCount(0);
    found.push(...(await wrongsOf(page, { name: `${name} masked` })));
  }
  expect(found).toEqual([]);
  await openPage(page, `${address}/providers`);
  await expect(page.getByText('Masked', { exact: true })).toBeVisible();
});

interface Answer {
  readonly features: Readonly<Record<string, boolean>>;
  readonly freshness: Readonly<Record<string, unknown>>;
}

/** The true answer about who is there, changed on its way. */
async function changeMe(page: Page, change: (answer: Answer) => Partial<Answer>): Promise<void> {
  await page.route('**/api/me', async (route) => {
    // Asked for whole: "as before" has no body that could be changed.
    const { 'if-none-match': _known, ...headers } = route.request().headers();
    const response = await route.fetch({ headers });
    const answer = (await response.json()) as Answer;
    await route.fulfill({ response, json: { ...answer, ...change(answer) } });
  });
}

test('figures that are being renewed are shown, and said to be', async ({ page }) => {
  await dashboard.signIn(page, 'admin');
  await changeMe(page, ({ freshness }) => ({ freshness: { ...freshness, state: 'stale' } }));
  const found: string[] = [];
  for (const { name, path } of await pagesWithData(page)) {
    if (name.includes('not there')) continue;
    await openPage(page, dashboard.address + path);
    await expect(page.getByText('Newer claims are being worked in')).toBeVisible();
    // The page beneath is the one that is looked at elsewhere.
    found.push(...(await wrongsOf(page, { name: `${name} stale`, within: '.kx-freshness' })));
  }
  expect(found).toEqual([]);
});

const LACKING: readonly (readonly [path: string, button: string | RegExp])[] = [
  ['/ingest', 'Choose files'],
  ['/reports', 'Make the report'],
  ['/settings', 'Add and show the secret'],
  ['/alerts', 'CSV of Events'],
  ['provider', /^show lines of/],
  ['claim', /^Open a case/],
];

test('what a host lacks is offered by no page', async ({ page }) => {
  await dashboard.signIn(page, 'admin');
  const pages = await allPages(page);
  const pathOf = (place: string): string => pages.find(({ name }) => name === place)?.path ?? place;
  for (const isOffered of [true, false]) {
    if (!isOffered) {
      await changeMe(page, ({ features }) => ({
        features: Object.fromEntries(Object.keys(features).map((name) => [name, false])),
      }));
    }
    for (const [place, name] of LACKING) {
      await openPage(page, dashboard.address + pathOf(place));
      const buttons = page.getByRole('button', { name });
      if (isOffered) await expect(buttons.first()).toBeVisible();
      else await expect(buttons).toHaveCount(0);
    }
  }
});
