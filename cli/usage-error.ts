// Errors that a person can mend: said in one line, with the exit code that DESIGN 6 gives them.

/** The command was called wrongly: exit code 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** A check failed or nothing could be read: exit code 1. */
export class FailedError extends Error {
  override readonly name = 'FailedError';
}
