// Athena for the doors that ask the lake, with the query files that lie beside the function.

import { dirname, join } from 'node:path';
import { openAthenaQueryEngine } from '../../lib/adapters/aws/athena-query-engine.js';
import type { AthenaCalls } from '../../lib/adapters/aws/athena-calls.js';
import { openQueryFiles } from '../../lib/adapters/common/load-query.js';
import { referenceDirectory } from '../../lib/adapters/common/reference-directory.js';
import { readManifest, snapshotObjects } from '../../lib/pipeline/lake/manifest.js';
import type { ObjectStore } from '../../lib/ports/object-store.js';
import type { NamedQuery, QueryEngine } from '../../lib/ports/query-engine.js';
import type { Settings } from '../environment.js';

export type QuerySettings = Settings<'ATHENA_DATABASE' | 'ATHENA_WORKGROUP'>;

export function openEngine(
  calls: AthenaCalls,
  objects: ObjectStore,
  settings: QuerySettings & { readonly isGlancing?: boolean },
): QueryEngine {
  return openAthenaQueryEngine({
    calls,
    database: settings.ATHENA_DATABASE,
    workGroup: settings.ATHENA_WORKGROUP,
    isGlancing: settings.isGlancing === true,
    snapshotFiles: async (tenantId, snapshotId) => {
      const manifest = await readManifest({ tenantId, objects, snapshotId });
      return manifest === null ? null : snapshotObjects(manifest);
    },
  });
}

/** A query file by name. */
export function openQueryText(): (name: string) => NamedQuery {
  const files = openQueryFiles(join(dirname(referenceDirectory()), 'queries'));
  return (name) => files.get(name).query;
}
