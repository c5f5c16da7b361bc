// What alerts remember of a person, for a change of the token key and for a deletion: how far each
// document was read moves with the document, so that nothing is told twice; and what was told about
// somebody who is deleted goes with the rest.

import type { AlertRecord, AlertStore } from '../../ports/alert-store.js';
import { PARTITIONS } from '../alerts/alert-records.js';
import { removeRecords } from '../alerts/remove-records.js';

export interface AlertTools {
  readonly tenantId: string;
  readonly alerts: AlertStore;
}

export interface MovedDocument {
  readonly from: string;
  readonly to: string;
  readonly year: number;
}

/** Before the documents move: whoever looks afterwards finds them read as far as they were. */
export async function copyCursors(
  { tenantId, alerts }: AlertTools,
  moves: readonly MovedDocument[],
): Promise<void> {
  for (const { from, to, year } of moves) {
    const key = String(year);
    const target = { partition: PARTITIONS.cursor(to), key };
    const [known = null, there = null] = await alerts.load(tenantId, [
      { partition: PARTITIONS.cursor(from), key },
      target,
    ]);
    if (known === null) continue;
    const change = { ...target, expected: there?.revision ?? 0, value: known.value };
    // A conflict: another process does the same.
    await alerts.commit(tenantId, [change]);
  }
}

/** Events, deliveries and cursors that name one of the tokens. */
export async function forgetAlerts(tools: AlertTools, tokens: readonly string[]): Promise<number> {
  const { tenantId, alerts } = tools;
  const endpoints: string[] = [];
  for await (const { key } of alerts.list(tenantId, PARTITIONS.endpoints)) endpoints.push(key);
  const partitions = [
    PARTITIONS.events,
    PARTITIONS.held,
    ...endpoints.flatMap((endpointId) => [
      PARTITIONS.pending(endpointId),
      PARTITIONS.dead(endpointId),
      PARTITIONS.delivered(endpointId),
    ]),
  ];
  let forgotten = 0;
  for (const token of tokens) {
    forgotten += await removeWhere(tools, PARTITIONS.cursor(token), () => true);
  }
  for (const partition of partitions) {
    forgotten += await removeWhere(tools, partition, ({ value }) => {
      const text = JSON.stringify(value);
      return tokens.some((token) => text.includes(token));
    });
  }
  return forgotten;
}

async function removeWhere(
  tools: AlertTools,
  partition: string,
  isMeant: (record: AlertRecord) => boolean,
): Promise<number> {
  const meant: Pick<AlertRecord, 'key' | 'revision'>[] = [];
  for await (const record of tools.alerts.list(tools.tenantId, partition)) {
    if (isMeant(record)) meant.push({ key: record.key, revision: record.revision });
  }
  if ((await removeRecords(tools, partition, meant)) === 'conflict') {
    throw new Error('alerts are being delivered just now; try again');
  }
  return meant.length;
}
