// One execution on Athena, from start to rows: started once, asked after with growing waits, read
// page by page, and stopped at Athena when nobody waits for it any more (it would be billed on).

import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { NamedQuery, QueryRow } from '../../ports/query-engine.js';
import { QueryFailedError } from '../common/query-failed-error.js';
import type { AthenaCalls, StartQueryInput } from './athena-calls.js';
import { assertHeaderRow, assertOutputs, decodeRow } from './athena-rows.js';

export interface AthenaRun {
  readonly calls: AthenaCalls;
  readonly query: NamedQuery;
  readonly input: Omit<StartQueryInput, 'ClientRequestToken'>;
  /** Aborted when the time is up or the engine closes. */
  readonly signal: AbortSignal;
  readonly firstWaitMs: number;
  /** One look at it and no more, under this token: whoever asks again finds the same execution. */
  readonly glanceToken?: string;
}

/** Asked of a query that is looked at once: it has not ended yet. */
export class QueryRunningError extends Error {
  override readonly name = 'QueryRunningError';

  constructor() {
    super('the query is still running: ask again');
  }
}

/** Athena's largest page; the first one spends a row on the names. */
const PAGE_ROWS = 1_000;
const WAIT_GROWTH = 1.5;
const LONGEST_WAIT_MS = 2_000;
/** Busy, or broken for a moment: the same call may succeed later. */
const PASSING_FAULTS = new Set([
  'TooManyRequestsException',
  'ThrottlingException',
  'InternalServerException',
]);

export async function runOnAthena(run: AthenaRun): Promise<readonly QueryRow[]> {
  const input = { ...run.input, ClientRequestToken: run.glanceToken ?? randomUUID() };
  const { QueryExecutionId: id } = await patiently(run, () => run.calls.start(input));
  if (id === undefined) throw new QueryFailedError(run.query.name, 'Athena gave it no id');
  try {
    await untilSucceeded(run, id);
    return await readPages(run, id);
  } catch (error) {
    // Nobody will ask for it again. That it could not be stopped must not hide why.
    const isWanted = run.glanceToken !== undefined;
    if (!isWanted && !(error instanceof QueryFailedError)) await run.calls.stop(id).catch(() => {});
    throw error;
  }
}

async function untilSucceeded(run: AthenaRun, id: string): Promise<void> {
  const wait = growingWait(run);
  for (;;) {
    const { State, StateChangeReason } = await patiently(run, () => run.calls.status(id));
    if (State === 'SUCCEEDED') return;
    if (State === 'FAILED' || State === 'CANCELLED') {
      throw failure(run.query, State, StateChangeReason ?? '');
    }
    if (run.glanceToken !== undefined) throw new QueryRunningError();
    await wait();
  }
}

function failure(query: NamedQuery, state: string, reason: string): QueryFailedError {
  // Athena's words may quote data or the text; they stay in the cause.
  const options = { cause: new Error(reason) };
  if (/bytes scanned limit/i.test(reason)) {
    const text = 'it would read more than the bytes cut-off of its workgroup allows';
    return new QueryFailedError(query.name, text, options);
  }
  const text = state === 'CANCELLED' ? 'it was cancelled' : 'the engine refused or failed it';
  return new QueryFailedError(query.name, text, options);
}

async function readPages(run: AthenaRun, id: string): Promise<readonly QueryRow[]> {
  const rows: QueryRow[] = [];
  let token: string | undefined;
  do {
    const from = token;
    const page = await patiently(run, () =>
      run.calls.results({
        QueryExecutionId: id,
        MaxResults: PAGE_ROWS,
        ...(from === undefined ? {} : { NextToken: from }),
      }),
    );
    let pageRows = page.ResultSet?.Rows ?? [];
    if (from === undefined) {
      assertOutputs(run.query, page.ResultSet?.ResultSetMetadata?.ColumnInfo ?? []);
      assertHeaderRow(run.query, pageRows[0]);
      pageRows = pageRows.slice(1);
    }
    for (const row of pageRows) rows.push(decodeRow(run.query, row));
    token = page.NextToken;
  } while (token !== undefined);
  return rows;
}

async function patiently<Answer>(run: AthenaRun, call: () => Promise<Answer>): Promise<Answer> {
  const wait = growingWait(run);
  for (;;) {
    run.signal.throwIfAborted();
    try {
      return await call();
    } catch (error) {
      if (!(error instanceof Error) || !PASSING_FAULTS.has(error.name)) throw error;
    }
    await wait();
  }
}

function growingWait({ signal, firstWaitMs }: AthenaRun): () => Promise<void> {
  let waitMs = firstWaitMs;
  return async () => {
    await sleep(waitMs, undefined, { signal });
    waitMs = Math.min(waitMs * WAIT_GROWTH, LONGEST_WAIT_MS);
  };
}
