// Takes records of one partition away as they were when they were read, as many in a commit as the
// store allows. A record that was changed meanwhile stays with those of its commit; the others go.

import { MAX_ALERT_CHANGES, type AlertRecord, type AlertStore } from '../../ports/alert-store.js';

export async function removeRecords(
  { tenantId, alerts }: { readonly tenantId: string; readonly alerts: AlertStore },
  partition: string,
  records: readonly Pick<AlertRecord, 'key' | 'revision'>[],
): Promise<'removed' | 'conflict'> {
  let end: 'removed' | 'conflict' = 'removed';
  for (let at = 0; at < records.length; at += MAX_ALERT_CHANGES) {
    const changes = records.slice(at, at + MAX_ALERT_CHANGES).map(({ key, revision }) => {
      return { partition, key, expected: revision, value: null };
    });
    if ((await alerts.commit(tenantId, changes)) === 'conflict') end = 'conflict';
  }
  return end;
}
