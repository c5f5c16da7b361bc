// A query that could not be answered. The text names query and parameter; the engine's own words,
// which may quote data, stay in `cause` and never reach a log line.

export class QueryFailedError extends Error {
  override readonly name = 'QueryFailedError';

  constructor(queryName: string, reason: string, options?: ErrorOptions) {
    super(`query ${queryName}: ${reason}`, options);
  }
}
