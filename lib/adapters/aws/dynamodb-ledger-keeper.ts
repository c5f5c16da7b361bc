// LedgerKeeper on DynamoDB: puts and removals of documents, with all further parts of their bodies,
// in one transaction. A removal that another writer was faster than, or that was carried out while
// its answer was lost, is told apart by the request token, as in dynamodb-transaction.

import type { LedgerKeeper, Replacement } from '../../ports/ledger-keeper.js';
import type { CommitResult, DocumentKey } from '../../ports/ledger-store.js';
import { InvalidRequestError } from './aws-errors.js';
import { commitArranged } from './dynamodb-commit.js';
import { DynamoItemReader } from './dynamodb-item-reader.js';
import { documentItemKey } from './dynamodb-ledger-keys.js';
import { DynamoTable, type DynamoTableOptions } from './dynamodb-table.js';

export class DynamoLedgerKeeper implements LedgerKeeper {
  readonly #table: DynamoTable;
  readonly #reader: DynamoItemReader;

  constructor(options: DynamoTableOptions) {
    this.#table = new DynamoTable(options);
    this.#reader = new DynamoItemReader(this.#table);
  }

  async replace({ puts, removals }: Replacement): Promise<CommitResult> {
    assertApart([...puts.map(({ document }) => document), ...removals.map(({ key }) => key)]);
    return commitArranged(this.#table, this.#reader, [
      ...puts.map(({ document }) => {
        return { key: document, expected: document.version - 1, document };
      }),
      ...removals.map(({ key, version }) => ({ key, expected: version, document: null })),
    ]);
  }
}

function assertApart(keys: readonly DocumentKey[]): void {
  const names = keys.map((key) => {
    const { pk, sk } = documentItemKey(key);
    return `${pk} ${sk}`;
  });
  if (new Set(keys.map(({ tenantId }) => tenantId)).size !== 1) {
    throw new InvalidRequestError('a replacement is about one tenant');
  }
  if (new Set(names).size < names.length) {
    throw new InvalidRequestError('a replacement names a document twice');
  }
}
