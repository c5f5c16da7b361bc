// A file that cannot be opened, or breaks off while it is read, is one refused file: what was read
// before the fault stands, and the files after it are read as if nothing had been.

import type { IntakeEvent } from '../lib/intake/intake-claim.js';
import type { IntakeFile } from './intake-files.js';

type Reader = (source: AsyncIterable<Uint8Array>) => AsyncIterable<readonly IntakeEvent[]>;

interface Progress {
  bytes: number;
  /** The operating system's word for it, such as EACCES; null while all is well. */
  fault: string | null;
}

export async function* readableEvents(
  file: Pick<IntakeFile, 'name' | 'open'>,
  read: Reader,
): AsyncGenerator<readonly IntakeEvent[]> {
  const progress: Progress = { bytes: 0, fault: null };
  for await (const events of read(untilFault(file, progress))) {
    // Of a file without a byte the reader can only say that it is empty, which it may not be.
    if (progress.fault === null || progress.bytes > 0) yield events;
  }
  if (progress.fault === null) return;
  const position = {
    file: file.name,
    interchange: 0,
    transaction: null,
    segment: 0,
    byteOffset: progress.bytes,
  };
  const message = `the file could not be read: ${progress.fault}`;
  yield [{ kind: 'file_refused', reason: 'FILE_NOT_READABLE', message, position }];
}

async function* untilFault(
  file: Pick<IntakeFile, 'open'>,
  progress: Progress,
): AsyncGenerator<Uint8Array> {
  try {
    for await (const chunk of file.open()) {
      progress.bytes += chunk.byteLength;
      yield chunk;
    }
  } catch (error) {
    if (!isSystemError(error)) throw error;
    progress.fault = error.code;
  }
}

function isSystemError(error: unknown): error is Error & { readonly code: string } {
  return error instanceof Error && 'syscall' in error && 'code' in error;
}
