// Athena's calls with a real Trino behind them: text and literals arrive as Athena gets them, and
// answers leave as Athena gives them, so that the adapter itself is what is tried.

import type { AthenaCalls, ResultRow } from '../../../lib/adapters/aws/athena-calls.js';
import type { TrinoAnswer, TrinoProcess } from './trino-process.js';

export function athenaOnTrino(trino: TrinoProcess): AthenaCalls {
  const answers = new Map<string, TrinoAnswer>();
  const failures = new Map<string, string>();
  return {
    async start({ QueryString, ExecutionParameters = [], ClientRequestToken: id }) {
      const using =
        ExecutionParameters.length === 0 ? '' : ` using ${ExecutionParameters.join(', ')}`;
      const text = `execute immediate '${QueryString.replaceAll("'", "''")}'${using}`;
      await trino.ask(text).then(
        (answer) => answers.set(id, answer),
        (error: Error) => failures.set(id, error.message),
      );
      return { QueryExecutionId: id };
    },
    async status(id) {
      const reason = failures.get(id);
      if (reason !== undefined) return { State: 'FAILED', StateChangeReason: reason };
      return { State: 'SUCCEEDED' };
    },
    async results({ QueryExecutionId, MaxResults, NextToken = '0' }) {
      const { columns = [], rows = [] } = answers.get(QueryExecutionId) ?? {};
      const all = [columns.map(({ name }) => name), ...rows].map(resultRow);
      const to = Number(NextToken) + MaxResults;
      return {
        ResultSet: {
          Rows: all.slice(Number(NextToken), to),
          ResultSetMetadata: {
            ColumnInfo: columns.map(({ name, type }) => ({ Name: name, Type: type })),
          },
        },
        ...(to < all.length ? { NextToken: String(to) } : {}),
      };
    },
    stop: async () => {},
  };
}

function resultRow(cells: readonly (string | null)[]): ResultRow {
  return { Data: cells.map((cell) => (cell === null ? {} : { VarCharValue: cell })) };
}
