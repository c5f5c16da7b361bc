// Reads the ledger examples of a file in the form of EXAMPLES.md; an absent file has none.

import { existsSync, readFileSync } from 'node:fs';
import type { LedgerExample } from './ledger-example.js';

interface ExampleFile {
  readonly examples: readonly (LedgerExample | { readonly id: string; readonly kind: string })[];
}

export function readLedgerExamples(file: URL): readonly LedgerExample[] {
  if (!existsSync(file)) return [];
  const { examples } = JSON.parse(readFileSync(file, 'utf8')) as ExampleFile;
  return examples.filter((example): example is LedgerExample => example.kind === 'ledger');
}

/** The project's own hand-worked cases. */
export const WORKED_EXAMPLES = new URL('worked-examples.json', import.meta.url);

/** The published cases, where the reference material lies beside the checkout. */
export const PUBLIC_EXAMPLES = new URL(
  '../../../shared/domain/examples-public.json',
  import.meta.url,
);

export const REFERENCE_DIRECTORY = new URL('../../reference/', import.meta.url);
