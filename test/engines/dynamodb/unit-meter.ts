// Counts what a client's calls cost in units, as the service bills them: what
// ReturnConsumedCapacity says, index included, and what DynamoDB Local leaves out of it.
// Transactions it bills as plain writes, the service twice (counted here by the size of items; the
// index once); a consistent read of a key without an item it gives away, and the service bills one
// unit.

import type { AttributeValue, ConsumedCapacity, DynamoDBClient } from '@aws-sdk/client-dynamodb';

export interface Units {
  reads: number;
  writes: number;
  calls: number;
}

interface Input {
  ReturnConsumedCapacity?: string;
  readonly RequestItems?: Record<string, { readonly Keys?: readonly unknown[] }>;
  readonly TransactItems?: readonly { readonly Put?: { readonly Item?: Item } }[];
}

type Item = Record<string, AttributeValue>;

interface Output {
  readonly ConsumedCapacity?: ConsumedCapacity | ConsumedCapacity[];
  readonly Responses?: Record<string, readonly unknown[]>;
}

const WRITE_BYTES = 1_024;
const READS = new Set(['BatchGetItemCommand', 'GetItemCommand', 'QueryCommand']);

/** Of all calls from now on; `take` gives them and begins anew. */
export function meterUnits(client: DynamoDBClient): { take(): Units } {
  let units: Units = { reads: 0, writes: 0, calls: 0 };
  client.middlewareStack.add(
    (next, context) => async (args) => {
      const input = args.input as Input;
      input.ReturnConsumedCapacity = 'INDEXES';
      const answer = await next(args);
      const output = answer.output as Output;
      const consumed = [output.ConsumedCapacity ?? []].flat();
      const total = consumed.reduce((sum, { CapacityUnits = 0 }) => sum + CapacityUnits, 0);
      units.calls += 1;
      if (READS.has(context.commandName ?? '')) units.reads += total + absent(input, output);
      else if (input.TransactItems === undefined) units.writes += total;
      else for (const { Put } of input.TransactItems) units.writes += transactionUnits(Put?.Item);
      return answer;
    },
    { step: 'initialize' },
  );
  return {
    take() {
      const taken = units;
      units = { reads: 0, writes: 0, calls: 0 };
      return taken;
    },
  };
}

function absent({ RequestItems = {} }: Input, { Responses = {} }: Output): number {
  const asked = Object.values(RequestItems).flatMap(({ Keys = [] }) => Keys).length;
  return asked - Object.values(Responses).flat().length;
}

/** Twice for the item; once for its place in the index, which holds a few bytes of it. */
function transactionUnits(item: Item = {}): number {
  const index = item['shardKey'] === undefined ? 0 : 1;
  return 2 * Math.ceil(sizeOf(item) / WRITE_BYTES) + index;
}

function sizeOf(item: Item): number {
  return Object.entries(item).reduce((sum, [name, value]) => sum + name.length + bytesOf(value), 0);
}

function bytesOf({ S, N, B }: AttributeValue): number {
  return (S ?? '').length + Math.ceil((N ?? '').length / 2) + (B?.byteLength ?? 0) + 1;
}
