// The year that a store read in one with a chain, so that who wants both need not ask twice. Both
// are of one moment; a copy of the chain, which may say something else, has none.

import type { ChainDocument, YearDocument } from './ledger-document.js';

const YEAR = Symbol('the year that was read with a chain');

interface WithYear {
  readonly [YEAR]?: YearDocument;
}

/** The same chain; the year is made when somebody asks for it. */
export function withYearBeside<Chain extends ChainDocument>(
  chain: Chain,
  year: () => YearDocument,
): Chain {
  return Object.defineProperty(chain, YEAR, { get: year });
}

/** Null when the chain was read alone, or with another year. */
export function yearBeside(chain: ChainDocument & WithYear, year: number): YearDocument | null {
  const beside = chain[YEAR];
  return beside?.year === year ? beside : null;
}
