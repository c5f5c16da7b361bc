// Benchmark figures that a user has imported, one object a year, beside the lake: a score names
// the files that it compared with by their hash.

import { createHash } from 'node:crypto';
import * as z from 'zod';
import type { Benchmark } from '../domain/score/benchmark.js';
import type { CmsByProvider } from '../intake/cms-by-provider/read-cms-by-provider.js';
import type { ObjectStore } from '../ports/object-store.js';
import { parseJson } from './read-json.js';

const TOTALS = z.strictObject({
  discipline: z.enum(['GP', 'GO', 'GN']),
  state: z.string().nullable(),
  providers: z.int(),
  beneficiaries: z.int(),
  allowedCents: z.int(),
});

const BENCHMARK_FILE = z.strictObject({
  format: z.literal(1),
  kind: z.literal('cms_by_provider'),
  /** Calendar year of the services; the file itself does not say it. */
  year: z.int(),
  source: z.string(),
  therapyRows: z.int(),
  totals: z.array(TOTALS),
});

export type BenchmarkFile = Readonly<z.infer<typeof BENCHMARK_FILE>>;

export interface StoredBenchmark extends BenchmarkFile {
  readonly sha256: string;
}

export interface BenchmarkRef {
  readonly tenantId: string;
  readonly objects: ObjectStore;
}

/** Replaces what was there of the same year. */
export async function saveBenchmark(
  { tenantId, objects }: BenchmarkRef,
  file: CmsByProvider,
  named: { readonly year: number; readonly source: string },
): Promise<StoredBenchmark> {
  const content: BenchmarkFile = {
    format: 1,
    kind: 'cms_by_provider',
    ...named,
    therapyRows: file.therapyRows,
    totals: [...file.totals],
  };
  const body = Buffer.from(`${JSON.stringify(content)}\n`);
  await objects.put(`${prefixOf(tenantId)}cms_by_provider-${named.year}.json`, body);
  return { ...content, sha256: hashOf(body) };
}

/** By year. */
export async function loadBenchmarks({
  tenantId,
  objects,
}: BenchmarkRef): Promise<readonly StoredBenchmark[]> {
  const found: StoredBenchmark[] = [];
  for (const key of await objects.list(prefixOf(tenantId))) {
    const stored = await objects.get(key);
    if (stored === null) continue;
    found.push({ ...parseJson(stored.body, BENCHMARK_FILE), sha256: hashOf(stored.body) });
  }
  return found.sort((left, right) => left.year - right.year);
}

/** What a comparison reads: the mean over all beneficiaries; the file tells no spread of them. */
export function benchmarksOf(files: readonly StoredBenchmark[]): readonly Benchmark[] {
  return files.flatMap(({ totals, source, year }) =>
    totals.map(({ discipline, state, beneficiaries, allowedCents }) => ({
      measure: 'allowed_per_beneficiary' as const,
      grain: state === null ? ('nation' as const) : ('state' as const),
      state,
      discipline,
      mean: allowedCents / beneficiaries,
      n: beneficiaries,
      sd: null,
      source,
      year,
    })),
  );
}

function prefixOf(tenantId: string): string {
  return `tenant=${tenantId}/benchmarks/`;
}

function hashOf(body: Uint8Array): string {
  return createHash('sha256').update(body).digest('hex');
}
