// How every client of a service is opened. One attempt a call, for aws-retry.ts does the repeating:
// it knows which faults pass, and can be tested. A call that hangs is given up, so that the next
// attempt happens before the handler's own time is over.

export const AWS_CLIENT_OPTIONS = {
  maxAttempts: 1,
  requestHandler: {
    connectionTimeout: 2_000,
    requestTimeout: 20_000,
    throwOnRequestTimeout: true,
  },
} as const;
