// A transaction that the service did not carry out, with the reason of each of its items.

import { TransactionCanceledException } from '@aws-sdk/client-dynamodb';

export function canceledTransaction(codes: readonly string[]): TransactionCanceledException {
  return new TransactionCanceledException({
    $metadata: { httpStatusCode: 400 },
    message: 'Transaction cancelled',
    CancellationReasons: codes.map((Code) => ({ Code })),
  });
}
