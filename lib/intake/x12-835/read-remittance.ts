// Door of the 835 feed: a stream of bytes in, claims and everything that is not one out.
// First step of the flow; the pipeline takes the events in batches and never sees X12.

import type { IntakeEvent } from '../intake-claim.js';
import { unpackInput, UnpackError } from '../x12/unpack-input.js';
import type { RemittanceOptions } from './remittance-options.js';
import { RemittanceReader } from './remittance-reader.js';

/** A large piece of input is read in steps, so that its events are not all held at once. */
const STEP = 131_072;

/**
 * Reads a remittance of any size, plain or packed, in constant memory. Every claim met ends in
 * exactly one event; the same bytes give the same events however they are cut into chunks.
 */
export async function* readRemittance(
  source: AsyncIterable<Uint8Array>,
  options: RemittanceOptions,
): AsyncGenerator<readonly IntakeEvent[]> {
  const reader = new RemittanceReader(options);
  try {
    for await (const chunk of unpackInput(source)) {
      for (let at = 0; at < chunk.length && !reader.isStopped; at += STEP) {
        const events = reader.read(chunk.subarray(at, at + STEP));
        if (events.length > 0) yield events;
      }
      if (reader.isStopped) return;
    }
  } catch (error) {
    if (!(error instanceof UnpackError)) throw error;
    yield reader.end('GZIP_DAMAGED');
    return;
  }
  const events = reader.end(null);
  if (events.length > 0) yield events;
}
