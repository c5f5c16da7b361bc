// Athena, played by DuckDB: the four calls with the states, limits, pages and texts of the service.
// What the service would refuse, it refuses; what a test wants to happen is an option.

import { DuckDBInstance, DuckDBTypeId, type DuckDBResultReader } from '@duckdb/node-api';
import type {
  AthenaCalls,
  QueryStatus,
  ResultPage,
  ResultPageInput,
  ResultRow,
  StartQueryInput,
} from '../../../lib/adapters/aws/athena-calls.js';
import { DATABASE, openCatalogue } from './lake-catalogue.js';

export interface StubAthenaOptions {
  readonly directory: string;
  /** Each call fails so often as too busy before it is answered. */
  readonly busyTimes?: number;
  /** Never leaves RUNNING. */
  readonly hangs?: boolean;
  /** How it ends, whatever the text says. */
  readonly endsAs?: QueryStatus;
  /** Rows on a page at most; the service itself has 1,000. */
  readonly pageRows?: number;
}

interface Execution {
  readonly input: StartQueryInput;
  readonly states: QueryStatus[];
  reader: DuckDBResultReader | null;
}

export interface StubAthena extends AthenaCalls {
  readonly executions: ReadonlyMap<string, { readonly input: StartQueryInput }>;
  readonly stopped: readonly string[];
  readonly pages: readonly ResultPageInput[];
}

export function openStubAthena(options: StubAthenaOptions): StubAthena {
  const executions = new Map<string, Execution>();
  const stopped: string[] = [];
  const pages: ResultPageInput[] = [];
  let calls = 0;
  const answerUnlessBusy = (): void => {
    calls += 1;
    if (calls % ((options.busyTimes ?? 0) + 1) !== 0) throw fault('TooManyRequestsException');
  };
  const executionOf = (id: string): Execution => {
    const execution = executions.get(id);
    if (execution === undefined) throw fault('InvalidRequestException');
    return execution;
  };
  return {
    executions,
    stopped,
    pages,
    async start(input) {
      answerUnlessBusy();
      assertTaken(input);
      const id = `query-${input.ClientRequestToken}`;
      const known = executions.get(id);
      if (known === undefined) executions.set(id, await execute(options, input));
      else if (known.input.QueryString !== input.QueryString)
        throw fault('InvalidRequestException');
      return { QueryExecutionId: id };
    },
    async status(id) {
      answerUnlessBusy();
      const { states } = executionOf(id);
      return (states.length > 1 ? states.shift() : states[0]) ?? {};
    },
    async results(input) {
      answerUnlessBusy();
      pages.push(input);
      const { reader, states } = executionOf(input.QueryExecutionId);
      if (reader === null || states[0]?.State !== 'SUCCEEDED')
        throw fault('InvalidRequestException');
      return pageOf(reader, input, options.pageRows ?? 1_000);
    },
    async stop(id) {
      answerUnlessBusy();
      executionOf(id).states.splice(0, Infinity, { State: 'CANCELLED' });
      stopped.push(id);
    },
  };
}

function assertTaken(input: StartQueryInput): void {
  const { QueryString: text, ExecutionParameters: values, ClientRequestToken: token } = input;
  const isTaken =
    Buffer.byteLength(text) <= 262_144 &&
    (values === undefined ||
      (values.length >= 1 && values.every((each) => each.length >= 1 && each.length <= 1_024))) &&
    token.length >= 32 &&
    token.length <= 128 &&
    input.ResultReuseConfiguration.ResultReuseByAgeConfiguration.MaxAgeInMinutes <= 10_080;
  if (!isTaken) throw fault('InvalidRequestException');
}

async function execute(options: StubAthenaOptions, input: StartQueryInput): Promise<Execution> {
  const before = [{ State: 'QUEUED' }, { State: 'RUNNING' }];
  if (options.hangs === true) return { input, states: [...before], reader: null };
  if (options.endsAs !== undefined) {
    return { input, states: [...before, options.endsAs], reader: null };
  }
  try {
    assertInjected(input.QueryString);
    const reader = await readAll(options.directory, input);
    return { input, states: [...before, { State: 'SUCCEEDED' }], reader };
  } catch (error) {
    const StateChangeReason = String(error);
    return { input, states: [...before, { State: 'FAILED', StateChangeReason }], reader: null };
  }
}

/** As with injected projection: a table is read with static values of its keys, or not at all. */
function assertInjected(text: string): void {
  for (const [table, keys] of [
    ['ledger_lines', ['tenant_id', 'snapshot_id']],
    ['claim_lines', ['tenant_id']],
  ] as const) {
    for (const read of text.split(`"${DATABASE}"."${table}"`).slice(1)) {
      const where = read.slice(0, read.indexOf('\n)'));
      if (keys.some((key) => !new RegExp(`\\b${key} = '[^']+'`).test(where))) {
        throw new Error(`CONSTRAINT_VIOLATION: no static value for an injected key of ${table}`);
      }
    }
  }
}

async function readAll(directory: string, input: StartQueryInput): Promise<DuckDBResultReader> {
  const instance = await DuckDBInstance.create(':memory:', { threads: '1' });
  const connection = await instance.connect();
  try {
    await openCatalogue(connection, directory);
    await connection.run(`prepare sent as ${input.QueryString}`);
    // The literals become SQL text here as they do at Athena, so an injection would show.
    const values = (input.ExecutionParameters ?? []).join(', ');
    return await connection.runAndReadAll(`execute sent${values === '' ? '' : `(${values})`}`);
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}

function pageOf(
  reader: DuckDBResultReader,
  { MaxResults, NextToken }: ResultPageInput,
  pageRows: number,
): ResultPage {
  if (MaxResults > 1_000) throw fault('InvalidRequestException');
  const names = reader.columnNames();
  const header: ResultRow = { Data: names.map((name) => ({ VarCharValue: name })) };
  const columns = reader.getColumns();
  const all = [header];
  for (let at = 0; at < reader.currentRowCount; at += 1) {
    all.push({ Data: columns.map((column) => datum(column[at])) });
  }
  const from = Number(NextToken?.replace('row-', '') ?? 0);
  const to = from + Math.min(MaxResults, pageRows);
  const ColumnInfo = names.map((Name, at) => ({ Name, Type: typeName(reader.columnTypeId(at)) }));
  return {
    ResultSet: { Rows: all.slice(from, to), ResultSetMetadata: { ColumnInfo } },
    ...(to < all.length ? { NextToken: `row-${to}` } : {}),
  };
}

function datum(value: unknown): { readonly VarCharValue?: string } {
  return value === null || value === undefined ? {} : { VarCharValue: `${value as string}` };
}

/** HUGEINT is what DuckDB counts with where Trino has a bigint. */
function typeName(id: DuckDBTypeId): string {
  if (id === DuckDBTypeId.HUGEINT) return 'bigint';
  return (DuckDBTypeId[id] ?? '').toLowerCase();
}

function fault(name: string): Error {
  return Object.assign(new Error('the stub refuses it'), { name });
}
