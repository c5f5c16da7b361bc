// The dashboard in a browser, over a workspace of the synthetic generator: Lighthouse on the list
// of providers and on one provider (median of the rounds), then 20,000 providers sorted and
// filtered. Run: npm run bench:install, then npm run bench:web [-- ROUNDS PROVIDERS].

import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
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
const synth = ['--providers', providers, '--beneficiaries-per-provider', '25', '--years', '2026'];
await kxray(['synth', '--out', folder, ...synth]);
await kxray(['ingest', join(folder, 'remittance.835'), '--include-test', '--data', data]);
const server = kxrayProcess(['serve', '--data', data]);
try {
  const { address, link } = await addressOf(server);
  const cookie = await cookieOf(link);
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
        `blocked ${middle(({ blockedMs }) => blockedMs)} ms, ` +
        `${middle(({ kilobytes }) => kilobytes)} kB; ${isMet ? 'met' : 'MISSED'}`,
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
  server.kill('SIGINT');
}

function kxrayProcess(args: readonly string[]): ChildProcess {
  const tsx = createRequire(import.meta.url).resolve('tsx/cli');
  const command = [tsx, join(ROOT, 'cli', 'main.ts'), ...args];
  return spawn(process.execPath, command, { stdio: ['ignore', 'pipe', 'inherit'] });
}

async function kxray(args: readonly string[]): Promise<void> {
  const child = kxrayProcess(args);
  child.stdout?.resume();
  const code = await new Promise((resolve) => child.once('exit', resolve));
  if (code !== 0) throw new Error(`kxray ${args[0] ?? ''} ended with ${String(code)}`);
}

async function addressOf(
  child: ChildProcess,
): Promise<{ readonly address: string; readonly link: string }> {
  return new Promise((resolve, reject) => {
    let seen = '';
    child.stdout?.on('data', (chunk: Buffer) => {
      seen += chunk.toString();
      const address = /runs at (\S+)/.exec(seen)?.[1];
      const link = /(http\S+sign-in\S+)/.exec(seen)?.[1];
      if (address !== undefined && link !== undefined) resolve({ address, link });
    });
    child.once('exit', () => reject(new Error('the dashboard did not start')));
  });
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
