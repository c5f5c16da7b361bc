// Port: files as they were received. Read in stretches, because one may be larger than what a door
// has time or memory for.

export interface ReceivedFile {
  readonly bytes: number;
  /** The bytes from `from` up to, not including, `to` (default: the end), in pieces. */
  read(from: number, to?: number): AsyncIterable<Uint8Array>;
}

export interface ReceivedFileRef {
  readonly key: string;
  /** Of the content that was announced. */
  readonly etag: string;
}

export interface ReceivedFiles {
  /** Null when the file is gone or has been replaced by other content. */
  open(ref: ReceivedFileRef): Promise<ReceivedFile | null>;
}
