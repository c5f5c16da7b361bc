// What the query engine needs of Athena: four calls in the words of its API, and no more of the SDK
// than that. Fields that the service may leave out are optional; the engine says what that means.

export interface StartQueryInput {
  readonly QueryString: string;
  /** SQL literals as text, one for each `?`; Athena refuses an empty list. */
  readonly ExecutionParameters?: readonly string[];
  readonly QueryExecutionContext: { readonly Catalog: string; readonly Database: string };
  readonly WorkGroup: string;
  /** The same token starts one query, however often the call is repeated. */
  readonly ClientRequestToken: string;
  readonly ResultReuseConfiguration: {
    readonly ResultReuseByAgeConfiguration: {
      readonly Enabled: boolean;
      readonly MaxAgeInMinutes: number;
    };
  };
}

export interface QueryStatus {
  readonly State?: string | undefined;
  readonly StateChangeReason?: string | undefined;
}

export interface ResultRow {
  /** A null has no value at all; an empty text has an empty one. */
  readonly Data?: readonly { readonly VarCharValue?: string | undefined }[] | undefined;
}

export interface ResultColumn {
  readonly Name: string | undefined;
  readonly Type: string | undefined;
}

export interface ResultPage {
  readonly NextToken?: string | undefined;
  readonly ResultSet?:
    | {
        readonly Rows?: readonly ResultRow[] | undefined;
        readonly ResultSetMetadata?:
          { readonly ColumnInfo?: readonly ResultColumn[] | undefined } | undefined;
      }
    | undefined;
}

export interface ResultPageInput {
  readonly QueryExecutionId: string;
  readonly MaxResults: number;
  readonly NextToken?: string;
}

export interface AthenaCalls {
  start(input: StartQueryInput): Promise<{ readonly QueryExecutionId?: string | undefined }>;
  status(queryExecutionId: string): Promise<QueryStatus>;
  results(input: ResultPageInput): Promise<ResultPage>;
  stop(queryExecutionId: string): Promise<void>;
}
