// Port: what alerts remember - events, deliveries, endpoints, how far each document was read - as
// small versioned records. The same few rules on every host; what a record means is the pipeline's
// business (lib/pipeline/alerts). One behaviour suite: test/ports/alert-store.suite.ts.

import type { JsonValue } from './settings-store.js';

export const MAX_ALERT_CHANGES = 100;

/** Records of a partition lie in the order of the bytes of their keys. */
export interface AlertRecordKey {
  readonly partition: string;
  readonly key: string;
}

export interface AlertRecord extends AlertRecordKey {
  /** 1 at first; each write adds one. */
  readonly revision: number;
  readonly value: JsonValue;
}

/** A write that holds only if the record stands at `expected` (0 = is not there). */
export interface AlertChange extends AlertRecordKey {
  readonly expected: number;
  /** Null removes the record. */
  readonly value: JsonValue;
}

export interface AlertStore {
  /** In the order of the keys; null where nothing is stored. */
  load(tenantId: string, keys: readonly AlertRecordKey[]): Promise<readonly (AlertRecord | null)[]>;
  /** A partition in key order, read while it is asked for. */
  list(
    tenantId: string,
    partition: string,
    order?: 'oldest_first' | 'newest_first',
  ): AsyncIterable<AlertRecord>;
  /** All of 1 to MAX_ALERT_CHANGES changes or none; durable when it resolves. */
  commit(tenantId: string, changes: readonly AlertChange[]): Promise<'committed' | 'conflict'>;
}
