// The monthly report of 300 therapists and some 50,000 lines, all four files, as `kxray report`
// makes it: CPU seconds and wall time of a process of its own, and its peak of anonymous memory,
// which this process reads while the native compilers run. Run: npm run bench:report [-- THERAPISTS
// ROUNDS]. The workspace with its list of documents is made once and kept in bench/.data.

import { spawn } from 'node:child_process';
import {
  createReadStream,
  createWriteStream,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { once } from 'node:events';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { loadReference } from '../lib/adapters/common/load-reference.js';
import { referenceDirectory } from '../lib/adapters/common/reference-directory.js';
import { readRemittance } from '../lib/intake/x12-835/read-remittance.js';
import { renderX12835 } from '../lib/synth/render-x12-835.js';
import { startSynth } from '../lib/synth/synthesize.js';

interface Cost {
  readonly cpuSeconds: number;
  readonly wallSeconds: number;
  readonly peakRssAnonMb: number;
}

const FOLDER = new URL('.data/', import.meta.url).pathname;
const TSX = createRequire(import.meta.url).resolve('tsx');
const MAIN = new URL('../cli/main.ts', import.meta.url).pathname;
/** Some 180 lines a therapist over the two years. */
const CASELOAD = 6;
const MONTH = '2026-06';
/** Of ten beneficiaries, how many have their record listed. */
const LISTED_OF_TEN = 3;
const SAMPLE_MS = 20;

const [therapists = '300', rounds = '3'] = process.argv.slice(2);
const data = await workspaceOf(Number(therapists));
for (let round = 1; round <= Number(rounds); round += 1) {
  const out = join(FOLDER, 'report-out');
  // A workspace keeps its report: each round counts anew.
  const month = ['--month', MONTH, '--out', out, '--new-edition'];
  const cost = await kxray(['report', ...month, '--data', data]);
  process.stdout.write(
    `round ${round}: ${cost.cpuSeconds.toFixed(1)} CPU s  ${cost.wallSeconds.toFixed(1)} s  ` +
      `RssAnon ${cost.peakRssAnonMb} MB\n`,
  );
  rmSync(out, { recursive: true, force: true });
}

async function workspaceOf(count: number): Promise<string> {
  const directory = join(FOLDER, `report-${count}`);
  if (existsSync(directory)) return directory;
  const part = `${directory}.part`;
  rmSync(part, { recursive: true, force: true });
  mkdirSync(part, { recursive: true });
  const claims = join(part, 'remittance.835');
  const documents = join(part, 'documents.csv');
  await writeClaims(claims, count);
  await writeDocuments(documents, claims);
  const workspace = ['--include-test', '--data', part];
  await kxray(['ingest', claims, documents, ...workspace]);
  for (const file of [claims, documents]) rmSync(file);
  renameSync(part, directory);
  return directory;
}

async function writeClaims(path: string, count: number): Promise<void> {
  const reference = await loadReference({ directory: referenceDirectory() });
  const run = startSynth({
    seed: 5,
    size: { kind: 'providers', providers: count, caseload: CASELOAD },
    years: [2025, 2026],
    thresholds: [...reference.thresholds.values()],
    truth: 'summary',
  });
  const file = createWriteStream(path);
  for (const chunk of renderX12835(run)) if (!file.write(chunk)) await once(file, 'drain');
  file.end();
  await once(file, 'finish');
}

/** An evaluation, a plan and its certification for each course of three beneficiaries of ten. */
async function writeDocuments(path: string, claims: string): Promise<void> {
  const courses = new Map<string, string>();
  const options = { file: 'bench', includeTest: true, contractorPart: () => null };
  for await (const batch of readRemittance(createReadStream(claims), options)) {
    for (const event of batch) {
      if (event.kind !== 'claim') continue;
      for (const { modifiers, serviceDate } of event.claim.lines) {
        const discipline = modifiers.find((each) => ['GP', 'GO', 'GN'].includes(each));
        const course = `${event.identity.id},${discipline ?? ''}`;
        const first = courses.get(course) ?? serviceDate;
        if (discipline !== undefined)
          courses.set(course, first < serviceDate ? first : serviceDate);
      }
    }
  }
  const rows = [...courses].flatMap(([course, first]) =>
    Number(course.replaceAll(/\D/g, '').at(-1)) < LISTED_OF_TEN
      ? ['evaluation', 'plan_of_care', 'certification'].map((kind) => `${course},${kind},${first}`)
      : [],
  );
  writeFileSync(path, ['beneficiary,discipline,kind,date', ...rows, ''].join('\n'));
  process.stdout.write(`${rows.length} documents\n`);
}

/** The command in a process of its own, measured from outside: CPU by the system's own account. */
async function kxray(args: readonly string[]): Promise<Cost> {
  const started = performance.now();
  const child = spawn(process.execPath, ['--import', TSX, MAIN, ...args], {
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  let peakKb = 0;
  let cpuSeconds = 0;
  const sampler = setInterval(() => {
    try {
      const status = readFileSync(`/proc/${child.pid}/status`, 'utf8');
      peakKb = Math.max(peakKb, Number(/RssAnon:\s+(\d+)/.exec(status)?.[1] ?? 0));
      const [, rest = ''] = readFileSync(`/proc/${child.pid}/stat`, 'utf8').split(') ');
      const [user = 0, system = 0] = rest.split(' ').slice(11, 13).map(Number);
      cpuSeconds = (user + system) / 100;
    } catch {
      // The process has ended.
    }
  }, SAMPLE_MS);
  const [code] = (await once(child, 'exit')) as [number | null];
  clearInterval(sampler);
  if (code !== 0) throw new Error(`kxray ${args[0] ?? ''} ended with ${code}`);
  const wallSeconds = (performance.now() - started) / 1000;
  return { cpuSeconds, wallSeconds, peakRssAnonMb: Math.round(peakKb / 1024) };
}
