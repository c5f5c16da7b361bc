// Works out what one change does to a person's documents, without writing: which versions are new,
// the refolded years, the crossings that changed. The write itself is commit-person's.

import type { ClaimVersion } from '../domain/claim.js';
import { foldYear } from '../domain/fold-year.js';
import type { ChainDocument, QuarantineMark, YearDocument } from '../domain/ledger-document.js';
import { resolveVersions, type Resolution } from '../domain/resolve-versions.js';
import type { DocumentChange } from '../ports/ledger-store.js';
import {
  addJoins,
  addMarks,
  addToYears,
  addVersions,
  affectedYears,
  yearDocument,
  type Chains,
  type Years,
} from './add-facts.js';
import { headerOnly } from './header-only.js';
import type { JudgedYear } from './lake/ledger-rows.js';
import type { LedgerTools } from './ledger-tools.js';
import type { PersonChange } from './person-change.js';
import {
  headOf,
  loadChains,
  loadYears,
  personLedger,
  personsOf,
  yearKey,
} from './person-documents.js';
import { withView, type ChangeCause } from './with-view.js';

export interface PreparedPerson {
  readonly change: PersonChange;
  readonly fresh: readonly ClaimVersion[];
  readonly duplicates: readonly ClaimVersion[];
  readonly resolution: Resolution;
  /** The years that were folded for the change, changed or not. */
  readonly folded: readonly FoldedYear[];
  /** Claims of this person that are, or were, in quarantine. */
  readonly marks: readonly QuarantineMark[];
  /** Empty: the change adds nothing. */
  readonly changes: readonly DocumentChange[];
}

export interface FoldedYear {
  /** Of the document that carries it, once the change is stored. */
  readonly version: number;
  readonly judged: JudgedYear;
}

export async function preparePerson(
  tools: LedgerTools,
  change: PersonChange,
): Promise<PreparedPerson> {
  const endpoints = change.joins.flatMap((join) => [join.from, join.to]);
  const stored = await loadChains(tools, [change.token, ...endpoints]);
  const chains: Chains = new Map(stored);
  const { fresh, duplicates } = addVersions(chains, change);
  addJoins(chains, change.joins);
  addMarks(chains, change);
  const affected = affectedYears(stored, chains, { change, fresh });
  // By the chains as they were read, which may have their years beside them.
  const storedYears = await loadYears(tools, stored, affected);
  const years: Years = new Map(storedYears);
  addToYears(tools, chains, { years, change, fresh });
  // One person, unless a join was taken apart just now: then each part is folded by itself.
  const parts = personsOf(chains).map((person) =>
    refold(tools, { chains, person, years, affected, cause: change.cause }),
  );
  const [only] = parts;
  if (only === undefined) throw new Error('a change without a person');
  const resolution =
    parts.length === 1 ? only.resolution : new Map(parts.flatMap((part) => [...part.resolution]));
  const judged = parts.flatMap((part) => part.judged);
  const changes = [
    ...changedDocuments('chain', stored, chains),
    ...changedDocuments('year', storedYears, years),
  ];
  if (changes.length > 0) changes.unshift(...readChains(stored, chains));
  return {
    change,
    fresh: fresh.map(({ version }) => version),
    duplicates,
    resolution,
    folded: judged.map((each) => foldedYear(each, storedYears, years)),
    marks: [...chains.values()].flatMap((chain) => chain.quarantined),
    changes,
  };
}

function foldedYear(
  judged: JudgedYear,
  before: ReadonlyMap<string, YearDocument>,
  after: ReadonlyMap<string, YearDocument>,
): FoldedYear {
  const key = yearKey(judged.token, judged.view.year);
  const document = after.get(key);
  if (document === undefined) throw new Error('a folded year without its document');
  const isWritten = document !== before.get(key);
  return { version: isWritten ? document.version + 1 : document.version, judged };
}

interface RefoldInput {
  readonly chains: Chains;
  /** The chains of one person among them. */
  readonly person: ReadonlyMap<string, ChainDocument>;
  readonly years: Years;
  readonly affected: readonly number[] | 'all';
  readonly cause: ChangeCause;
}

interface FoldedPerson {
  readonly resolution: Resolution;
  readonly judged: readonly JudgedYear[];
}

/** Folds each affected year; the head's document carries the view, the others carry none. */
function refold(tools: LedgerTools, input: RefoldInput): FoldedPerson {
  const { chains, person, years, cause } = input;
  const head = headOf(person);
  const allYears = new Set([...person.values()].flatMap((chain) => chain.years));
  const affected =
    input.affected === 'all' ? [...allYears] : input.affected.filter((year) => allYears.has(year));
  const headers = [...person.values()].flatMap((chain) => chain.headers);
  const resolution = resolveVersions(headers, tools.context.settings);
  const judged = affected.map((year) => {
    yearDocument(tools, chains, { years, token: head, year });
    const documents = documentsOf(person, years, year);
    const ledger = personLedger(person, documents);
    const view = foldYear(year, ledger, tools.context, resolution);
    for (const [key, document] of documents) {
      const next = withView(tools, document, {
        view: document.token === head ? view : null,
        cause,
      });
      years.set(key, next);
    }
    return { token: head, view, ...headerOnly(ledger.versions, resolution) };
  });
  return { resolution, judged };
}

function documentsOf(
  person: ReadonlyMap<string, ChainDocument>,
  years: ReadonlyMap<string, YearDocument>,
  year: number,
): ReadonlyMap<string, YearDocument> {
  const documents = [...years].filter(
    ([, document]) => document.year === year && person.has(document.token),
  );
  return new Map(documents);
}

function changedDocuments(
  kind: 'chain' | 'year',
  before: ReadonlyMap<string, ChainDocument | YearDocument>,
  after: ReadonlyMap<string, ChainDocument | YearDocument>,
): DocumentChange[] {
  const changes: DocumentChange[] = [];
  for (const [key, document] of after) {
    if (document === before.get(key)) continue;
    const next = { ...document, version: document.version + 1 };
    changes.push({ document: { kind, ...next } as DocumentChange['document'] });
  }
  return changes;
}

/**
 * Chains that the folds read and nothing changed: stored again as they are, so that a change which
 * came in between, in whichever year, makes the commit a conflict.
 */
function readChains(
  before: ReadonlyMap<string, ChainDocument>,
  after: ReadonlyMap<string, ChainDocument>,
): readonly DocumentChange[] {
  return [...after]
    .filter(([token, chain]) => chain.version > 0 && chain === before.get(token))
    .map(([, chain]) => ({ document: { kind: 'chain', ...chain, version: chain.version + 1 } }));
}
