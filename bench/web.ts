// The dashboard in a browser, over a workspace of the synthetic generator: Lighthouse on the list
// of providers and on one provider (median of the rounds), then 20,000 providers sorted and
// filtered. The pages are built anew for it.
// Run: npm run bench:install, then npm run bench:web [-- ROUNDS PROVIDERS].

import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { loadavg, tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { runServer } from '../cli/serve/run-server.js';
import { TENANT_ID } from '../cli/session.js';
import { findChromium } from '../test/browser/find-chromium.mjs';
import { lighthouseScores, PAGES, type LighthouseScores } from './web-lighthouse.js';
import { providerTimes, ROWS } from './web-providers.js';

const [rounds = '5', providers = '300'] = process.argv.slice(2);
const PERFORMANCE_TARGET = 90;
const ACCESSIBILITY_TARGET = 100;
const TABLE_MS_TARGET = 300;
const ROOT = join(import.meta.dirname, '..');

const chromium = findChromium();
if (chromium === null) throw new Error('there is no Chromium: set KXRAY_CHROMIUM or install one');
const folder = mkdtempSync(join(tmpdir(), 'kxray-web-'));
process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
const data = join(folder, 'workspace');
const web = join(folder, 'web');
const synth = ['--providers', providers, '--beneficiaries-per-provider', '25', '--years', '2026'];
await run(join(ROOT, 'scripts', 'build-web.mjs'), [web]);
await kxray(['synth', '--out', folder, ...synth]);
await kxray(['ingest', join(folder, 'remittance.835'), '--include-test', '--data', data]);
const person = { tenantId: TENANT_ID, userId: 'bench', role: 'admin' } as const;
const server = await runServer({ data, port: null, people: [person], web });
try {
  const { address } = server;
  const cookie = await cookieOf(server.links[0]?.url ?? '');
  for (const page of PAGES) {
    const found: LighthouseScores[] = [];
    for (let round = 0; round < Number(rounds); round += 1) {
      found.push(await lighthouseScores({ chromium, address, cookie, page }));
    }
    const performance = median(found.map((scores) => scores.performance));
    const accessibility = Math.min(...found.map((scores) => scores.accessibility));
    const isMet = performance >= PERFORMANCE_TARGET && accessibility >= ACCESSIBILITY_TARGET;
    const middle = (of: (scores: LighthouseScores) => number): number => median(found.map(of));
    const all = found.map((each) => each.performance).join(', ');
    print(
      `${page}: performance ${performance} (${all}), accessibility ${accessibility}, ` +
        `first paint ${middle(({ paintMs }) => paintMs)} ms, ` +
        `largest ${middle(({ largestMs }) => largestMs)} ms, ` +
        `blocked ${middle(({ blockedMs }) => blockedMs)} ms, ` +
        `${middle(({ kilobytes }) => kilobytes)} kB, load ${loadavg()[0]?.toFixed(1) ?? '?'}; ` +
        (isMet ? 'met' : 'MISSED'),
    );
    for (const words of new Set(found.flatMap((each) => each.failures))) print(`  ${words}`);
  }
  for (const [what, times] of await providerTimes({ chromium, address, cookie })) {
    const middle = median(times);
    print(
      `${ROWS} providers, ${what}: median ${middle} ms of ${times.length}, ` +
        `longest ${Math.max(...times)}; ${middle < TABLE_MS_TARGET ? 'met' : 'MISSED'}`,
    );
  }
} finally {
  await server.close();
}

function kxray(args: readonly string[]): Promise<void> {
  const tsx = createRequire(import.meta.url).resolve('tsx/cli');
  return run(tsx, [join(ROOT, 'cli', 'main.ts'), ...args]);
}

async function run(script: string, args: readonly string[]): Promise<void> {
  const child = spawn(process.execPath, [script, ...args], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const code = await new Promise((resolve) => child.once('exit', resolve));
  if (code !== 0) throw new Error(`${basename(script)} ended with ${String(code)}`);
}

async function cookieOf(link: string): Promise<string> {
  const { headers } = await fetch(link, { redirect: 'manual' });
  const [cookie = ''] = headers.getSetCookie().map((each) => each.split(';')[0] ?? '');
  if (cookie === '') throw new Error('the link gave no session');
  return cookie;
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((one, other) => one - other);
  return Math.round(sorted[Math.floor(sorted.length / 2)] ?? 0);
}

function print(text: string): void {
  process.stdout.write(`${text}\n`);
}
