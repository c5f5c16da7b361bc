// Port: immutable objects and a few movable pointers, by key. Keys begin with the tenant:
// `tenant=default/lake/snapshot=.../part.parquet`.

export interface StoredObject {
  readonly body: Uint8Array;
  /** Changes whenever the body does. */
  readonly etag: string;
}

export type PutCondition = { readonly ifAbsent: true } | { readonly ifMatch: string };

export type PutResult =
  { readonly kind: 'stored'; readonly etag: string } | { readonly kind: 'condition_failed' };

export interface ObjectStore {
  /** Durable when it resolves; a reader sees the old body or the new one, never a part. */
  put(key: string, body: Uint8Array, condition?: PutCondition): Promise<PutResult>;
  get(key: string): Promise<StoredObject | null>;
  /** Keys under a prefix, in byte order. */
  list(prefix: string): Promise<readonly string[]>;
  /** Makes `to` the same object as `from` without moving bytes where the store can. */
  copy(from: string, to: string): Promise<void>;
  remove(key: string): Promise<void>;
}
