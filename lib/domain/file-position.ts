// The place of a fact in a file, as every error names it.

/** Where in a file something stands. Numbers count from 1, bytes from 0. */
export interface FilePosition {
  readonly file: string;
  readonly interchange: number;
  /** Transaction set control number as sent (ST02). */
  readonly transaction: string | null;
  readonly segment: number;
  readonly byteOffset: number;
}
