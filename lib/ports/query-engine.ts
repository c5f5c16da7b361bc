// Port: runs a named query file over one snapshot of the lake and gives typed rows.

export type ColumnType = 'integer' | 'cents' | 'double' | 'text' | 'day' | 'boolean';

export interface QueryParameter {
  readonly name: string;
  readonly type: 'integer' | 'text' | 'day';
}

/** A query file and the shape of its answer; the text is the common subset of Athena and DuckDB. */
export interface NamedQuery {
  readonly name: string;
  readonly text: string;
  readonly parameters: readonly QueryParameter[];
  readonly outputs: readonly { readonly name: string; readonly type: ColumnType }[];
}

export type QueryValue = string | number | boolean | null;
export type QueryRow = Readonly<Record<string, QueryValue>>;

export interface QueryEngine {
  /** Parameters by name; the engine binds them in the order of `query.parameters`. */
  run(
    query: NamedQuery,
    binding: {
      readonly tenantId: string;
      readonly snapshotId: string;
      readonly parameters: Readonly<Record<string, string | number>>;
    },
  ): Promise<readonly QueryRow[]>;
  close(): Promise<void>;
}
