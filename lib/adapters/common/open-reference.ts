// The shipped reference with additions as they were stored: what both hosts hand to tenant-rules.
// The files lie beside the program and change with it alone, so a process reads them once: a door
// that answers a message or a request would parse them anew for each.

import type { ReferenceData } from '../../domain/reference.js';
import { readShippedReference, withAdditions } from './load-reference.js';
import { loadReviewReference, type ReviewReference } from './load-review-reference.js';
import { parseReferenceAdditions } from './reference-additions.js';
import { referenceDirectory } from './reference-directory.js';

const shipped = readOnce(readShippedReference);
const review = readOnce(loadReviewReference);

export async function openReference(
  additions: readonly unknown[],
  directory = referenceDirectory(),
): Promise<ReferenceData> {
  return withAdditions(await shipped(directory), parseReferenceAdditions(additions));
}

/** Clocks and topics of reviews, for whoever prints them or counts days by them. */
export function openReviewReference(directory = referenceDirectory()): Promise<ReviewReference> {
  return review(directory);
}

/** A failure is not remembered: somebody may be laying the files down. */
function readOnce<Value>(
  read: (directory: string) => Promise<Value>,
): (directory: string) => Promise<Value> {
  const known = new Map<string, Promise<Value>>();
  return (directory) => {
    const before = known.get(directory);
    if (before !== undefined) return before;
    const now = read(directory);
    known.set(directory, now);
    now.catch(() => known.delete(directory));
    return now;
  };
}
