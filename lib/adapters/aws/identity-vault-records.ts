// The records of a vault in the vault table, under its own KMS key. Adding is a plain put that asks
// for nothing back, because the role that takes claims in may put and is never told what is there.

import { DeleteItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import type { SealedRecord, VaultRecords } from '../common/vault-records.js';
import { assertKeyPart, assertTenantId } from './aws-key-part.js';
import { DynamoItemReader } from './dynamodb-item-reader.js';
import { itemKeyOf, type ItemKey } from './dynamodb-ledger-keys.js';
import { putOnce } from './dynamodb-put-once.js';
import { inPartition, queryPages } from './dynamodb-query-pages.js';
import { textOf } from './dynamodb-stored-document.js';
import { DynamoTable, type DynamoTableOptions } from './dynamodb-table.js';

// pk          sk        what
// T#identity  TOKEN     a sealed identity
// T#trail     NUMBER    a line of the trail

/** Numbers sort as text. */
const NUMBER_DIGITS = 9;

export class DynamoVaultRecords implements VaultRecords {
  readonly #table: DynamoTable;
  readonly #reader: DynamoItemReader;

  constructor(options: DynamoTableOptions) {
    this.#table = new DynamoTable(options);
    this.#reader = new DynamoItemReader(this.#table);
  }

  async put(tenantId: string, records: readonly SealedRecord[]): Promise<void> {
    await Promise.all(
      records.map(async ({ token, sealed }) => {
        const Item = { ...itemKeyOf(identityKey(tenantId, token)), sealed: { B: sealed } };
        const command = new PutItemCommand({ ...this.#table.common, Item });
        const output = await this.#table.withRetries('PutItem', () =>
          this.#table.client.send(command),
        );
        this.#table.tellCapacity(output.ConsumedCapacity);
      }),
    );
  }

  async get(tenantId: string, tokens: readonly string[]): Promise<readonly (Uint8Array | null)[]> {
    const items = await this.#reader.read(tokens.map((token) => identityKey(tenantId, token)));
    return items.map((item) => item?.['sealed']?.B ?? null);
  }

  tokens(tenantId: string): Promise<readonly string[]> {
    return this.#all(identityPartition(tenantId), 'sk');
  }

  async remove(tenantId: string, tokens: readonly string[]): Promise<void> {
    await Promise.all(
      tokens.map(async (token) => {
        const Key = itemKeyOf(identityKey(tenantId, token));
        const command = new DeleteItemCommand({ ...this.#table.common, Key });
        const output = await this.#table.withRetries('DeleteItem', () =>
          this.#table.client.send(command),
        );
        this.#table.tellCapacity(output.ConsumedCapacity);
      }),
    );
  }

  lines(tenantId: string): Promise<readonly string[]> {
    return this.#all(trailPartition(tenantId), 'line');
  }

  async addLine(tenantId: string, number: number, line: string): Promise<boolean> {
    const sk = String(number).padStart(NUMBER_DIGITS, '0');
    const key = { pk: trailPartition(tenantId), sk };
    return (await putOnce(this.#table, key, { line: { S: line } })).isStored;
  }

  async #all(partition: string, attribute: string): Promise<readonly string[]> {
    const texts: string[] = [];
    const query = { ...inPartition('pk', partition), ConsistentRead: true };
    for await (const items of queryPages(this.#table, query)) {
      for (const item of items) texts.push(textOf(item, attribute));
    }
    return texts;
  }
}

function identityPartition(tenantId: string): string {
  assertTenantId(tenantId);
  return `${tenantId}#identity`;
}

function trailPartition(tenantId: string): string {
  assertTenantId(tenantId);
  return `${tenantId}#trail`;
}

function identityKey(tenantId: string, token: string): ItemKey {
  assertKeyPart('token', token);
  return { pk: identityPartition(tenantId), sk: token };
}
