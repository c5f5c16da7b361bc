// One run of Lighthouse, desktop, on one page of a dashboard that somebody is signed in to: a
// browser of its own each time, so that nothing is kept from the run before.

import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { chromiumEnv } from '../test/browser/find-chromium.mjs';

const CLI = new URL('node_modules/lighthouse/cli/index.js', import.meta.url).pathname;
const FLAGS = '--headless=new --no-sandbox --disable-dev-shm-usage';

export const PAGES = ['list of providers', 'one provider'] as const;

export interface Asked {
  readonly chromium: string;
  readonly address: string;
  /** Of the session, as the browser sends it. */
  readonly cookie: string;
}

export interface LighthouseScores {
  readonly performance: number;
  readonly accessibility: number;
  readonly paintMs: number;
  readonly largestMs: number;
  readonly blockedMs: number;
  readonly kilobytes: number;
  /** Accessibility audits that failed. */
  readonly failures: readonly string[];
}

export async function lighthouseScores(
  asked: Asked & { readonly page: (typeof PAGES)[number] },
): Promise<LighthouseScores> {
  const { chromium, address, cookie, page } = asked;
  const path = page === 'one provider' ? await firstProvider(asked) : '/providers';
  const folder = mkdtempSync(join(tmpdir(), 'kxray-lighthouse-'));
  try {
    // In a file: what stands in a command line is read by everybody on the machine.
    const headers = join(folder, 'headers.json');
    writeFileSync(headers, JSON.stringify({ Cookie: cookie }), { mode: 0o600 });
    const { stdout } = await promisify(execFile)(
      process.execPath,
      [
        CLI,
        address + path,
        '--preset=desktop',
        '--only-categories=performance,accessibility',
        '--output=json',
        '--quiet',
        `--extra-headers=${headers}`,
        `--chrome-flags=${FLAGS}`,
      ],
      { env: { ...chromiumEnv(chromium), CHROME_PATH: chromium }, maxBuffer: 64_000_000 },
    );
    return scoresOf(JSON.parse(stdout) as Result);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** What is read of Lighthouse's answer. */
interface Result {
  readonly categories: Readonly<Record<string, Category | undefined>>;
  readonly audits: Readonly<Record<string, Audit | undefined>>;
}

interface Category {
  readonly score: number | null;
  readonly auditRefs: readonly { readonly id: string; readonly weight: number }[];
}

interface Audit {
  readonly score: number | null;
  readonly numericValue?: number;
}

function scoresOf({ categories, audits }: Result): LighthouseScores {
  const number = (id: string): number => audits[id]?.numericValue ?? 0;
  return {
    performance: percent(categories['performance']?.score),
    accessibility: percent(categories['accessibility']?.score),
    paintMs: number('first-contentful-paint'),
    largestMs: number('largest-contentful-paint'),
    blockedMs: number('total-blocking-time'),
    kilobytes: number('total-byte-weight') / 1_000,
    failures: (categories['accessibility']?.auditRefs ?? [])
      .filter(({ id, weight }) => weight > 0 && audits[id]?.score === 0)
      .map(({ id }) => id),
  };
}

async function firstProvider({ address, cookie }: Asked): Promise<string> {
  const response = await fetch(`${address}/api/providers`, { headers: { cookie } });
  const { rows } = (await response.json()) as {
    readonly rows: readonly { readonly role: string; readonly npi: string }[];
  };
  const [first] = rows;
  if (first === undefined) throw new Error('there is no provider to look at');
  return `/providers/${first.role}/${first.npi}`;
}

function percent(score: number | null | undefined): number {
  return Math.round((score ?? 0) * 100);
}
