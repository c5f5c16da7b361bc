// Works out what one change does to a person's documents, without writing: which versions are new,
// the refolded years, the crossings that changed. The write itself is commit-person's.

import type { ClaimVersion } from '../domain/claim.js';
import { crossingChanges, standingCrossings } from '../domain/crossing-events.js';
import { foldYear } from '../domain/fold-year.js';
import type { YearView } from '../domain/judgement.js';
import type {
  ChainDocument,
  IdentityJoin,
  OutboxEntry,
  QuarantineMark,
  Seed,
  StandingCrossing,
  YearDocument,
} from '../domain/ledger-document.js';
import { ZERO_CENTS, type Cents } from '../domain/money.js';
import { resolveVersions, type Resolution } from '../domain/resolve-versions.js';
import type { ThresholdGroup } from '../domain/reference.js';
import type { DocumentChange } from '../ports/ledger-store.js';
import { versionHeader } from './claim-identity.js';
import type { LedgerTools } from './ledger-tools.js';
import { viewDigest } from './view-digest.js';
import {
  emptyYear,
  headOf,
  loadChains,
  loadYears,
  personLedger,
  personsOf,
  yearKey,
} from './person-documents.js';

/** Facts to add to the ledger of one beneficiary; all are sets, and adding twice adds nothing. */
export interface PersonChange {
  readonly token: string;
  readonly versions: readonly ClaimVersion[];
  readonly joins: readonly IdentityJoin[];
  readonly quarantined: readonly QuarantineMark[];
  readonly seeds: readonly Seed[];
  /** `refold`: rules or settings changed; differences are one `restated` entry, no events. */
  readonly cause: 'facts' | 'refold';
}

export interface PreparedPerson {
  readonly change: PersonChange;
  readonly fresh: readonly ClaimVersion[];
  readonly duplicates: readonly ClaimVersion[];
  readonly resolution: Resolution;
  /** Claims of this person that are, or were, in quarantine. */
  readonly marks: readonly QuarantineMark[];
  /** Empty: the change adds nothing. */
  readonly changes: readonly DocumentChange[];
}

/** Source of joins that the payer's corrected number (835 NM1*74) makes. */
export const JOIN_FROM_REMITTANCE = 'NM1*74';

type Chains = Map<string, ChainDocument>;
type Years = Map<string, YearDocument>;

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
  const states = personsOf(chains).map((person) =>
    refold(tools, { chains, person, years, affected, cause: change.cause }),
  );
  const resolution = states.length === 1 ? states[0] : new Map(states.flatMap((part) => [...part]));
  if (resolution === undefined) throw new Error('a change without a person');
  const changes = [
    ...changedDocuments('chain', stored, chains),
    ...changedDocuments('year', storedYears, years),
  ];
  const marks = [...chains.values()].flatMap((chain) => chain.quarantined);
  return { change, fresh, duplicates, resolution, marks, changes };
}

function addVersions(
  chains: Chains,
  change: PersonChange,
): { readonly fresh: readonly ClaimVersion[]; readonly duplicates: readonly ClaimVersion[] } {
  const known = new Set<string>();
  for (const chain of chains.values()) {
    for (const header of chain.headers) known.add(header.versionKey);
  }
  const fresh: ClaimVersion[] = [];
  const duplicates: ClaimVersion[] = [];
  for (const version of change.versions) {
    if (known.has(version.versionKey)) duplicates.push(version);
    else fresh.push(version);
    known.add(version.versionKey);
  }
  if (fresh.length > 0) {
    updateChain(chains, change.token, (chain) => ({
      ...chain,
      headers: [...chain.headers, ...fresh.map(versionHeader)],
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
  known: { readonly change: PersonChange; readonly fresh: readonly ClaimVersion[] },
): readonly number[] | 'all' {
  const { change, fresh } = known;
  if (change.cause === 'refold' || change.joins.length > 0) return 'all';
  if (change.quarantined.length > 0) return 'all';
  const storedHeaders = [...stored.values()].flatMap((chain) => chain.headers);
  const storedClaims = new Set(storedHeaders.map((header) => header.claimKey));
  const headers = [...chains.values()].flatMap((chain) => chain.headers);
  const reaches =
    headers.some((header) => header.isReversal || header.replacesIcn !== null) ||
    fresh.some((version) => storedClaims.has(version.claimKey)) ||
    isMarkLifted(stored, fresh);
  if (reaches) return 'all';
  const years = new Set(change.seeds.map((seed) => seed.year));
  for (const version of fresh) for (const year of versionHeader(version).years) years.add(year);
  return [...years];
}

/** A claim that was in quarantine is accepted: every year that its mark lowered changes. */
function isMarkLifted(
  stored: ReadonlyMap<string, ChainDocument>,
  fresh: readonly ClaimVersion[],
): boolean {
  const claims = new Set(fresh.map((version) => version.claimKey));
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
    readonly fresh: readonly ClaimVersion[];
  },
): void {
  const { years, change, fresh } = known;
  const versionsByYear = new Map<number, ClaimVersion[]>();
  for (const version of fresh) {
    for (const year of versionHeader(version).years) {
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
  readonly cause: PersonChange['cause'];
}

/** Folds each affected year; the head's document carries the view, the others carry none. */
function refold(tools: LedgerTools, input: RefoldInput): Resolution {
  const { chains, years, cause } = input;
  const head = headOf(input.person);
  const allYears = new Set([...input.person.values()].flatMap((chain) => chain.years));
  const affected =
    input.affected === 'all' ? [...allYears] : input.affected.filter((year) => allYears.has(year));
  const person = personLedger(input.person, documentsOf(input.person, years));
  const resolution = resolveVersions(person.headers, tools.context.settings);
  for (const year of affected) {
    const view = foldYear(year, person, tools.context, resolution);
    yearDocument(tools, chains, { years, token: head, year });
    for (const token of input.person.keys()) {
      const document = years.get(yearKey(token, year));
      if (document === undefined) continue;
      const next = withView(tools, document, { view: token === head ? view : null, cause });
      years.set(yearKey(token, year), next);
    }
  }
  return resolution;
}

function documentsOf(
  person: ReadonlyMap<string, ChainDocument>,
  years: ReadonlyMap<string, YearDocument>,
): ReadonlyMap<string, YearDocument> {
  return new Map([...years].filter(([, document]) => person.has(document.token)));
}

function withView(
  tools: LedgerTools,
  document: YearDocument,
  known: { readonly view: YearView | null; readonly cause: PersonChange['cause'] },
): YearDocument {
  const digest = known.view === null ? '' : viewDigest(known.view);
  if (digest === document.viewDigest) return document;
  const standing = known.view === null ? [] : standingCrossings(known.view);
  const totals = viewTotals(known.view);
  const outbox =
    known.cause === 'refold' ? restated(tools, document) : withEvents(tools, document, standing);
  return { ...document, standing, totals, outbox, viewDigest: digest };
}

function viewTotals(view: YearView | null): Readonly<Record<ThresholdGroup, Cents>> {
  const cents = (group: ThresholdGroup): Cents =>
    view?.groups.find((each) => each.group === group)?.accumulatedCents ?? ZERO_CENTS;
  return { PT_SLP: cents('PT_SLP'), OT: cents('OT') };
}

function restated(tools: LedgerTools, document: YearDocument): readonly OutboxEntry[] {
  const eventSeq = document.outbox.length + 1;
  const eventId = tools.tokens.keyedHash([document.token, document.year, 'restated', eventSeq]);
  const entry: OutboxEntry = {
    eventSeq,
    eventId,
    type: 'restated',
    year: document.year,
    group: null,
    crossing: null,
  };
  return [...document.outbox, entry];
}

function withEvents(
  tools: LedgerTools,
  document: YearDocument,
  standing: readonly StandingCrossing[],
): readonly OutboxEntry[] {
  const outbox = [...document.outbox];
  for (const change of crossingChanges(document.year, document.standing, standing)) {
    const eventSeq = outbox.length + 1;
    const threshold = change.type.split('.')[0] ?? '';
    outbox.push({
      eventSeq,
      eventId: tools.tokens.keyedHash([
        document.token,
        document.year,
        change.group,
        threshold,
        eventSeq,
      ]),
      type: change.type,
      year: change.year,
      group: change.group,
      crossing: change.crossing,
    });
  }
  return outbox;
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
