// The pages of a snapshot of 10 million judged lines: what building the lists costs, how many
// objects and bytes they are, and how long a request for a page of claims takes, from nothing kept
// in memory and again. Run: npm run bench:pages [-- LINES].

import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { FileObjectStore } from '../lib/adapters/embedded/file-object-store.js';
import type { ApiContext } from '../lib/api/api-context.js';
import { claimOwner } from '../lib/api/claim-owner.js';
import { pageReaderOf } from '../lib/api/page-reader.js';
import { beneficiaryPage } from '../lib/api/routes/beneficiary-page.js';
import { claimPage } from '../lib/api/routes/claim-page.js';
import { writeCursor } from '../lib/api/cursor.js';
import { toIsoDay } from '../lib/domain/day.js';
import { buildPages } from '../lib/pipeline/pages/build-pages.js';
import { claimRefOf } from '../lib/pipeline/pages/claim-ref.js';
import type { PageSet } from '../lib/pipeline/pages/page-store.js';
import type { SnapshotQueries } from '../lib/pipeline/snapshot-queries.js';
import { createTokenizer } from '../lib/pipeline/tokenizer.js';
import type { ObjectStore } from '../lib/ports/object-store.js';
import { BENCH_DATA, judgedSnapshot } from './judged-lines.js';
import { BENCH_TENANT, BENCH_YEARS } from './judged-lines-child.js';
import { measured } from './measured.js';
import { openSnapshot } from './measures-snapshot.js';

const ROUNDS = 9;
const lines = Number(process.argv[2] ?? 10_000_000);
const tokens = createTokenizer(BENCH_TENANT, {
  keyId: 'bench01',
  key: createHash('sha256').update('bench').digest(),
});

const snapshot = await judgedSnapshot(lines);
const directory = mkdtempSync(join(BENCH_DATA, 'pages-'));
process.once('exit', () => rmSync(directory, { recursive: true, force: true }));
const objects = new FileObjectStore({ directory, exclusive: async (action) => action() });
await objects.prepare();

const built = await measured(() =>
  buildPages({
    queries: onJudgedLines(openSnapshot(snapshot)),
    objects,
    tokens,
    years: BENCH_YEARS.map((year) => ({ year, lines: snapshot.lines / BENCH_YEARS.length })),
    run: null,
    asOf: toIsoDay('2026-12-31'),
    now: '2026-12-31T12:00:00.000Z',
    pendingYears: [],
    headerOnly: { claims: 0, paidCents: 0 },
    quarantine: { claims: 0, lines: 0, files: 0, lists: 0 },
  }),
);
const set = built.answer;
const claims = set.claimParts.reduce((sum, part) => sum + part.claims, 0);
const files = sizesOf(directory);
print(
  `${snapshot.lines} judged lines, ${claims} claims in ${set.claimParts.length} parts: ` +
    `${built.cpuSeconds.toFixed(0)} CPU s, ${built.wallSeconds.toFixed(0)} s, ` +
    `RssAnon ${built.peakRssAnonMb} MB`,
);
for (const kind of ['claims-', 'claim-index-', 'beneficiary-table-', 'today']) {
  const own = files.filter(({ name }) => name.startsWith(kind));
  const bytes = own.reduce((sum, file) => sum + file.bytes, 0);
  const largest = Math.max(...own.map((file) => file.bytes));
  print(`  ${kind.padEnd(16)} ${own.length} objects, ${kb(bytes)}, largest ${kb(largest)}`);
}
await requests(set, objects);

async function requests(of: PageSet, store: ObjectStore): Promise<void> {
  const deep = writeCursor({
    pagesId: of.pagesId,
    part: Math.floor(of.claimParts.length / 2),
    at: 2_500,
  });
  const npi = '0000000000';
  const claimRef = await someClaim(store);
  const asked: Readonly<Record<string, (context: ApiContext) => Promise<unknown>>> = {
    'claims, first page': (context) => claimPage(context, BENCH_TENANT, { limit: 50 }),
    'claims, in the middle': (context) =>
      claimPage(context, BENCH_TENANT, { limit: 50, cursor: deep }),
    'claims of one month': (context) =>
      claimPage(context, BENCH_TENANT, { limit: 50, month: of.claimParts.at(-1)?.month }),
    'claims, KX missing': (context) =>
      claimPage(context, BENCH_TENANT, { limit: 50, attention: 'missing' }),
    'claims of nobody: six parts': (context) =>
      claimPage(context, BENCH_TENANT, { limit: 50, npi }),
    'owner of a claim': (context) => claimOwner(context, BENCH_TENANT, claimRef),
    'beneficiaries, first page': (context) =>
      beneficiaryPage(context, BENCH_TENANT, {
        limit: 50,
        year: 2026,
        sort: 'exposed',
        order: 'desc',
      }),
  };
  print('request                        cold ms   kept ms   answer kB   gzip kB');
  for (const [name, ask] of Object.entries(asked)) {
    const cold: number[] = [];
    const kept: number[] = [];
    let answer = '';
    for (let round = 0; round < ROUNDS; round += 1) {
      // A store of its own has a reader of its own, with nothing kept.
      const context = { pages: pageReaderOf(bound(store)) } as ApiContext;
      for (const times of [cold, kept]) {
        const started = performance.now();
        answer = JSON.stringify(await ask(context));
        times.push(performance.now() - started);
      }
    }
    print(
      `${name.padEnd(29)} ${ms(cold)} ${ms(kept)} ${kb(answer.length).padStart(11)} ` +
        `${kb(gzipSync(answer).byteLength).padStart(9)}`,
    );
  }
}

async function someClaim(store: ObjectStore): Promise<string> {
  const context = { pages: pageReaderOf(store) } as ApiContext;
  const page = (await claimPage(context, BENCH_TENANT, { limit: 1 })) as {
    readonly body?: { readonly rows: readonly { readonly claim: string }[] };
  };
  return claimRefOf(tokens, page.body?.rows[0]?.claim ?? '');
}

function bound(store: ObjectStore): ObjectStore {
  return {
    get: (key) => store.get(key),
    put: (key, body, condition) => store.put(key, body, condition),
    list: (prefix) => store.list(prefix),
    copy: (from, to) => store.copy(from, to),
    remove: (key) => store.remove(key),
  };
}

/** The bench has judged lines alone: control numbers are asked of these instead of the log. */
function onJudgedLines(queries: SnapshotQueries): SnapshotQueries {
  return {
    ...queries,
    query: (name) => {
      const query = queries.query(name);
      return { ...query, text: query.text.replaceAll('from claim_lines', 'from ledger_lines') };
    },
  };
}

function sizesOf(folder: string): readonly { readonly name: string; readonly bytes: number }[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ name, parentPath }) => ({ name, bytes: statSync(join(parentPath, name)).size }));
}

function ms(times: readonly number[]): string {
  const sorted = times.toSorted((one, other) => one - other);
  return (sorted[Math.floor(sorted.length / 2)] ?? 0).toFixed(1).padStart(9);
}

function kb(bytes: number): string {
  return `${(bytes / 1_000).toFixed(0)} kB`;
}

function print(text: string): void {
  process.stdout.write(`${text}\n`);
}
