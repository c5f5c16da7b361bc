// Where a segment stands in the input, without the names that a FilePosition adds.

export interface Place {
  /** From 1. */
  readonly segment: number;
  /** First byte, from 0, of the unpacked input. */
  readonly offset: number;
}
