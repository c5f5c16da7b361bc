// Text within charts, which no accessibility check of a page looks at: it can be read in both
// themes on what lies behind it, and none of it is cut off at the edge of its drawing.

import { expect, ownDashboard, test } from './dashboard.js';
import { contrast } from '../../lib/charts/contrast.js';
import { allPages, openPage } from './pages.js';

const WITH_CHARTS = ['today', 'beneficiary', 'provider', 'patterns'];
const TEXT_MIN = 4.5;

/** Every text of every drawing: its color, the color behind the drawing, and whether it fits in. */
const TEXTS = `[...document.querySelectorAll('main svg text')].map((text) => {
  const svg = text.closest('svg');
  let behind = svg;
  const backOf = (element) => getComputedStyle(element).backgroundColor;
  while (behind.parentElement !== null && backOf(behind) === 'rgba(0, 0, 0, 0)') {
    behind = behind.parentElement;
  }
  const [inner, outer] = [text.getBoundingClientRect(), svg.getBoundingClientRect()];
  return {
    words: text.textContent,
    color: getComputedStyle(text).fill,
    back: backOf(behind),
    isCut: inner.left < outer.left - 1 || inner.right > outer.right + 1 ||
      inner.top < outer.top - 1 || inner.bottom > outer.bottom + 1,
  };
})`;

interface DrawnText {
  readonly words: string;
  readonly color: string;
  readonly back: string;
  readonly isCut: boolean;
}

const dashboard = ownDashboard();

test('every text of every chart can be read in both themes', async ({ page }) => {
  await dashboard.signIn(page, 'admin');
  const pages = (await allPages(page)).filter(({ name }) => WITH_CHARTS.includes(name));
  expect(pages).toHaveLength(WITH_CHARTS.length);
  const found: string[] = [];
  for (const theme of ['light', 'dark']) {
    await page.evaluate(`localStorage.setItem('kxray-theme', '${theme}')`);
    for (const { name, path } of pages) {
      await openPage(page, dashboard.address + path);
      const texts = await page.evaluate<readonly DrawnText[]>(TEXTS);
      expect(texts.length, `texts of ${name}`).toBeGreaterThan(3);
      for (const { words, color, back, isCut } of texts) {
        const ratio = contrast(color, back);
        if (ratio < TEXT_MIN) found.push(`${name}, ${theme}: "${words}" ${ratio.toFixed(2)}`);
        if (isCut) found.push(`${name}, ${theme}: "${words}" is cut off`);
      }
    }
  }
  expect(found).toEqual([]);
});

test('a chart leads to its figures, and a mark to its provider', async ({ page }) => {
  await dashboard.signIn(page, 'analyst');
  await openPage(page, `${dashboard.address}/patterns`);
  const funnel = page.getByRole('region', {
    name: 'Early KX of therapists by volume',
    exact: true,
  });
  await expect(funnel.getByRole('img')).toHaveAttribute(
    'aria-label',
    /^Early KX of \d+ therapists/,
  );
  await page.getByText('Figures: Early KX of therapists by volume').click();
  const figures = page.getByRole('region', { name: /^Figures: Early KX of therapists/ });
  await expect(figures.getByRole('link').first()).toBeVisible();
  await funnel.locator('[data-key]').last().click();
  await expect(page.getByRole('heading', { level: 1, name: /^Therapist \d{10}$/ })).toBeVisible();
});
