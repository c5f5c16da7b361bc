// Which token key a tenant's data was made with, without the key: its public name and an HMAC, in
// the table beside the data. The first key that a tenant uses is adopted for good.

import { DynamoItemReader } from './dynamodb-item-reader.js';
import type { Item, ItemKey } from './dynamodb-ledger-keys.js';
import { putOnce } from './dynamodb-put-once.js';
import { textOf } from './dynamodb-stored-document.js';
import { DynamoTable, type DynamoTableOptions } from './dynamodb-table.js';

export interface KeyCheck {
  readonly keyId: string;
  readonly check: string;
}

export class DynamoKeyChecks {
  readonly #table: DynamoTable;
  readonly #reader: DynamoItemReader;

  constructor(options: DynamoTableOptions) {
    this.#table = new DynamoTable(options);
    this.#reader = new DynamoItemReader(this.#table);
  }

  /** Null when the tenant has no data yet. */
  async read(tenantId: string): Promise<KeyCheck | null> {
    const [item] = await this.#reader.read([itemKey(tenantId)]);
    return item ? checkOf(item) : null;
  }

  /** The check that holds for the tenant: the one given when there was none before. */
  async adopt(tenantId: string, { keyId, check }: KeyCheck): Promise<KeyCheck> {
    const attributes = { keyId: { S: keyId }, check: { S: check } };
    return checkOf((await putOnce(this.#table, itemKey(tenantId), attributes)).item);
  }
}

function itemKey(tenantId: string): ItemKey {
  return { pk: `${tenantId}#key`, sk: 'token' };
}

function checkOf(item: Item): KeyCheck {
  return { keyId: textOf(item, 'keyId'), check: textOf(item, 'check') };
}
