// What the SDK throws, as few words: the service's name for the fault, the HTTP status, and whether
// the fault passes by itself. One place, because the services spell the same fault differently.

export interface ServiceFault {
  readonly name: string;
  readonly status: number | null;
}

const PASSING: ReadonlySet<string> = new Set([
  // Throttles.
  'ProvisionedThroughputExceededException',
  'RequestLimitExceeded',
  'SlowDown',
  'Throttling',
  'ThrottlingException',
  'TooManyRequestsException',
  // Two writers at the same moment.
  'ConditionalRequestConflict',
  'OperationAborted',
  'TransactionConflictException',
  'TransactionInProgressException',
  // Faults inside the service; most come with a status of 500 or more.
  'InternalError',
  'InternalServerError',
  'InternalServiceError',
  'RequestTimeout',
  'RequestTimeoutException',
  'ServiceUnavailable',
  // Broken connections: the SDK's word, then Node's.
  'AbortError',
  'TimeoutError',
  'EAI_AGAIN',
  'ECONNREFUSED',
  'ECONNRESET',
  'ENOTFOUND',
  'EPIPE',
  'ETIMEDOUT',
]);

const TOO_MANY_REQUESTS = 429;
const SERVER_FAULT = 500;

/** Null for what is not a fault of a service or of the way to it: a fault of our own. */
export function faultOf(error: unknown): ServiceFault | null {
  if (!(error instanceof Error)) return null;
  if ('code' in error && typeof error.code === 'string' && PASSING.has(error.code)) {
    return { name: error.code, status: null };
  }
  const isOfService = '$metadata' in error || PASSING.has(error.name);
  return isOfService ? { name: error.name, status: statusOf(error) } : null;
}

/** Whether the service, or the way to it, named the fault so. */
export function isFault(error: unknown, ...names: readonly string[]): boolean {
  const fault = faultOf(error);
  return fault !== null && names.includes(fault.name);
}

export function isPassing({ name, status }: ServiceFault): boolean {
  if (PASSING.has(name)) return true;
  return status !== null && (status >= SERVER_FAULT || status === TOO_MANY_REQUESTS);
}

function statusOf(error: Error): number | null {
  if (!('$metadata' in error)) return null;
  const metadata: unknown = error.$metadata;
  if (typeof metadata !== 'object' || metadata === null || !('httpStatusCode' in metadata)) {
    return null;
  }
  return typeof metadata.httpStatusCode === 'number' ? metadata.httpStatusCode : null;
}
