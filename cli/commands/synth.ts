// `kxray synth`: synthetic claims with a known truth, at any size.

import { createWriteStream } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { InvalidArgumentError, type Command } from 'commander';
import { LOOK_ALIKE_KINDS, PLANTED_PATTERNS } from '../../lib/synth/planted-pattern.js';
import { refusalOf } from '../../lib/synth/refusal-of.js';
import { renderSeedsCsv } from '../../lib/synth/render-seeds-csv.js';
import { renderX12835 } from '../../lib/synth/render-x12-835.js';
import type {
  LookAlikeRequest,
  PlantedRequest,
  SynthOptions,
  SynthSize,
} from '../../lib/synth/synth-options.js';
import { startSynth } from '../../lib/synth/synthesize.js';
import { addPlainCommand, examples } from '../command.js';
import { referenceOf } from '../session.js';
import { createProgress, printJson, printLine } from '../terminal.js';
import { FailedError, UsageError } from '../usage-error.js';

interface SynthFlags {
  readonly out: string;
  readonly seed: number;
  readonly beneficiaries: number;
  readonly lines?: number;
  readonly providers?: number;
  readonly beneficiariesPerProvider: number;
  readonly years: readonly number[];
  readonly plant: readonly PlantedRequest[];
  readonly lookAlike: readonly LookAlikeRequest[];
  readonly fullTruth: boolean;
  readonly json?: boolean;
}

const DEFAULT_BENEFICIARIES = 500;
const DEFAULT_CASELOAD = 40;
/** Above this a truth of every beneficiary would be larger than the claims are worth. */
const FULL_TRUTH_LINES = 2_000_000;

export function registerSynth(program: Command): void {
  addPlainCommand(program, 'synth', 'write synthetic claims (835) with a known truth')
    .requiredOption('--out <dir>', 'folder for remittance.835 and truth.json')
    .option('--seed <n>', 'the same seed and options give the same bytes', wholeNumber, 1)
    .option('--beneficiaries <n>', 'how many people', wholeNumber, DEFAULT_BENEFICIARIES)
    .option('--lines <n>', 'about how many lines instead (230,000 make some 45 MB)', wholeNumber)
    .option('--providers <n>', 'that many therapists instead, with slips of their own', wholeNumber)
    .option(
      '--beneficiaries-per-provider <n>',
      'about how many each of them treats, every year',
      wholeNumber,
      DEFAULT_CASELOAD,
    )
    .option('--years <from-to>', 'calendar years of service', yearRange, [2024, 2025, 2026])
    .option(
      '--plant <pattern:strength:providers[:caseload]>',
      `plant providers with a habit, of strength 0 to 1 or 4x the honest rate ` +
        `(${PLANTED_PATTERNS.join(', ')}); may be given again`,
      plantedRequest,
      [],
    )
    .option(
      '--look-alike <kind:providers[:caseload]>',
      `honest providers that look like an outlier (${LOOK_ALIKE_KINDS.join(', ')}); again as well`,
      lookAlikeRequest,
      [],
    )
    .option('--no-full-truth', 'leave the single beneficiaries out of truth.json')
    .addHelpText(
      'after',
      examples(
        'synth --out ./synthetic --beneficiaries 200 --years 2025-2026',
        'synth --out ./synthetic --lines 230000 --plant routine_early_kx:0.9:2:30',
        'synth --out ./synthetic --providers 500 --years 2025 --plant over_review:4x:5',
        'synth --out ./synthetic --providers 50 --years 2025 --look-alike seeded_outside:2',
      ),
    )
    .action(writeSynth);
}

async function writeSynth(flags: SynthFlags): Promise<void> {
  const options = await synthOptions(flags);
  const refusal = refusalOf(options);
  if (refusal !== null) throw new UsageError(`these options cannot be served; ${refusal}`);
  const run = startSynth(options);
  const path = join(flags.out, 'remittance.835');
  const { bytes, seedsPath } = await writing(flags.out, async () => {
    await mkdir(flags.out, { recursive: true });
    const written = await writeChunks(path, renderX12835(run));
    const truth = run.truth();
    await writeFile(join(flags.out, 'truth.json'), `${JSON.stringify(truth, null, 1)}\n`);
    if (truth.seeds.length === 0) return { bytes: written, seedsPath: null };
    const seeds = join(flags.out, 'seeds.csv');
    await writeFile(seeds, renderSeedsCsv(truth.seeds));
    return { bytes: written, seedsPath: seeds };
  });
  if (flags.json === true) printJson({ path, bytes, ...(seedsPath === null ? {} : { seedsPath }) });
  else {
    printLine(`${path}: ${(bytes / 1e6).toFixed(1)} MB, and what is true of it in truth.json.`);
    if (seedsPath !== null) printLine(`${seedsPath}: what was spent elsewhere, to be entered.`);
    printLine('All names, numbers and amounts are invented; the file is marked as a test, so:');
    printLine(`  kxray ingest ${path} --include-test`);
  }
}

async function synthOptions(flags: SynthFlags): Promise<SynthOptions> {
  const { thresholds } = await referenceOf([]);
  const isSmall = (flags.lines ?? 0) <= FULL_TRUTH_LINES;
  return {
    seed: flags.seed,
    size: sizeOf(flags),
    years: flags.years,
    thresholds: [...thresholds.values()],
    planted: flags.plant,
    lookAlikes: flags.lookAlike,
    truth: flags.fullTruth && isSmall ? 'full' : 'summary',
  };
}

function sizeOf(flags: SynthFlags): SynthSize {
  const { lines, providers, beneficiaries, beneficiariesPerProvider: caseload } = flags;
  if (lines !== undefined && providers !== undefined) {
    throw new UsageError('give one of --lines and --providers');
  }
  if (providers !== undefined) return { kind: 'providers', providers, caseload };
  return lines === undefined
    ? { kind: 'beneficiaries', count: beneficiaries }
    : { kind: 'lines', count: lines };
}

async function writing<Answer>(folder: string, action: () => Promise<Answer>): Promise<Answer> {
  try {
    return await action();
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    if (code === undefined) throw cause;
    throw new FailedError(`${folder} cannot be written (${code})`, { cause });
  }
}

async function writeChunks(path: string, chunks: Iterable<string>): Promise<number> {
  const progress = createProgress(true);
  let bytes = 0;
  const counted = function* (): Generator<string> {
    for (const chunk of chunks) {
      bytes += Buffer.byteLength(chunk);
      progress.report(`written ${(bytes / 1e6).toFixed(1)} MB`);
      yield chunk;
    }
  };
  try {
    await pipeline(Readable.from(counted()), createWriteStream(path));
  } finally {
    progress.done();
  }
  return bytes;
}

function wholeNumber(text: string): number {
  if (!/^\d{1,15}$/.test(text)) throw new InvalidArgumentError('It takes a whole number.');
  return Number(text);
}

function yearRange(text: string): readonly number[] {
  const match = /^(\d{4})(?:-(\d{4}))?$/.exec(text);
  const from = Number(match?.[1]);
  const to = Number(match?.[2] ?? match?.[1]);
  if (match === null || to < from) {
    throw new InvalidArgumentError('It takes a year or a range such as 2024-2026.');
  }
  return Array.from({ length: to - from + 1 }, (_, at) => from + at);
}

function plantedRequest(
  text: string,
  before: readonly PlantedRequest[],
): readonly PlantedRequest[] {
  const [name, strength = '0.8', providers = '1', caseload] = text.split(':');
  const pattern = PLANTED_PATTERNS.find((each) => each === name);
  if (pattern === undefined) {
    throw new InvalidArgumentError(`Patterns are ${PLANTED_PATTERNS.join(', ')}.`);
  }
  const times = /^(.+)x$/.exec(strength)?.[1];
  const request: PlantedRequest = {
    pattern,
    ...(times === undefined ? { strength: Number(strength) } : { timesHonest: Number(times) }),
    providers: wholeNumber(providers),
    ...(caseload === undefined ? {} : { caseload: wholeNumber(caseload) }),
  };
  return [...before, request];
}

function lookAlikeRequest(
  text: string,
  before: readonly LookAlikeRequest[],
): readonly LookAlikeRequest[] {
  const [name, providers = '1', caseload] = text.split(':');
  const kind = LOOK_ALIKE_KINDS.find((each) => each === name);
  if (kind === undefined) {
    throw new InvalidArgumentError(`Look-alikes are ${LOOK_ALIKE_KINDS.join(', ')}.`);
  }
  const request: LookAlikeRequest = {
    kind,
    providers: wholeNumber(providers),
    ...(caseload === undefined ? {} : { caseload: wholeNumber(caseload) }),
  };
  return [...before, request];
}
