// 20,000 providers in the browser: the answer of the server with its rows made that many, then the
// page's own sorting and filtering, timed from the event to the paint after it.

import { chromium as playwright, type Page } from '@playwright/test';
import type { ProviderListRow, ProvidersAnswer } from '../lib/api/contract/providers.js';
import { chromiumEnv } from '../test/browser/find-chromium.mjs';
import type { Asked } from './web-lighthouse.js';

export const ROWS = 20_000;
const ROUNDS = 9;

/** Until the page has painted what the event led to. */
const PAINTED = `new Promise((done) => requestAnimationFrame(() => setTimeout(done)))`;

export async function providerTimes({
  chromium,
  address,
  cookie,
}: Asked): Promise<ReadonlyMap<string, readonly number[]>> {
  const env = chromiumEnv(chromium);
  const browser = await playwright.launch({ executablePath: chromium, env });
  try {
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
    const [name = '', value = ''] = cookie.split('=');
    await page.context().addCookies([{ name, value, url: address }]);
    await page.route('**/api/providers?*', async (route) => {
      const response = await route.fetch();
      const answer = (await response.json()) as ProvidersAnswer;
      await route.fulfill({ json: { ...answer, rows: manyOf(answer.rows) } });
    });
    await page.goto(`${address}/providers`);
    await page.getByText(`(${ROWS})`).first().waitFor();
    const times = new Map<string, number[]>();
    for (let round = 0; round < ROUNDS; round += 1) {
      await note(times, 'sorted by score', () => sort(page, 'Score of 100'));
      await note(times, 'sorted by NPI', () => sort(page, 'NPI'));
      await note(times, 'filtered by two digits', () => filter(page, String(10 + round)));
      await note(times, 'filter taken away', () => filter(page, ''));
    }
    return times;
  } finally {
    await browser.close();
  }
}

async function note(
  times: Map<string, number[]>,
  what: string,
  run: () => Promise<number>,
): Promise<void> {
  times.set(what, [...(times.get(what) ?? []), Math.round(await run())]);
}

function sort(page: Page, header: string): Promise<number> {
  return page.evaluate<number>(`(async () => {
    const control = [...document.querySelectorAll('thead [data-focus-id^=sorting-control]')]
      .find((each) => each.textContent.trim() === '${header}');
    const started = performance.now();
    control.click();
    await ${PAINTED};
    return performance.now() - started;
  })()`);
}

function filter(page: Page, text: string): Promise<number> {
  return page.evaluate<number>(`(async () => {
    const field = document.querySelector('input[aria-label="NPI contains"]');
    const set = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value').set;
    const started = performance.now();
    set.call(field, '${text}');
    field.dispatchEvent(new Event('input', { bubbles: true }));
    await ${PAINTED};
    return performance.now() - started;
  })()`);
}

/** Other NPIs, scores and counts, so that there is something to sort. */
function manyOf(rows: readonly ProviderListRow[]): readonly ProviderListRow[] {
  return Array.from({ length: ROWS }, (_, at) => {
    const row = rows[at % rows.length];
    if (row === undefined) throw new Error('there is no provider to make many of');
    const score = row.score === null ? null : ((at * 7_919) % 10_000) / 100;
    return { ...row, npi: String(1_000_000_000 + ((at * 104_729) % 899_999_999)), score };
  });
}
