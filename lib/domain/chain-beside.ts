// The chain that a store read in one with a year, so that who reads many years need not ask for
// each chain again. Both are of one moment; a copy of the year, which may say otherwise, has none.

import type { ChainDocument, YearDocument } from './ledger-document.js';

const CHAIN = Symbol('the chain that was read with a year');

interface WithChain {
  readonly [CHAIN]?: ChainDocument;
}

/** The same year; the chain is made when somebody asks for it. */
export function withChainBeside<Year extends YearDocument>(
  year: Year,
  chain: () => ChainDocument,
): Year {
  return Object.defineProperty(year, CHAIN, { get: chain });
}

/** Null when the year was read alone. */
export function chainBeside(year: YearDocument & WithChain): ChainDocument | null {
  return year[CHAIN] ?? null;
}
