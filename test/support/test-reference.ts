// The shipped reference rows: amounts, codes and contractors are those of reference/*.csv.

import { referenceDirectory } from '../../lib/adapters/common/reference-directory.js';
import { loadReference } from '../../lib/adapters/common/load-reference.js';
import type { ReferenceData } from '../../lib/domain/reference.js';

export function testReference(): Promise<ReferenceData> {
  return loadReference({ directory: referenceDirectory(import.meta.url) });
}
