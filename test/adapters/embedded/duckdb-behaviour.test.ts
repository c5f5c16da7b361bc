import { openDuckDbQueryEngine } from '../../../lib/adapters/embedded/duckdb-query-engine.js';
import { readManifest, snapshotObjects } from '../../../lib/pipeline/lake/manifest.js';
import { describeQueryEngine } from '../../ports/query-engine.suite.js';

describeQueryEngine('DuckDB', async ({ directory, objects }) =>
  openDuckDbQueryEngine({
    objectsDirectory: directory,
    threads: 1,
    snapshotFiles: async (tenantId, snapshotId) => {
      const manifest = await readManifest({ tenantId, objects, snapshotId });
      return manifest === null ? null : snapshotObjects(manifest);
    },
  }),
);
