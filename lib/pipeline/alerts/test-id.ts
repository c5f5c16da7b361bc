// The name of a test event, by which the log of deliveries tells what became of it.

import { randomUUID } from 'node:crypto';

export function newTestId(): string {
  return `test_${randomUUID()}`;
}
