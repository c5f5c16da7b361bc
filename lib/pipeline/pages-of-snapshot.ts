// Builds the pages of the API for a snapshot that was just published and scored.

import type { FoldContext } from '../domain/fold-settings.js';
import type { Clock } from '../ports/clock.js';
import type { ObjectStore } from '../ports/object-store.js';
import type { QuarantineStore } from '../ports/quarantine-store.js';
import { readManifest } from './lake/manifest.js';
import { headerOnlyOf, yearsOf } from './lake/snapshot-facts.js';
import { buildPages } from './pages/build-pages.js';
import type { PageSet } from './pages/page-store.js';
import { pendingYears } from './pending-years.js';
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
  return buildPages({
    queries,
    objects,
    tokens,
    years: yearsOf(manifest),
    run,
    asOf: clock.today(),
    now: clock.now(),
    pendingYears: pendingYears(context.reference),
    headerOnly: headerOnlyOf(manifest),
    quarantine: await input.quarantine.counts(tenantId),
  });
}
