// CaseStore on DynamoDB: one item an entry, all cases of a tenant in one partition in the order of
// case and number. Cases have few entries, written by people: one is read by its numbers from 1 on.

import { DeleteItemCommand } from '@aws-sdk/client-dynamodb';
import type { CaseEntry, CaseStore } from '../../ports/case-store.js';
import { assertKeyPart, assertTenantId } from './aws-key-part.js';
import { DynamoItemReader } from './dynamodb-item-reader.js';
import { itemKeyOf, type Item, type ItemKey } from './dynamodb-ledger-keys.js';
import { putOnce } from './dynamodb-put-once.js';
import { inPartition, queryPages } from './dynamodb-query-pages.js';
import { textOf } from './dynamodb-stored-document.js';
import { DynamoTable, type DynamoTableOptions } from './dynamodb-table.js';

/** Numbers asked for at once. */
const STEP = 10;
/** Numbers sort as text. */
const NUMBER_DIGITS = 6;

export class DynamoCaseStore implements CaseStore {
  readonly #table: DynamoTable;
  readonly #reader: DynamoItemReader;

  constructor(options: DynamoTableOptions) {
    this.#table = new DynamoTable(options);
    this.#reader = new DynamoItemReader(this.#table);
  }

  async read(tenantId: string, caseId: string): Promise<readonly CaseEntry[]> {
    const entries: CaseEntry[] = [];
    for (let from = 1; ; from += STEP) {
      const keys = Array.from({ length: STEP }, (_, at) => itemKeyFor(tenantId, caseId, from + at));
      const items = await this.#reader.read(keys);
      entries.push(...items.flatMap((item) => (item === null ? [] : [entryOf(item)])));
      if (items.at(-1) === null) return entries;
    }
  }

  async *list(tenantId: string): AsyncIterable<CaseEntry> {
    const query = { ...inPartition('pk', partitionOf(tenantId)), ConsistentRead: true };
    for await (const items of queryPages(this.#table, query)) {
      for (const item of items) yield entryOf(item);
    }
  }

  async append(tenantId: string, entry: CaseEntry): Promise<'appended' | 'conflict'> {
    const { caseId, number } = entry;
    const key = itemKeyFor(tenantId, caseId, number);
    if (number < 1) return 'conflict';
    if (number > 1) {
      // Entries never go one by one, so that one that is there stays.
      const [before] = await this.#reader.read([itemKeyFor(tenantId, caseId, number - 1)]);
      if (before === null) return 'conflict';
    }
    const { isStored } = await putOnce(this.#table, key, { entry: { S: JSON.stringify(entry) } });
    return isStored ? 'appended' : 'conflict';
  }

  async remove(tenantId: string, caseIds: readonly string[]): Promise<void> {
    for (const caseId of caseIds) {
      const entries = await this.read(tenantId, caseId);
      // The last one first: what is left by a removal that was cut off is found again.
      for (const { number } of entries.toReversed()) {
        const Key = itemKeyOf(itemKeyFor(tenantId, caseId, number));
        const command = new DeleteItemCommand({ ...this.#table.common, Key });
        const output = await this.#table.withRetries('DeleteItem', () =>
          this.#table.client.send(command),
        );
        this.#table.tellCapacity(output.ConsumedCapacity);
      }
    }
  }
}

function partitionOf(tenantId: string): string {
  assertTenantId(tenantId);
  return `${tenantId}#cases`;
}

function itemKeyFor(tenantId: string, caseId: string, number: number): ItemKey {
  assertKeyPart('caseId', caseId);
  const sk = `${caseId}#${String(number).padStart(NUMBER_DIGITS, '0')}`;
  return { pk: partitionOf(tenantId), sk };
}

function entryOf(item: Item): CaseEntry {
  return JSON.parse(textOf(item, 'entry')) as CaseEntry;
}
