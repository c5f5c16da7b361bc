// The shipped reference with additions as they were stored: what both hosts hand to tenant-rules.

import type { ReferenceData } from '../../domain/reference.js';
import { loadReference } from './load-reference.js';
import { parseReferenceAdditions } from './reference-additions.js';
import { referenceDirectory } from './reference-directory.js';

export function openReference(additions: readonly unknown[]): Promise<ReferenceData> {
  return loadReference({
    directory: referenceDirectory(),
    additions: parseReferenceAdditions(additions),
  });
}
