// Publishes one tenant. Fails with PublishBusyError while another run publishes it, to be repeated.

import { lakeVersions } from '../../lib/adapters/common/lake/lake-versions.js';
import { openParquetTable } from '../../lib/adapters/common/lake/parquet-table-writer.js';
import { publishLedger } from '../../lib/pipeline/publish-ledger.js';
import type { Clock } from '../../lib/ports/clock.js';
import type { Door } from '../common/door.js';
import { openReadingTools, type PublisherStores } from '../common/publisher-stores.js';
import { parseTask } from '../common/tenant-task.js';
import type { PublishResult } from '../task-answers.js';

export interface PublishHost {
  readonly stores: (tenantId: string) => PublisherStores;
  readonly clock: Clock;
  /** Fails with PublishUnfinishedError then, to be repeated at once. */
  readonly isTimeUp?: () => boolean;
}

export async function publishTask(
  { stores, ...host }: PublishHost,
  door: Door,
  event: unknown,
): Promise<PublishResult> {
  const { tenantId } = parseTask(event);
  const tenant = stores(tenantId);
  const { tools, rules } = await openReadingTools(tenantId, tenant);
  const { snapshotId, ledgerLines } = await publishLedger({
    tools,
    objects: tenant.objects,
    openTable: openParquetTable,
    versions: lakeVersions({
      reference: tools.context.reference.version,
      settings: rules.settingsVersion,
    }),
    ...host,
  });
  const lines = ledgerLines.reduce((total, { rows }) => total + rows, 0);
  door.count('linesPublished', lines);
  door.logger.info('published', { step: 'publish', tenantId, snapshotId, count: lines });
  return { tenantId, snapshotId, lines };
}
