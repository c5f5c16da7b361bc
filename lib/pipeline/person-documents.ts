// Loads all documents of one person: the beneficiary and every token joined to it.

import type { ChainDocument, IdentityJoin, YearDocument } from '../domain/ledger-document.js';
import { yearBeside } from '../domain/year-beside.js';
import { ZERO_CENTS } from '../domain/money.js';
import type { PersonLedger } from '../domain/person-ledger.js';
import type { DocumentKey, LedgerDocument } from '../ports/ledger-store.js';
import type { LedgerTools } from './ledger-tools.js';

export function yearKey(token: string, year: number): string {
  return `${token}|${year}`;
}

export function emptyChain(tenantId: string, token: string): ChainDocument {
  return { tenantId, token, version: 0, headers: [], joins: [], quarantined: [], years: [] };
}

export function emptyYear(tenantId: string, token: string, year: number): YearDocument {
  return {
    tenantId,
    token,
    year,
    version: 0,
    versions: [],
    seeds: [],
    outbox: [],
    standing: [],
    totals: { PT_SLP: ZERO_CENTS, OT: ZERO_CENTS },
    viewDigest: '',
  };
}

/** Chains of all tokens that active joins connect to the given ones; missing chains are empty. */
export async function loadChains(
  tools: Pick<LedgerTools, 'tenantId' | 'ledger'>,
  tokens: readonly string[],
): Promise<ReadonlyMap<string, ChainDocument>> {
  const chains = new Map<string, ChainDocument>();
  let wanted = [...new Set(tokens)];
  while (wanted.length > 0) {
    const keys = wanted.map((token): DocumentKey => {
      return { kind: 'chain', tenantId: tools.tenantId, token };
    });
    const documents = await tools.ledger.load(keys);
    documents.forEach((document, at) => {
      const token = wanted[at];
      if (token === undefined) throw new Error('a document without its key');
      chains.set(token, chainOf(document) ?? emptyChain(tools.tenantId, token));
    });
    wanted = [...new Set([...chains.values()].flatMap(joinedTokens))].filter(
      (token) => !chains.has(token),
    );
  }
  return chains;
}

export async function loadYears(
  tools: Pick<LedgerTools, 'tenantId' | 'ledger'>,
  chains: ReadonlyMap<string, ChainDocument>,
  years: readonly number[] | 'all',
): Promise<ReadonlyMap<string, YearDocument>> {
  const keys: DocumentKey[] = [];
  const loaded = new Map<string, YearDocument>();
  for (const [token, chain] of chains) {
    for (const year of chain.years) {
      if (years !== 'all' && !years.includes(year)) continue;
      const beside = yearBeside(chain, year);
      if (beside === null) keys.push({ kind: 'year', tenantId: tools.tenantId, token, year });
      else loaded.set(yearKey(token, year), beside);
    }
  }
  const documents = keys.length === 0 ? [] : await tools.ledger.load(keys);
  for (const document of documents) {
    if (document?.kind === 'year') loaded.set(yearKey(document.token, document.year), document);
  }
  return loaded;
}

/**
 * The head: the token that others join into and that joins into none. Of several, the smallest, so
 * that the answer is the same in every order.
 */
export function headOf(chains: ReadonlyMap<string, ChainDocument>): string {
  const leaving = new Set(
    [...chains.values()].flatMap((chain) => activeJoins(chain).map((join) => join.from)),
  );
  const tokens = [...chains.keys()].sort();
  const head = tokens.find((token) => !leaving.has(token)) ?? tokens[0];
  if (head === undefined) throw new Error('a person without a token');
  return head;
}

/** The chains by person: tokens that active joins connect. */
export function personsOf(
  chains: ReadonlyMap<string, ChainDocument>,
): readonly ReadonlyMap<string, ChainDocument>[] {
  const left = new Map(chains);
  const persons: ReadonlyMap<string, ChainDocument>[] = [];
  for (const [token, chain] of chains) {
    if (!left.delete(token)) continue;
    const person = new Map([[token, chain]]);
    for (const member of person.values()) {
      for (const joined of joinedTokens(member)) {
        const other = left.get(joined);
        if (other === undefined) continue;
        left.delete(joined);
        person.set(joined, other);
      }
    }
    persons.push(person);
  }
  return persons;
}

/** The fold's view of the person: everything of all its tokens. */
export function personLedger(
  chains: ReadonlyMap<string, ChainDocument>,
  years: ReadonlyMap<string, YearDocument>,
): PersonLedger {
  const documents = [...years.values()];
  const all = [...chains.values()];
  return {
    headers: all.flatMap((chain) => chain.headers),
    versions: documents.flatMap((document) => document.versions),
    seeds: documents.flatMap((document) => document.seeds),
    quarantined: all.flatMap((chain) => chain.quarantined),
  };
}

/** Joins that hold; an undone one is kept as history. */
export function activeJoins(chain: ChainDocument): readonly IdentityJoin[] {
  return chain.joins.filter((join) => !join.isUndone);
}

function joinedTokens(chain: ChainDocument): readonly string[] {
  return activeJoins(chain).flatMap((join) => [join.from, join.to]);
}

function chainOf(document: LedgerDocument | null | undefined): ChainDocument | null {
  return document?.kind === 'chain' ? document : null;
}
