// Builds the pages of the API for a snapshot that was just published and scored.

import type { FoldContext } from '../domain/fold-settings.js';
import type { Clock } from '../ports/clock.js';
import type { ObjectStore } from '../ports/object-store.js';
import type { QuarantineStore } from '../ports/quarantine-store.js';
import { readManifest } from './lake/manifest.js';
import { buildPages } from './pages/build-pages.js';
import type { PageSet } from './pages/page-store.js';
import type { ScoreRun } from './scores/score-run.js';
import type { SnapshotQueries } from './snapshot-queries.js';
import type { Tokenizer } from './tokenizer.js';

export interface SnapshotPages {
  readonly queries: SnapshotQueries;
  readonly objects: ObjectStore;
  readonly quarantine: Pick<QuarantineStore, 'counts'>;
  readonly tokens: Tokenizer;
  readonly context: FoldContext;
  readonly clock: Clock;
  readonly run: ScoreRun | null;
}

export async function pagesOfSnapshot(input: SnapshotPages): Promise<PageSet> {
  const { queries, objects, clock, context, run, tokens } = input;
  const { tenantId, snapshotId } = queries;
  const manifest = await readManifest({ tenantId, objects, snapshotId });
  if (manifest === null) throw new Error('there is no such snapshot');
  const headerOnly = { claims: 0, paidCents: 0 };
  for (const part of manifest.ledgerLines) {
    headerOnly.claims += part.headerOnlyClaims;
    headerOnly.paidCents += part.headerOnlyPaidCents;
  }
  const years = [...new Set(manifest.ledgerLines.map(({ year }) => year))];
  return buildPages({
    queries,
    objects,
    tokens,
    years: years.sort((left, right) => left - right),
    run,
    asOf: clock.today(),
    now: clock.now(),
    pendingYears: [...context.reference.thresholds.values()]
      .filter(({ isKxAmountPending }) => isKxAmountPending)
      .map(({ year }) => year),
    headerOnly,
    quarantine: await input.quarantine.counts(tenantId),
  });
}
