// Where the shipped reference files lie: beside the sources in a checkout, beside dist/ in a build.

import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ReferenceDataError } from './reference-data-error.js';

const FOLDER = 'reference';
const MARK = 'thresholds.csv';

/** Walks up from `from`: this module, or the bundle that it became. */
export function referenceDirectory(from: string = import.meta.url): string {
  for (let folder = dirname(fileURLToPath(from)); ; folder = dirname(folder)) {
    const candidate = join(folder, FOLDER);
    if (existsSync(join(candidate, MARK))) return candidate;
    if (folder === dirname(folder)) {
      throw new ReferenceDataError(
        { file: `${FOLDER}/${MARK}`, row: null, column: null },
        'was not found in any folder above the program',
      );
    }
  }
}
