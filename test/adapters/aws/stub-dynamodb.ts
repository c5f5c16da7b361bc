// A DynamoDB table in memory, with exact conditional semantics, for the calls that the stores make:
// conditional puts and deletes, transactions, consistent batch reads and queries in small pages. It
// refuses what the service refuses: unknown expressions, doubled keys, too many or too large items.

import {
  BatchGetItemCommand,
  ConditionalCheckFailedException,
  DeleteItemCommand,
  DynamoDBClient,
  DynamoDBServiceException,
  PutItemCommand,
  QueryCommand,
  TransactionCanceledException,
  TransactWriteItemsCommand,
  type AttributeValue,
  type BatchGetItemCommandInput,
  type BatchGetItemCommandOutput,
  type DeleteItemCommandInput,
  type PutItemCommandInput,
  type QueryCommandInput,
  type QueryCommandOutput,
  type TransactWriteItemsCommandInput,
} from '@aws-sdk/client-dynamodb';
import { mockClient } from 'aws-sdk-client-mock';
import { isDeepStrictEqual } from 'node:util';

type Item = Record<string, AttributeValue>;

export const STUB_TABLE = 'ledger';

const $metadata = {};
const MAX_ITEM_BYTES = 400 * 1024;
const MAX_TRANSACTION_ITEMS = 100;
const MAX_TRANSACTION_BYTES = 4 * 1024 * 1024;
const MAX_BATCH_KEYS = 100;
/** Small, so that every reader must turn pages and ask again. */
const ITEMS_PER_PAGE = 7;
const ITEMS_PER_BATCH = 60;

interface Condition {
  readonly ConditionExpression?: string | undefined;
  readonly ExpressionAttributeNames?: Record<string, string> | undefined;
  readonly ExpressionAttributeValues?: Record<string, AttributeValue> | undefined;
}

export function stubDynamo() {
  const client = new DynamoDBClient({ region: 'us-east-1' });
  const mock = mockClient(client);
  const items = new Map<string, Item>();
  const done = new Map<string, string>();
  const faults: { readonly call: unknown; readonly error: Error; readonly isDone: boolean }[] = [];

  /** Runs the call unless a fault is due; a lost answer is a fault after the call was done. */
  const answer = <Input, Output>(call: unknown, action: (input: Input) => Output) => {
    return (input: Input): Output => {
      const at = faults.findIndex((fault) => fault.call === call);
      const [fault] = at < 0 ? [] : faults.splice(at, 1);
      if (fault !== undefined && !fault.isDone) throw fault.error;
      const output = action(input);
      if (fault !== undefined) throw fault.error;
      return output;
    };
  };

  mock
    .on(PutItemCommand)
    .callsFake(answer(PutItemCommand, (input: PutItemCommandInput) => put(items, input)));
  mock.on(DeleteItemCommand).callsFake(
    answer(DeleteItemCommand, (input: DeleteItemCommandInput) => {
      items.delete(nameOf(keyOf(input.Key)));
      return { $metadata };
    }),
  );
  mock.on(TransactWriteItemsCommand).callsFake(
    answer(TransactWriteItemsCommand, (input: TransactWriteItemsCommandInput) => {
      transactOnce(items, done, input);
      return { $metadata };
    }),
  );
  mock
    .on(BatchGetItemCommand)
    .callsFake(
      answer(BatchGetItemCommand, (input: BatchGetItemCommandInput) => batchGet(items, input)),
    );
  mock
    .on(QueryCommand)
    .callsFake(answer(QueryCommand, (input: QueryCommandInput) => query(items, input)));
  return {
    client,
    mock,
    items,
    /** The next calls of this kind fail and do nothing. */
    failNext(call: unknown, error: Error, times = 1): void {
      for (let at = 0; at < times; at += 1) faults.push({ call, error, isDone: false });
    },
    /** The next call of this kind is carried out, and its answer never comes. */
    loseNext(call: unknown): void {
      const error = Object.assign(new Error('no answer'), { name: 'TimeoutError' });
      faults.push({ call, error, isDone: true });
    },
  };
}

/** A request token is carried out once; under the same token there is one request only. */
function transactOnce(
  items: Map<string, Item>,
  done: Map<string, string>,
  input: TransactWriteItemsCommandInput,
): void {
  const token = input.ClientRequestToken ?? '';
  // Keys and write ids tell two requests apart; bodies are large.
  const asked = JSON.stringify(input.TransactItems, (name, value: unknown) => {
    return name === 'body' ? '' : value;
  });
  if (!done.has(token)) transact(items, input);
  else if (done.get(token) !== asked) throw refusal('IdempotentParameterMismatchException');
  done.set(token, asked);
}

function put(items: Map<string, Item>, input: PutItemCommandInput) {
  const item = checked(input.Item);
  const stored = items.get(nameOf(item));
  if (!holds(input, stored)) {
    const isWanted = input.ReturnValuesOnConditionCheckFailure === 'ALL_OLD';
    throw new ConditionalCheckFailedException({
      $metadata,
      message: 'The conditional request failed',
      ...(isWanted && stored !== undefined ? { Item: stored } : {}),
    });
  }
  items.set(nameOf(item), item);
  return { $metadata };
}

function transact(items: Map<string, Item>, input: TransactWriteItemsCommandInput): void {
  const puts = (input.TransactItems ?? []).map(({ Put, Delete }) => {
    if (Delete !== undefined) return { ...Delete, Item: keyOf(Delete.Key), isRemoval: true };
    if (Put === undefined) throw refusal('ValidationException');
    return { ...Put, Item: checked(Put.Item), isRemoval: false };
  });
  const names = new Set(puts.map(({ Item }) => nameOf(Item)));
  const bytes = puts.reduce((sum, { Item }) => sum + sizeOf(Item), 0);
  if (puts.length === 0 || puts.length > MAX_TRANSACTION_ITEMS || names.size < puts.length) {
    throw refusal('ValidationException');
  }
  if (bytes > MAX_TRANSACTION_BYTES) throw refusal('ValidationException');
  const reasons = puts.map((one) => {
    const isMet = holds(one, items.get(nameOf(one.Item)));
    return { Code: isMet ? 'None' : 'ConditionalCheckFailed' };
  });
  if (reasons.some(({ Code }) => Code !== 'None')) {
    const message = 'Transaction cancelled';
    throw new TransactionCanceledException({ $metadata, message, CancellationReasons: reasons });
  }
  for (const { Item, isRemoval } of puts) {
    if (isRemoval) items.delete(nameOf(Item));
    else items.set(nameOf(Item), Item);
  }
}

function batchGet(
  items: ReadonlyMap<string, Item>,
  input: BatchGetItemCommandInput,
): BatchGetItemCommandOutput {
  const asked = input.RequestItems?.[STUB_TABLE];
  const keys = (asked?.Keys ?? []).map(keyOf);
  const isDoubled = new Set(keys.map(nameOf)).size < keys.length;
  if (keys.length === 0 || keys.length > MAX_BATCH_KEYS || isDoubled) {
    throw refusal('ValidationException');
  }
  if (asked?.ConsistentRead !== true) throw new Error('the stub reads consistently only');
  const read = keys.slice(0, ITEMS_PER_BATCH);
  const unread = keys.slice(ITEMS_PER_BATCH);
  const found = read.map((key) => items.get(nameOf(key))).filter((item) => item !== undefined);
  return {
    $metadata,
    // In another order than asked, as the service may.
    Responses: { [STUB_TABLE]: found.reverse() },
    UnprocessedKeys: unread.length === 0 ? {} : { [STUB_TABLE]: { ...asked, Keys: unread } },
  };
}

function query(items: ReadonlyMap<string, Item>, input: QueryCommandInput): QueryCommandOutput {
  if (input.KeyConditionExpression !== '#partition = :partition') {
    throw refusal('ValidationException');
  }
  const attribute = input.ExpressionAttributeNames?.['#partition'] ?? '';
  const value = input.ExpressionAttributeValues?.[':partition']?.S;
  if (attribute !== (input.IndexName === undefined ? 'pk' : 'shardKey')) {
    throw refusal('ValidationException');
  }
  if (input.IndexName !== undefined && input.ConsistentRead === true) {
    throw refusal('ValidationException');
  }
  const direction = input.ScanIndexForward === false ? -1 : 1;
  const found = [...items.values()]
    .filter((item) => item[attribute]?.S === value)
    .sort((left, right) => direction * Buffer.compare(sortBytes(left), sortBytes(right)));
  const after = input.ExclusiveStartKey;
  const from = after === undefined ? 0 : 1 + found.findIndex((item) => isSameKey(item, after));
  const limit = Math.min(input.Limit ?? ITEMS_PER_PAGE, ITEMS_PER_PAGE);
  const page = found.slice(from, from + limit);
  const last = page.at(-1);
  const isMore = from + limit < found.length && last !== undefined;
  return {
    $metadata,
    Items: input.IndexName === undefined ? page : page.map(projected),
    ...(isMore ? { LastEvaluatedKey: keyOf(last) } : {}),
  };
}

const PROJECTED = ['pk', 'sk', 'shardKey', 'version', 'writeId', 'ptSlpCents', 'otCents'];

function projected(item: Item): Item {
  return Object.fromEntries(Object.entries(item).filter(([name]) => PROJECTED.includes(name)));
}

function holds(condition: Condition, stored: Item | undefined): boolean {
  const { ConditionExpression: text, ExpressionAttributeNames: names = {} } = condition;
  return (text?.split(' AND ') ?? []).every((term) => {
    const [, absent] = /^attribute_not_exists\((\w+)\)$/.exec(term) ?? [];
    if (absent !== undefined) return stored?.[absent] === undefined;
    const [, name = '', value = ''] = /^(#?\w+) = (:\w+)$/.exec(term) ?? [];
    const expected = condition.ExpressionAttributeValues?.[value];
    if (expected === undefined) throw refusal('ValidationException');
    return isEqual(stored?.[names[name] ?? name], expected);
  });
}

function isEqual(left: AttributeValue | undefined, right: AttributeValue): boolean {
  if (right.B === undefined) return left !== undefined && isDeepStrictEqual(left, right);
  return left?.B !== undefined && Buffer.compare(left.B, right.B) === 0;
}

function checked(item: Item | undefined): Item {
  if (item === undefined || sizeOf(item) > MAX_ITEM_BYTES) throw refusal('ValidationException');
  keyOf(item);
  return item;
}

function keyOf(item: Item | undefined): Item {
  const [pk, sk] = [item?.['pk'], item?.['sk']];
  if (!pk?.S || !sk?.S) throw refusal('ValidationException');
  return { pk, sk };
}

function nameOf(item: Item): string {
  return `${item['pk']?.S} ${item['sk']?.S}`;
}

function isSameKey(left: Item, right: Item): boolean {
  return nameOf(left) === nameOf(right);
}

/** Base table: by sk, all else being equal. Index: by pk; within it the order means nothing. */
function sortBytes(item: Item): Buffer {
  return Buffer.from(nameOf(item));
}

function sizeOf(item: Item): number {
  return Object.entries(item).reduce((sum, [name, { S, N, B }]) => {
    return sum + name.length + Buffer.byteLength(S ?? N ?? '') + (B?.byteLength ?? 0);
  }, 0);
}

function refusal(name: string): DynamoDBServiceException {
  return new DynamoDBServiceException({ name, $fault: 'client', $metadata, message: name });
}
