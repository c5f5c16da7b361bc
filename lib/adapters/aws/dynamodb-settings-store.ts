// SettingsStore on DynamoDB: one item a change, numbered. A number is taken by a conditional put:
// of two who append at the same moment one takes the next number, and none is left out.

import type {
  JsonValue,
  SettingsChange,
  SettingsStore,
  WorkspaceSettings,
} from '../../ports/settings-store.js';
import { ServiceBusyError } from './aws-errors.js';
import { assertTenantId } from './aws-key-part.js';
import { waitAfter } from './aws-retry.js';
import type { Item } from './dynamodb-ledger-keys.js';
import { putOnce } from './dynamodb-put-once.js';
import { inPartition, queryPages } from './dynamodb-query-pages.js';
import { textOf } from './dynamodb-stored-document.js';
import { DynamoTable, type DynamoTableOptions } from './dynamodb-table.js';

/** More writers than people who decide things at the same moment. */
const ATTEMPTS = 100;
/** Numbers sort as text. */
const NUMBER_DIGITS = 9;

export class DynamoSettingsStore implements SettingsStore {
  readonly #table: DynamoTable;

  constructor(options: DynamoTableOptions) {
    this.#table = new DynamoTable(options);
  }

  async read(tenantId: string): Promise<WorkspaceSettings> {
    assertTenantId(tenantId);
    const changes: SettingsChange[] = [];
    const query = { ...inPartition('pk', partitionOf(tenantId)), ConsistentRead: true };
    for await (const items of queryPages(this.#table, query)) {
      for (const item of items) changes.push(changeOf(item));
    }
    return { version: changes.length, changes };
  }

  async append(tenantId: string, change: SettingsChange): Promise<void> {
    assertTenantId(tenantId);
    const pk = partitionOf(tenantId);
    for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
      const number = (await this.#lastNumber(pk)) + 1;
      const sk = String(number).padStart(NUMBER_DIGITS, '0');
      const { isStored } = await putOnce(this.#table, { pk, sk }, itemOf(change));
      if (isStored) return;
      await waitAfter(1, this.#table.retry);
    }
    throw new ServiceBusyError('appending a setting', ATTEMPTS, {});
  }

  async #lastNumber(pk: string): Promise<number> {
    const query = { ...inPartition('pk', pk), ScanIndexForward: false, Limit: 1 };
    for await (const [last] of queryPages(this.#table, { ...query, ConsistentRead: true })) {
      return last === undefined ? 0 : Number(textOf(last, 'sk'));
    }
    return 0;
  }
}

function partitionOf(tenantId: string): string {
  return `${tenantId}#settings`;
}

function itemOf({ value, ...rest }: SettingsChange): Item {
  const texts = Object.entries(rest).map(([name, text]) => [name, { S: text }] as const);
  return { ...Object.fromEntries(texts), value: { S: JSON.stringify(value) } };
}

function changeOf(item: Item): SettingsChange {
  return {
    kind: textOf(item, 'kind'),
    key: textOf(item, 'key'),
    value: JSON.parse(textOf(item, 'value')) as JsonValue,
    source: textOf(item, 'source'),
    enteredBy: textOf(item, 'enteredBy'),
    enteredAt: textOf(item, 'enteredAt'),
  };
}
