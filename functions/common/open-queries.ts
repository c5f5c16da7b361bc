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
  const isGlancing = settings.isGlancing === true;
  const filesOf: FilesOf = async (tenantId, snapshotId) => {
    const manifest = await readManifest({ tenantId, objects, snapshotId });
    return manifest === null ? null : snapshotObjects(manifest);
  };
  return openAthenaQueryEngine({
    calls,
    database: settings.ATHENA_DATABASE,
    workGroup: settings.ATHENA_WORKGROUP,
    isGlancing,
    // An engine of one piece of work asks of a snapshot many times, which never changes. One that
    // stays open looks each time: meanwhile nobody may name the snapshot any more, and it is gone.
    snapshotFiles: isGlancing ? filesOf : readOnce(filesOf),
  });
}

type FilesOf = Parameters<typeof openAthenaQueryEngine>[0]['snapshotFiles'];

/** What is not there, or failed, is looked for again. */
function readOnce(filesOf: FilesOf): FilesOf {
  const known = new Map<string, Exclude<Awaited<ReturnType<FilesOf>>, null>>();
  return async (tenantId, snapshotId) => {
    const name = `${tenantId} ${snapshotId}`;
    const files = known.get(name) ?? (await filesOf(tenantId, snapshotId));
    if (files !== null) known.set(name, files);
    return files;
  };
}

/** However the work ends: what still runs for it at Athena is stopped, and not billed on. */
export async function withEngine<Answer>(
  open: () => QueryEngine,
  work: (engine: QueryEngine) => Promise<Answer>,
): Promise<Answer> {
  const engine = open();
  try {
    return await work(engine);
  } finally {
    await engine.close();
  }
}

/** A query file by name. */
export function openQueryText(): (name: string) => NamedQuery {
  const files = openQueryFiles(join(dirname(referenceDirectory()), 'queries'));
  return (name) => files.get(name).query;
}
