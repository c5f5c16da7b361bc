// LedgerStore on DynamoDB: the ledger of the aws host. A document is an item (or, when it is large,
// several), a commit one conditional write; dynamodb-ledger-keys.ts tells where things lie.

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
import { decodeDocument, decodeYear } from '../common/document-codec.js';
import { InvalidRequestError, StoredItemError } from './aws-errors.js';
import { assertTenantId } from './aws-key-part.js';
import { commitDocuments } from './dynamodb-commit.js';
import { DynamoItemReader } from './dynamodb-item-reader.js';
import { documentItemKey, partItemKey, shardPartition, type Item } from './dynamodb-ledger-keys.js';
import { inPartition, queryPages } from './dynamodb-query-pages.js';
import { listShardStates } from './dynamodb-shard-states.js';
import { headOf, joinParts, storedDocument, textOf } from './dynamodb-stored-document.js';
import { DynamoTable, type DynamoTableOptions } from './dynamodb-table.js';

/** A document of several items that changes while it is read is read again. */
const READS_OF_PARTS = 10;

export class DynamoLedgerStore implements LedgerStore {
  readonly #table: DynamoTable;
  readonly #reader: DynamoItemReader;

  constructor(options: DynamoTableOptions) {
    this.#table = new DynamoTable(options);
    this.#reader = new DynamoItemReader(this.#table);
  }

  async load(keys: readonly DocumentKey[]): Promise<readonly (LedgerDocument | null)[]> {
    const heads = await this.#reader.read(keys.map(documentItemKey));
    return Promise.all(
      keys.map(async (key, at) => {
        const head = heads[at] ?? null;
        const body = head === null ? null : await this.#bodyOf(key, head);
        return body === null ? null : decodeDocument(body);
      }),
    );
  }

  async commit(changes: readonly DocumentChange[]): Promise<CommitResult> {
    assertChanges(changes);
    return commitDocuments(
      this.#table,
      changes.map(({ document }) => storedDocument(document)),
    );
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
        const body = await this.#bodyOf(key, item);
        if (body !== null) yield yearDocumentOf(body);
      }
    }
  }

  /** Null when the document went away while it was read. */
  async #bodyOf(key: DocumentKey, head: Item): Promise<Uint8Array | null> {
    let current: Item | null = head;
    for (let reads = 0; current !== null && reads < READS_OF_PARTS; reads += 1) {
      const parsed = headOf(current);
      const keys = Array.from({ length: parsed.furtherParts }, (_, at) => partItemKey(key, at + 1));
      const body = joinParts(parsed, await this.#reader.read(keys));
      if (body !== null) return body;
      [current = null] = await this.#reader.read([documentItemKey(key)]);
    }
    if (current === null) return null;
    throw new StoredItemError('the parts of a document do not come together', { retryable: true });
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
