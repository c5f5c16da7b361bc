// All claim lines behind one finding, and so behind one part of a score: each line once, page by
// page from the lake.

import type { Period } from '../../domain/measures/provider-measures.js';
import type { PatternFinding } from '../../domain/patterns/pattern-finding.js';
import type { SnapshotQueries } from '../snapshot-queries.js';
import type { MeasureName } from './line-evidence.js';
import { linesBehind } from './pattern-lines.js';
import { readProviderLines, type ProviderLine } from './read-provider-lines.js';

const PAGE_LINES = 1_000;

export async function linesOfPart(
  from: SnapshotQueries,
  { finding, period }: { readonly finding: PatternFinding; readonly period: Period },
): Promise<readonly ProviderLine[]> {
  const { measures, payerId } = linesBehind(finding);
  const lines = new Map<string, ProviderLine>();
  for (const measure of measures) {
    for await (const line of allLines(from, { finding, period, measure, payerId })) {
      lines.set(`${line.token} ${line.versionKey} ${line.line}`, line);
    }
  }
  const since = finding.evidence.kind === 'share_jump' ? finding.evidence.day : null;
  return [...lines.values()].filter(({ serviceDate }) => since === null || serviceDate >= since);
}

interface Wanted {
  readonly finding: PatternFinding;
  readonly period: Period;
  readonly measure: MeasureName;
  readonly payerId: string | null;
}

async function* allLines(
  from: SnapshotQueries,
  { finding: { role, npi }, period, measure, payerId }: Wanted,
): AsyncGenerator<ProviderLine> {
  for (let afterPlace = 0; ;) {
    const page = await readProviderLines(from, {
      role,
      npi,
      period,
      measure,
      afterPlace,
      limit: PAGE_LINES,
      ...(payerId === null ? {} : { payerId }),
    });
    yield* page;
    const last = page.at(-1);
    if (last === undefined || page.length < PAGE_LINES) return;
    afterPlace = last.place;
  }
}
