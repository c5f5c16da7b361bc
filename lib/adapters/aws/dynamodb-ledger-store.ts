// LedgerStore on DynamoDB: the ledger of the aws host. A year with the chain is one item (or, when
// large, several), a commit one conditional write; dynamodb-ledger-keys.ts tells what lies where.

import type { YearDocument } from '../../domain/ledger-document.js';
import {
  MAX_CHANGES_PER_COMMIT,
  type CommitResult,
  type DocumentChange,
  type DocumentKey,
  type LedgerDocument,
  type LedgerStore,
  type ShardState,
} from '../../ports/ledger-store.js';
import { decodeChain, decodeDocument, decodeYear } from '../common/document-codec.js';
import { InvalidRequestError, StoredItemError } from './aws-errors.js';
import { assertTenantId } from './aws-key-part.js';
import { readBody, readChain } from './dynamodb-body-reader.js';
import { commitWishes } from './dynamodb-commit.js';
import { DynamoItemReader } from './dynamodb-item-reader.js';
import { documentItemKey, shardPartition, type Item } from './dynamodb-ledger-keys.js';
import { inPartition, queryPages } from './dynamodb-query-pages.js';
import { listShardStates } from './dynamodb-shard-states.js';
import { textOf } from './dynamodb-stored-document.js';
import { DynamoTable, type DynamoTableOptions } from './dynamodb-table.js';

export class DynamoLedgerStore implements LedgerStore {
  readonly #table: DynamoTable;
  readonly #reader: DynamoItemReader;

  constructor(options: DynamoTableOptions) {
    this.#table = new DynamoTable(options);
    this.#reader = new DynamoItemReader(this.#table);
  }

  async load(keys: readonly DocumentKey[]): Promise<readonly (LedgerDocument | null)[]> {
    const items = await this.#reader.read(keys.map(documentItemKey));
    return Promise.all(keys.map((key, at) => this.#document(key, items[at] ?? null)));
  }

  async commit(changes: readonly DocumentChange[]): Promise<CommitResult> {
    assertChanges(changes);
    const wishes = changes.map(({ document }) => {
      return { key: document, expected: document.version - 1, document };
    });
    return commitWishes(this.#table, this.#reader, wishes);
  }

  async listShards(tenantId: string): Promise<readonly ShardState[]> {
    assertTenantId(tenantId);
    return listShardStates(this.#table, tenantId);
  }

  /**
   * Each document is whole and committed. One that is committed while the shard is being read may
   * come in either version or not at all; the state of its shard has then changed.
   */
  async *readShard(tenantId: string, year: number, shard: number): AsyncIterable<YearDocument> {
    assertTenantId(tenantId);
    const query = {
      ...inPartition('pk', shardPartition(tenantId, year, shard)),
      ConsistentRead: true,
    };
    for await (const items of queryPages(this.#table, query)) {
      for (const item of items) {
        const key = { kind: 'year', tenantId, year, token: textOf(item, 'sk') } as const;
        const whole = await readBody(this.#reader, key, item);
        if (whole !== null) yield yearDocumentOf(whole.body);
      }
    }
  }

  async #document(key: DocumentKey, item: Item | null): Promise<LedgerDocument | null> {
    if (item === null) return null;
    if (key.kind === 'chain') {
      const place = await readChain(this.#reader, key, item);
      return place === null ? null : decodeChain(place.body);
    }
    const whole = await readBody(this.#reader, key, item);
    return whole === null ? null : decodeDocument(whole.body);
  }
}

function assertChanges(changes: readonly DocumentChange[]): void {
  if (changes.length === 0 || changes.length > MAX_CHANGES_PER_COMMIT) {
    throw new InvalidRequestError(`a commit takes 1 to ${MAX_CHANGES_PER_COMMIT} documents`);
  }
  const names = new Set<string>();
  for (const { document } of changes) {
    if (document.tenantId !== changes[0]?.document.tenantId) {
      throw new InvalidRequestError('a commit is about one tenant');
    }
    if (!Number.isInteger(document.version) || document.version < 1) {
      throw new InvalidRequestError('the version of a document to write is 1 or more');
    }
    const { pk, sk } = documentItemKey(document);
    if (names.has(`${pk} ${sk}`)) throw new InvalidRequestError('a commit names a document twice');
    names.add(`${pk} ${sk}`);
  }
}

function yearDocumentOf(body: Uint8Array): YearDocument {
  const document = decodeYear(body);
  if (document === null) throw new StoredItemError('a shard holds a document of another kind');
  return document;
}
