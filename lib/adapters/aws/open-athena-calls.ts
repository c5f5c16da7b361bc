// The four calls on the real service. Retries of the SDK are for broken connections and throttling
// within seconds; the engine waits longer where Athena is busy (athena-run.ts).

import {
  AthenaClient,
  GetQueryExecutionCommand,
  GetQueryResultsCommand,
  StartQueryExecutionCommand,
  StopQueryExecutionCommand,
  type AthenaClientConfig,
} from '@aws-sdk/client-athena';
import type { AthenaCalls } from './athena-calls.js';

export function openAthenaCalls(config: AthenaClientConfig): AthenaCalls & { close(): void } {
  const client = new AthenaClient({ maxAttempts: 5, ...config });
  return {
    start: ({ ExecutionParameters, ...input }) =>
      client.send(
        new StartQueryExecutionCommand({
          ...input,
          ...(ExecutionParameters === undefined
            ? {}
            : { ExecutionParameters: [...ExecutionParameters] }),
        }),
      ),
    async status(QueryExecutionId) {
      const answer = await client.send(new GetQueryExecutionCommand({ QueryExecutionId }));
      return answer.QueryExecution?.Status ?? {};
    },
    results: (input) => client.send(new GetQueryResultsCommand(input)),
    async stop(QueryExecutionId) {
      await client.send(new StopQueryExecutionCommand({ QueryExecutionId }));
    },
    close: () => client.destroy(),
  };
}
