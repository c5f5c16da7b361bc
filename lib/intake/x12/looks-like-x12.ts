// Tells an X12 file by how its content begins, for a door that takes files of any feed.

import { unpackBeginning } from './unpack-input.js';

const LONGEST_PREFIX = 4_096;
/** ISA; or GS or ST where they are X12 beyond doubt (a CSV may have a column named ST). */
const BEGINNING =
  /^(?:\u00ef\u00bb\u00bf)?[\0-\x20]*(?:ISA[^A-Za-z0-9\s]|(?:GS([^A-Za-z0-9\s])[A-Z]{2}\1|ST([^A-Za-z0-9\s])\d{3}\2))/;

/**
 * True when the content, unpacked, begins with ISA; also with GS or ST, which the reader then
 * refuses with the right reason.
 */
export function looksLikeX12(firstBytes: Uint8Array): boolean {
  const bytes = unpackBeginning(firstBytes).subarray(0, LONGEST_PREFIX);
  return BEGINNING.test(Buffer.from(bytes).toString('latin1'));
}
