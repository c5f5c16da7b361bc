// Works out what one change does to a person's documents, without writing: which versions are new,
// the refolded years, the crossings that changed. The write itself is commit-person's.

import type { ClaimVersion } from '../domain/claim.js';
import { foldYear } from '../domain/fold-year.js';
import type {
  ChainDocument,
  IdentityJoin,
  QuarantineMark,
  Seed,
  VersionHeader,
  YearDocument,
} from '../domain/ledger-document.js';
import { resolveVersions, type Resolution } from '../domain/resolve-versions.js';
import type { DocumentChange } from '../ports/ledger-store.js';
import { versionHeader } from './claim-identity.js';
import { headerOnly } from './header-only.js';
import type { JudgedYear } from './lake/ledger-rows.js';
import type { LedgerTools } from './ledger-tools.js';
import {
  emptyYear,
  headOf,
  loadChains,
  loadYears,
  personLedger,
  personsOf,
  yearKey,
} from './person-documents.js';
import { withView, type ChangeCause } from './with-view.js';

/** Facts to add to the ledger of one beneficiary; all are sets, and adding twice adds nothing. */
export interface PersonChange {
  readonly token: string;
  readonly versions: readonly ClaimVersion[];
  readonly joins: readonly IdentityJoin[];
  readonly quarantined: readonly QuarantineMark[];
  readonly seeds: readonly Seed[];
  readonly cause: ChangeCause;
}

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

/** Source of joins that the payer's corrected number (835 NM1*74) makes. */
export const JOIN_FROM_REMITTANCE = 'NM1*74';

type Chains = Map<string, ChainDocument>;
type Years = Map<string, YearDocument>;

interface Fresh {
  readonly version: ClaimVersion;
  readonly header: VersionHeader;
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
  const storedYears = await loadYears(tools, chains, affected);
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

function addVersions(
  chains: Chains,
  change: PersonChange,
): { readonly fresh: readonly Fresh[]; readonly duplicates: readonly ClaimVersion[] } {
  const known = new Set<string>();
  for (const chain of chains.values()) {
    for (const header of chain.headers) known.add(header.versionKey);
  }
  const fresh: Fresh[] = [];
  const duplicates: ClaimVersion[] = [];
  for (const version of change.versions) {
    if (known.has(version.versionKey)) duplicates.push(version);
    else fresh.push({ version, header: versionHeader(version) });
    known.add(version.versionKey);
  }
  if (fresh.length > 0) {
    updateChain(chains, change.token, (chain) => ({
      ...chain,
      headers: [...chain.headers, ...fresh.map(({ header }) => header)],
    }));
  }
  return { fresh, duplicates };
}

function addJoins(chains: Chains, joins: readonly IdentityJoin[]): void {
  for (const join of joins) {
    for (const token of [join.from, join.to]) {
      updateChain(chains, token, (chain) => {
        const known = chain.joins.find((each) => each.joinKey === join.joinKey);
        if (known?.isUndone === join.isUndone) return chain;
        // What a person took apart is not joined again by the same remittance.
        if (known !== undefined && !join.isUndone && join.source === JOIN_FROM_REMITTANCE) {
          return chain;
        }
        const others = chain.joins.filter((each) => each.joinKey !== join.joinKey);
        return { ...chain, joins: [...others, join] };
      });
    }
  }
}

function addMarks(chains: Chains, change: PersonChange): void {
  if (change.quarantined.length === 0) return;
  updateChain(chains, change.token, (chain) => {
    const known = new Set(chain.quarantined.map((mark) => mark.quarantineKey));
    const added = change.quarantined.filter((mark) => !known.has(mark.quarantineKey));
    return added.length === 0 ? chain : { ...chain, quarantined: [...chain.quarantined, ...added] };
  });
}

/** Adjustments and joins reach across years; without any, a version concerns its own years only. */
function affectedYears(
  stored: ReadonlyMap<string, ChainDocument>,
  chains: ReadonlyMap<string, ChainDocument>,
  known: { readonly change: PersonChange; readonly fresh: readonly Fresh[] },
): readonly number[] | 'all' {
  const { change, fresh } = known;
  if (change.cause === 'refold' || change.joins.length > 0) return 'all';
  if (change.quarantined.length > 0) return 'all';
  const storedHeaders = [...stored.values()].flatMap((chain) => chain.headers);
  const storedClaims = new Set(storedHeaders.map((header) => header.claimKey));
  const headers = [...chains.values()].flatMap((chain) => chain.headers);
  const reaches =
    headers.some((header) => header.isReversal || header.replacesIcn !== null) ||
    fresh.some(({ header }) => storedClaims.has(header.claimKey)) ||
    isMarkLifted(stored, fresh);
  if (reaches) return 'all';
  const years = new Set(change.seeds.map((seed) => seed.year));
  for (const { header } of fresh) for (const year of header.years) years.add(year);
  return [...years];
}

/** A claim that was in quarantine is accepted: every year that its mark lowered changes. */
function isMarkLifted(
  stored: ReadonlyMap<string, ChainDocument>,
  fresh: readonly Fresh[],
): boolean {
  const claims = new Set(fresh.map(({ header }) => header.claimKey));
  return [...stored.values()].some((chain) =>
    chain.quarantined.some((mark) => mark.claimKey !== null && claims.has(mark.claimKey)),
  );
}

function addToYears(
  tools: LedgerTools,
  chains: Chains,
  known: {
    readonly years: Years;
    readonly change: PersonChange;
    readonly fresh: readonly Fresh[];
  },
): void {
  const { years, change, fresh } = known;
  const versionsByYear = new Map<number, ClaimVersion[]>();
  for (const { version, header } of fresh) {
    for (const year of header.years) {
      const versions = versionsByYear.get(year);
      if (versions === undefined) versionsByYear.set(year, [version]);
      else versions.push(version);
    }
  }
  for (const [year, versions] of versionsByYear) {
    const document = yearDocument(tools, chains, { years, token: change.token, year });
    years.set(yearKey(change.token, year), {
      ...document,
      versions: [...document.versions, ...versions],
    });
  }
  for (const seed of change.seeds) {
    const document = yearDocument(tools, chains, { years, token: change.token, year: seed.year });
    if (document.seeds.some((each) => each.seedKey === seed.seedKey)) continue;
    years.set(yearKey(change.token, seed.year), { ...document, seeds: [...document.seeds, seed] });
  }
}

/** The document of a token and year, created (and entered in the chain) when there is none. */
function yearDocument(
  tools: LedgerTools,
  chains: Chains,
  at: { readonly years: Years; readonly token: string; readonly year: number },
): YearDocument {
  const known = at.years.get(yearKey(at.token, at.year));
  if (known !== undefined) return known;
  updateChain(chains, at.token, (chain) =>
    chain.years.includes(at.year)
      ? chain
      : { ...chain, years: [...chain.years, at.year].sort((left, right) => left - right) },
  );
  const created = emptyYear(tools.tenantId, at.token, at.year);
  at.years.set(yearKey(at.token, at.year), created);
  return created;
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

function updateChain(
  chains: Chains,
  token: string,
  update: (chain: ChainDocument) => ChainDocument,
): void {
  const chain = chains.get(token);
  if (chain === undefined) throw new Error('a chain that was not loaded');
  chains.set(token, update(chain));
}

function changedDocuments(
  kind: 'chain' | 'year',
  before: ReadonlyMap<string, ChainDocument | YearDocument>,
  after: ReadonlyMap<string, ChainDocument | YearDocument>,
): readonly DocumentChange[] {
  const changes: DocumentChange[] = [];
  for (const [key, document] of after) {
    if (document === before.get(key)) continue;
    const next = { ...document, version: document.version + 1 };
    changes.push({ document: { kind, ...next } as DocumentChange['document'] });
  }
  return changes;
}
