// QuarantineStore of the aws host: an item for each entry, so that counting and listing touch no
// text, and the sealed text as an object. A text is there before its item and gone before it, so
// that none is left behind that nobody can find.

import { DeleteItemCommand } from '@aws-sdk/client-dynamodb';
import { createHash } from 'node:crypto';
import type { ObjectStore } from '../../ports/object-store.js';
import {
  COUNTED_AS,
  type QuarantineCounts,
  type QuarantineEntry,
  type QuarantineRecord,
  type QuarantineStore,
} from '../../ports/quarantine-store.js';
import type { SecretSource } from '../../ports/secret-source.js';
import { openText, packSealed, sealText, unpackSealed } from '../common/quarantine-seal.js';
import { assertKeyPart, assertTenantId } from './aws-key-part.js';
import { DynamoItemReader } from './dynamodb-item-reader.js';
import { itemKeyOf, type Item, type ItemKey } from './dynamodb-ledger-keys.js';
import { putOnce } from './dynamodb-put-once.js';
import { inPartition, queryPages } from './dynamodb-query-pages.js';
import { textOf } from './dynamodb-stored-document.js';
import { DynamoTable, type DynamoTableOptions } from './dynamodb-table.js';

export interface DynamoQuarantineStoreOptions extends DynamoTableOptions {
  /** Of the bucket that holds quarantined text and nothing else. */
  readonly texts: ObjectStore;
  readonly secrets: SecretSource;
}

/** Entries written or removed at once: their texts are in memory, sealed and open. */
const AT_ONCE = 25;

export class DynamoQuarantineStore implements QuarantineStore {
  readonly #table: DynamoTable;
  readonly #reader: DynamoItemReader;
  readonly #texts: ObjectStore;
  readonly #secrets: SecretSource;

  constructor(options: DynamoQuarantineStoreOptions) {
    this.#table = new DynamoTable(options);
    this.#reader = new DynamoItemReader(this.#table);
    this.#texts = options.texts;
    this.#secrets = options.secrets;
  }

  async put(entries: readonly QuarantineEntry[]): Promise<void> {
    for (const entry of entries) assertPlace(entry.tenantId, entry.quarantineKey);
    for (const some of inGroups(entries)) {
      const known = await this.#reader.read(some.map(itemKeyFor));
      await Promise.all(some.filter((_, at) => !known[at]).map((entry) => this.#putOne(entry)));
    }
  }

  async list(tenantId: string): Promise<readonly QuarantineRecord[]> {
    assertTenantId(tenantId);
    const records: QuarantineRecord[] = [];
    const query = { ...inPartition('pk', partitionOf(tenantId)), ConsistentRead: true };
    for await (const items of queryPages(this.#table, query)) {
      for (const item of items) records.push(recordOf(item));
    }
    return records;
  }

  /** Counted from the entries themselves: a counter would be one more thing to be wrong. */
  async counts(tenantId: string): Promise<QuarantineCounts> {
    const counts = { claims: 0, lines: 0, files: 0, lists: 0 };
    for (const { kind, lines } of await this.list(tenantId)) {
      counts.lines += lines;
      counts[COUNTED_AS[kind]] += 1;
    }
    return counts;
  }

  async open(tenantId: string, quarantineKey: string): Promise<string | null> {
    assertPlace(tenantId, quarantineKey);
    const place = { tenantId, quarantineKey };
    const sealed = await this.#texts.get(textKey(place));
    return sealed === null ? null : openText(this.#secrets, place, unpackSealed(sealed.body));
  }

  async remove(tenantId: string, quarantineKeys: readonly string[]): Promise<void> {
    for (const quarantineKey of quarantineKeys) assertPlace(tenantId, quarantineKey);
    for (const some of inGroups([...new Set(quarantineKeys)])) {
      await Promise.all(some.map((quarantineKey) => this.#removeOne({ tenantId, quarantineKey })));
    }
  }

  /** The first arrival stays: its key is a hash of the content, so a later one says nothing new. */
  async #putOne({ rawText, ...record }: QuarantineEntry): Promise<void> {
    if (rawText !== null) {
      const sealed = await sealText(this.#secrets, record, rawText);
      await this.#texts.put(textKey(record), packSealed(sealed));
    }
    await putOnce(this.#table, itemKeyFor(record), { record: { S: JSON.stringify(record) } });
  }

  async #removeOne(place: Place): Promise<void> {
    await this.#texts.remove(textKey(place));
    const command = new DeleteItemCommand({
      ...this.#table.common,
      Key: itemKeyOf(itemKeyFor(place)),
    });
    const output = await this.#table.withRetries('DeleteItem', () =>
      this.#table.client.send(command),
    );
    this.#table.tellCapacity(output.ConsumedCapacity);
  }
}

type Place = Pick<QuarantineRecord, 'tenantId' | 'quarantineKey'>;

function assertPlace(tenantId: string, quarantineKey: string): void {
  assertTenantId(tenantId);
  assertKeyPart('quarantineKey', quarantineKey);
}

function partitionOf(tenantId: string): string {
  return `${tenantId}#quarantine`;
}

function itemKeyFor({ tenantId, quarantineKey }: Place): ItemKey {
  return { pk: partitionOf(tenantId), sk: quarantineKey };
}

/** Hashed, because a quarantine key may hold what an object key may not. */
function textKey({ tenantId, quarantineKey }: Place): string {
  const name = createHash('sha256').update(quarantineKey).digest('hex');
  return `tenant=${tenantId}/quarantine/${name}`;
}

function recordOf(item: Item): QuarantineRecord {
  return JSON.parse(textOf(item, 'record')) as QuarantineRecord;
}

function inGroups<Value>(values: readonly Value[]): readonly (readonly Value[])[] {
  return Array.from({ length: Math.ceil(values.length / AT_ONCE) }, (_, group) =>
    values.slice(group * AT_ONCE, (group + 1) * AT_ONCE),
  );
}
