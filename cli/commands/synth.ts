// `kxray synth`: synthetic claims with a known truth, at any size.

import { createWriteStream } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { InvalidArgumentError, type Command } from 'commander';
import { refusalOf } from '../../lib/synth/refusal-of.js';
import { renderX12835 } from '../../lib/synth/render-x12-835.js';
import {
  PLANTED_PATTERNS,
  type PlantedRequest,
  type SynthOptions,
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
  readonly years: readonly number[];
  readonly plant: readonly PlantedRequest[];
  readonly fullTruth: boolean;
  readonly json?: boolean;
}

const DEFAULT_BENEFICIARIES = 500;
/** Above this a truth of every beneficiary would be larger than the claims are worth. */
const FULL_TRUTH_LINES = 2_000_000;

export function registerSynth(program: Command): void {
  addPlainCommand(program, 'synth', 'write synthetic claims (835) with a known truth')
    .requiredOption('--out <dir>', 'folder for remittance.835 and truth.json')
    .option('--seed <n>', 'the same seed and options give the same bytes', wholeNumber, 1)
    .option('--beneficiaries <n>', 'how many people', wholeNumber, DEFAULT_BENEFICIARIES)
    .option('--lines <n>', 'about how many lines instead (230,000 make some 45 MB)', wholeNumber)
    .option('--years <from-to>', 'calendar years of service', yearRange, [2024, 2025, 2026])
    .option(
      '--plant <pattern:strength:providers[:caseload]>',
      `plant providers with a habit (${PLANTED_PATTERNS.join(', ')}); may be given again`,
      plantedRequest,
      [],
    )
    .option('--no-full-truth', 'leave the single beneficiaries out of truth.json')
    .addHelpText(
      'after',
      examples(
        'synth --out ./synthetic --beneficiaries 200 --years 2025-2026',
        'synth --out ./synthetic --lines 230000 --plant routine_early_kx:0.9:2:30',
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
  const bytes = await writing(flags.out, async () => {
    await mkdir(flags.out, { recursive: true });
    const written = await writeChunks(path, renderX12835(run));
    await writeFile(join(flags.out, 'truth.json'), `${JSON.stringify(run.truth(), null, 1)}\n`);
    return written;
  });
  if (flags.json === true) printJson({ path, bytes });
  else {
    printLine(`${path}: ${(bytes / 1e6).toFixed(1)} MB, and what is true of it in truth.json.`);
    printLine('All names, numbers and amounts are invented; the file is marked as a test, so:');
    printLine(`  kxray ingest ${path} --include-test`);
  }
}

async function synthOptions(flags: SynthFlags): Promise<SynthOptions> {
  const { thresholds } = await referenceOf([]);
  const isSmall = (flags.lines ?? 0) <= FULL_TRUTH_LINES;
  return {
    seed: flags.seed,
    size:
      flags.lines === undefined
        ? { kind: 'beneficiaries', count: flags.beneficiaries }
        : { kind: 'lines', count: flags.lines },
    years: flags.years,
    thresholds: [...thresholds.values()],
    planted: flags.plant,
    truth: flags.fullTruth && isSmall ? 'full' : 'summary',
  };
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
  const request: PlantedRequest = {
    pattern,
    strength: Number(strength),
    providers: wholeNumber(providers),
    ...(caseload === undefined ? {} : { caseload: wholeNumber(caseload) }),
  };
  return [...before, request];
}
