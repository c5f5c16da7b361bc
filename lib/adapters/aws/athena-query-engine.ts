// QueryEngine on Athena: the same query files as the embedded engine, over the objects of one
// snapshot in S3. Cost has three guards: the years of the snapshot are in the text, equal text and
// parameters reuse the stored result, and the workgroup's bytes cut-off ends what is left.

import { createHash } from 'node:crypto';
import type { NamedQuery, QueryEngine } from '../../ports/query-engine.js';
import { QueryFailedError } from '../common/query-failed-error.js';
import type { AthenaCalls, StartQueryInput } from './athena-calls.js';
import { athenaLiterals } from './athena-literals.js';
import { QueryRunningError, runOnAthena } from './athena-run.js';
import { bindSnapshot, isSnapshotId, type SnapshotFiles } from './bind-snapshot.js';

export interface AthenaQueryEngineOptions {
  readonly calls: AthenaCalls;
  /** The Glue database with the tables of the lake. */
  readonly database: string;
  /** Its settings hold the place of results and the bytes cut-off, and nobody overrides them. */
  readonly workGroup: string;
  /** Null when the tenant has no such snapshot. */
  readonly snapshotFiles: (tenantId: string, snapshotId: string) => Promise<SnapshotFiles | null>;
  /** From start to last page; a query still running then is stopped. */
  readonly timeoutMs?: number;
  /** Before the first look at a query that runs; later waits grow. */
  readonly firstWaitMs?: number;
  /**
   * For callers who must not wait: a run that has not ended throws QueryRunningError and goes on at
   * Athena; an equal run within the hour finds it again.
   */
  readonly isGlancing?: boolean;
}

type Binding = Parameters<QueryEngine['run']>[1];

const DEFAULT_TIMEOUT_MS = 600_000;
const DEFAULT_FIRST_WAIT_MS = 200;
/** Seven days, the longest that Athena knows: a snapshot never changes. */
const REUSE_MINUTES = 10_080;
const HOUR_MS = 3_600_000;

export function openAthenaQueryEngine(options: AthenaQueryEngineOptions): QueryEngine {
  const closing = new AbortController();
  return {
    async run(query, binding) {
      const input = await startInput(options, query, binding);
      const expiry = AbortSignal.timeout(options.timeoutMs ?? DEFAULT_TIMEOUT_MS);
      try {
        return await runOnAthena({
          calls: options.calls,
          query,
          input,
          signal: AbortSignal.any([closing.signal, expiry]),
          firstWaitMs: options.firstWaitMs ?? DEFAULT_FIRST_WAIT_MS,
          ...(options.isGlancing === true ? { glanceToken: glanceToken(input) } : {}),
        });
      } catch (error) {
        if (error instanceof QueryFailedError || error instanceof QueryRunningError) throw error;
        throw new QueryFailedError(query.name, reasonOf(closing.signal, expiry), { cause: error });
      }
    },
    async close() {
      closing.abort();
    },
  };
}

/** The hour is in it, as a token whose query failed would give that failure for ever. */
function glanceToken(input: Omit<StartQueryInput, 'ClientRequestToken'>): string {
  const hour = Math.floor(Date.now() / HOUR_MS);
  return createHash('sha256')
    .update(`${hour} ${JSON.stringify(input)}`)
    .digest('hex');
}

function reasonOf(closing: AbortSignal, expiry: AbortSignal): string {
  if (closing.aborted) return 'the engine was closed';
  return expiry.aborted ? 'it took too long and was stopped' : 'the engine refused or failed it';
}

async function startInput(
  options: AthenaQueryEngineOptions,
  query: NamedQuery,
  { tenantId, snapshotId, parameters }: Binding,
): Promise<Omit<StartQueryInput, 'ClientRequestToken'>> {
  const { database, workGroup } = options;
  const files = isSnapshotId(snapshotId) ? await options.snapshotFiles(tenantId, snapshotId) : null;
  // Without this look, a snapshot that is gone would answer with no rows.
  if (files === null) throw new QueryFailedError(query.name, 'there is no such snapshot');
  const literals = athenaLiterals(query, parameters);
  return {
    QueryString: bindSnapshot(query, { database, tenantId, snapshotId, files, literals }),
    ...(literals.length === 0 ? {} : { ExecutionParameters: literals }),
    QueryExecutionContext: { Catalog: 'AwsDataCatalog', Database: database },
    WorkGroup: workGroup,
    ResultReuseConfiguration: {
      ResultReuseByAgeConfiguration: { Enabled: true, MaxAgeInMinutes: REUSE_MINUTES },
    },
  };
}
