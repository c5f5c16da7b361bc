// What all browser specs share: a server of its own for each file, signing in, and the rule that a
// page writes no error to the console. Without a browser every spec is skipped, and says why.

import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test as base, type Cookie, type Page } from '@playwright/test';
import { findChromium } from './find-chromium.mjs';

export { expect };

const ROOT = join(import.meta.dirname, '..', '..');
const MAIN = join(ROOT, 'cli', 'main.ts');
export const SAMPLES = ['remittance-2025.835', 'remittance-2026.835'].map((name) =>
  join(ROOT, 'samples', name),
);
const USERS = ['ada:admin', 'dana:analyst', 'sam:reviewer', 'vera:viewer'];

/** A refusal that a spec provokes: the page shows it, and the browser tells it on its own too. */
export interface Refusal {
  readonly status: number;
  /** How its path begins. */
  readonly path: string;
}

const REFUSALS = new WeakMap<Page, Refusal[]>();

/** Said before it is provoked; every other failed request is an error of the page. */
export function expectRefusal(page: Page, refusal: Refusal): void {
  REFUSALS.set(page, [...(REFUSALS.get(page) ?? []), refusal]);
}

export const test = base.extend<{ readonly consoleErrors: string[] }>({
  consoleErrors: [
    async ({ page }, use) => {
      const errors: string[] = [];
      page.on('console', (message) => {
        if (message.type() !== 'error') return;
        const status = Number(/status of (\d{3})/.exec(message.text())?.[1] ?? 0);
        const { url } = message.location();
        const { pathname } = URL.canParse(url) ? new URL(url) : { pathname: url };
        const isExpected = (REFUSALS.get(page) ?? []).some(
          (refusal) => refusal.status === status && pathname.startsWith(refusal.path),
        );
        if (!isExpected) errors.push(`${message.text()} ${pathname}`);
      });
      page.on('pageerror', (error) => errors.push(error.message));
      await use(errors);
      // What the page still asks for as it goes is nobody's business.
      await page.unrouteAll({ behavior: 'ignoreErrors' });
      expect(errors).toEqual([]);
    },
    { auto: true },
  ],
});

/** Called by every spec: the modifier holds for the file that is being loaded. */
export function skipWithoutBrowser(): void {
  base.skip(findChromium() === null, 'there is no Chromium: set KXRAY_CHROMIUM or install one');
}

/** Of one spec, while its tests run. */
export interface OwnDashboard {
  readonly data: string;
  readonly address: string;
  signIn(page: Page, role: string): Promise<void>;
}

/** What was ingested before the first test; a spec may write files of its own into the folder. */
type IngestedFiles = readonly string[] | ((folder: string) => readonly string[]);

/** Called while a spec is loaded: a server of its own over a workspace that ends with it. */
export function ownDashboard(files: IngestedFiles = SAMPLES): OwnDashboard {
  skipWithoutBrowser();
  let running: Dashboard | null = null;
  test.beforeAll(async () => {
    const folder = mkdtempSync(join(tmpdir(), 'kxray-browser-'));
    const data = join(folder, 'workspace');
    const ingested = typeof files === 'function' ? files(folder) : files;
    if (ingested.length > 0) {
      await runKxray(['ingest', ...ingested, '--include-test', '--data', data]);
    }
    running = await startDashboard(data);
  });
  test.afterAll(() => running?.stop());
  const current = (): Dashboard => {
    if (running === null) throw new Error('the dashboard runs while tests do');
    return running;
  };
  return {
    get data() {
      return current().data;
    },
    get address() {
      return current().address;
    },
    signIn: (page, role) => signIn(page, current().links[role]),
  };
}

interface Dashboard {
  readonly data: string;
  readonly address: string;
  /** By role. */
  readonly links: Readonly<Record<string, string>>;
  stop(): Promise<void>;
}

/** Runs the command to its end; its output. */
export function runKxray(args: readonly string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = start(args);
    let text = '';
    child.stdout?.on('data', (chunk: Buffer) => (text += chunk.toString()));
    child.once('error', reject);
    child.once('exit', (code) => (code === 0 ? resolve(text) : reject(new Error(`exit ${code}`))));
  });
}

async function startDashboard(data: string): Promise<Dashboard> {
  const child = start(['serve', '--data', data, ...USERS.flatMap((user) => ['--user', user])]);
  const text = await new Promise<string>((resolve, reject) => {
    let seen = '';
    child.stdout?.on('data', (chunk: Buffer) => {
      seen += chunk.toString();
      if (seen.includes('Ctrl-C ends it.')) resolve(seen);
    });
    child.once('exit', (code) => reject(new Error(`kxray serve ended with ${code}: ${seen}`)));
  });
  const address = /runs at (\S+)/.exec(text)?.[1] ?? '';
  const links = Object.fromEntries(
    [...text.matchAll(/\((\w+)\), once.*\n\s+(\S+)/g)].map(([, role = '', url = '']) => [
      role,
      url,
    ]),
  );
  return { data, address, links, stop: () => stop(child, data) };
}

function start(args: readonly string[]): ChildProcess {
  const env = { ...process.env, NODE_NO_WARNINGS: '1' };
  // The process itself and no wrapper around it, which answers Ctrl-C where that is busy.
  return spawn(process.execPath, ['--import', import.meta.resolve('tsx'), MAIN, ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env,
  });
}

/** Ends as Ctrl-C ends it, and it must end cleanly. */
async function stop(child: ChildProcess, data: string): Promise<void> {
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
  child.kill('SIGINT');
  expect(await ended).toBe(0);
  rmSync(join(data, '..'), { recursive: true, force: true });
}

const SESSIONS = new Map<string, readonly Cookie[]>();

/** A link signs in once: a later test of the same person goes on with the session of the first. */
async function signIn(page: Page, link = ''): Promise<void> {
  const session = SESSIONS.get(link);
  if (session !== undefined) await page.context().addCookies([...session]);
  await page.goto(session === undefined ? link : new URL(link).origin);
  await expect(page.getByRole('button', { name: 'Sign out' })).toBeVisible();
  SESSIONS.set(link, await page.context().cookies());
}

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** What axe finds on the page as it stands, or within one part of it, one line a violation. */
async function violationsOf(page: Page, within?: string): Promise<readonly string[]> {
  if (!(await page.evaluate<boolean>("'axe' in window"))) await page.evaluate(`${AXE};0`);
  // Of what passes nothing is told: it takes axe longer than finding it.
  const [place, options] = [JSON.stringify(within ?? 'html'), "{ resultTypes: ['violations'] }"];
  const { violations } = await page.evaluate<AxeResult>(`axe.run(${place}, ${options})`);
  return violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html.slice(0, 200) ?? ''}`);
}

interface AxeResult {
  readonly violations: readonly {
    readonly id: string;
    readonly nodes: readonly { readonly html: string }[];
  }[];
}

/** The wide one last: what a spec does next, it does on a desk. */
const WIDTHS = [390, 1440];
const SIDEWAYS = 'document.documentElement.scrollWidth - document.documentElement.clientWidth';
const DRAWN =
  'new Promise((done) => { requestAnimationFrame(() => { requestAnimationFrame(done); }); })';

interface Look {
  readonly name: string;
  /** Selector of the part that is looked at; left out: the whole page. */
  readonly within?: string;
}

/** What is wrong with the page as it stands, in both widths and themes, never loaded again. */
export async function wrongsOf(page: Page, { name, within }: Look): Promise<readonly string[]> {
  const found: string[] = [];
  for (const width of WIDTHS) {
    await page.setViewportSize({ width, height: 900 });
    for (const theme of ['Dark', 'Light']) {
      await page.getByRole('button', { name: theme, exact: true }).click();
      await page.evaluate(DRAWN);
      const place = `${name}, ${theme.toLowerCase()}, ${width}`;
      const violations = await violationsOf(page, within);
      found.push(...violations.map((each) => `${place}: ${each}`));
      if ((await page.evaluate<number>(SIDEWAYS)) > 0) found.push(`${place}: scrolls sideways`);
      await keepPicture(page, place);
    }
  }
  return found;
}

/** For people: with KXRAY_PICTURES every state that is looked at is kept in that folder. */
async function keepPicture(page: Page, place: string): Promise<void> {
  const folder = process.env['KXRAY_PICTURES'];
  if (folder === undefined) return;
  const path = join(folder, `${place.replaceAll(/[^a-z0-9]+/g, '-')}.png`);
  await page.screenshot({ path, fullPage: true });
}
