// Folds the stored documents of one shard and year: what publishing, reconciling and refolding
// read. Each person comes once, under its head token, with the versions of all joined tokens.

import { chainBeside } from '../domain/chain-beside.js';
import { foldYear } from '../domain/fold-year.js';
import type { YearView } from '../domain/judgement.js';
import type { ChainDocument, YearDocument } from '../domain/ledger-document.js';
import type { PersonLedger } from '../domain/person-ledger.js';
import { resolveVersions, type Resolution } from '../domain/resolve-versions.js';
import type { DocumentKey } from '../ports/ledger-store.js';
import { headerOnly, type HeaderOnly } from './header-only.js';
import type { JudgedYear as PublishedYear } from './lake/ledger-rows.js';
import type { LedgerTools } from './ledger-tools.js';
import type { CollectedYear, RecentYears } from './recent-years.js';
import {
  activeJoins,
  headOf,
  loadChains,
  loadYears,
  personLedger,
  yearKey,
} from './person-documents.js';

/** With the current claims without service lines that belong to this year. */
export interface JudgedYear extends HeaderOnly {
  readonly token: string;
  readonly document: YearDocument;
  readonly person: PersonLedger;
  readonly resolution: Resolution;
  readonly view: YearView;
}

const BATCH = 256;

/**
 * In token order. Documents of tokens joined into another person are skipped: the head has them.
 */
export async function* judgedShard(
  tools: LedgerTools,
  year: number,
  shard: number,
): AsyncGenerator<JudgedYear> {
  for await (const batch of batches(tools.ledger.readShard(tools.tenantId, year, shard))) {
    yield* judgedBatch(tools, batch);
  }
}

/** The same for publishing: years that were judged just now are not folded again. */
export async function* publishedShard(
  tools: LedgerTools,
  place: { readonly year: number; readonly shard: number },
  recent: RecentYears,
): AsyncGenerator<PublishedYear | CollectedYear> {
  const documents = tools.ledger.readShard(tools.tenantId, place.year, place.shard);
  for await (const batch of batches(documents)) {
    const judged = new Map<string, PublishedYear | CollectedYear>();
    const unknown: YearDocument[] = [];
    for (const document of batch) {
      const known = recent.take(document);
      if (known === null) unknown.push(document);
      else judged.set(document.token, known);
    }
    for await (const each of judgedBatch(tools, unknown)) judged.set(each.token, each);
    for (const { token } of batch) {
      const each = judged.get(token);
      if (each !== undefined) yield each;
    }
  }
}

async function* batches(
  documents: AsyncIterable<YearDocument>,
): AsyncGenerator<readonly YearDocument[]> {
  let batch: YearDocument[] = [];
  for await (const document of documents) {
    batch.push(document);
    if (batch.length < BATCH) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}

async function* judgedBatch(
  tools: LedgerTools,
  documents: readonly YearDocument[],
): AsyncGenerator<JudgedYear> {
  const chains = await chainsOf(tools, documents);
  for (const document of documents) {
    const chain = chains.get(document.token);
    if (chain === undefined) throw new Error('a year document without its chain');
    const judged =
      activeJoins(chain).length === 0
        ? judgedYear(
            tools,
            document,
            new Map([[chain.token, chain]]),
            new Map([[yearKey(document.token, document.year), document]]),
          )
        : await judgedJoined(tools, document);
    if (judged !== null) yield judged;
  }
}

/** Read with the years where a store keeps both together, else asked for at once. */
async function chainsOf(
  tools: LedgerTools,
  documents: readonly YearDocument[],
): Promise<ReadonlyMap<string, ChainDocument>> {
  const chains = new Map<string, ChainDocument>();
  const keys: DocumentKey[] = [];
  for (const document of documents) {
    const { tenantId, token } = document;
    const beside = chainBeside(document);
    if (beside === null) keys.push({ kind: 'chain', tenantId, token });
    else chains.set(token, beside);
  }
  const loaded = keys.length === 0 ? [] : await tools.ledger.load(keys);
  for (const chain of loaded) if (chain?.kind === 'chain') chains.set(chain.token, chain);
  return chains;
}

async function judgedJoined(
  tools: LedgerTools,
  document: YearDocument,
): Promise<JudgedYear | null> {
  const chains = await loadChains(tools, [document.token]);
  if (headOf(chains) !== document.token) return null;
  return judgedYear(tools, document, chains, await loadYears(tools, chains, [document.year]));
}

function judgedYear(
  tools: LedgerTools,
  document: YearDocument,
  chains: ReadonlyMap<string, ChainDocument>,
  years: ReadonlyMap<string, YearDocument>,
): JudgedYear {
  const person = personLedger(chains, years);
  const resolution = resolveVersions(person.headers, tools.context.settings);
  return {
    token: document.token,
    document,
    person,
    resolution,
    view: foldYear(document.year, person, tools.context, resolution),
    ...headerOnly(person.versions, resolution),
  };
}
