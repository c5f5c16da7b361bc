// Moves one person to tokens of another key, in one step: every document as it stands, outbox,
// standing crossings and all, so that nothing is judged anew and no event is fired. The former
// tokens keep a chain with nothing but the join that leads on (DESIGN 4: an identity join is a
// version in the chain document), so that old reports and late claims still find the person.

import type {
  ChainDocument,
  IdentityJoin,
  QuarantineMark,
  YearDocument,
} from '../../domain/ledger-document.js';
import type { LedgerKeeper, Replacement } from '../../ports/ledger-keeper.js';
import type { DocumentChange } from '../../ports/ledger-store.js';
import { commitPerson } from '../commit-person.js';
import type { LedgerTools } from '../ledger-tools.js';
import {
  emptyChain,
  emptyYear,
  headOf,
  loadChains,
  loadYears,
  yearKey,
} from '../person-documents.js';
import { emptyChange, joinKeyOf } from '../person-change.js';
import type { Tokenizer } from '../tokenizer.js';
import { copyCursors, type AlertTools, type MovedDocument } from './person-alerts.js';

/** Source of the joins that a change of the token key leaves behind. */
const JOIN_FROM_ROTATION = 'token key rotation';

export interface RekeyTools extends LedgerTools, AlertTools {
  readonly tenantId: string;
  readonly keeper: LedgerKeeper;
  /** Of the new key. */
  readonly nextTokens: Tokenizer;
}

export interface Rekeying {
  /** Former token to new one, of everybody who has one. */
  readonly tokens: ReadonlyMap<string, string>;
  /** Former quarantine key to new one. */
  readonly quarantineKeys: ReadonlyMap<string, string>;
}

export type RekeyResult = 'moved' | 'unchanged';

const MAX_ATTEMPTS = 50;

/** Everything of the person who has this former token; doing it again changes nothing. */
export async function rekeyPerson(
  tools: RekeyTools,
  token: string,
  rekeying: Rekeying,
): Promise<RekeyResult> {
  for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt += 1) {
    await joinLateComers(tools, token, rekeying);
    const chains = await loadChains(tools, [token]);
    const former = [...chains.values()].filter((chain) => isToBeMoved(chain, rekeying));
    if (former.length === 0) return 'unchanged';
    const years = await loadYears(tools, chains, 'all');
    const replacement = replacementOf(tools, { chains, former, years, rekeying });
    const isNew = (next: string, year: number): boolean => !years.has(yearKey(next, year));
    await copyCursors(tools, moves(former, rekeying, isNew));
    const result = await tools.keeper.replace(replacement);
    if (result.kind === 'committed') return 'moved';
  }
  throw new Error('the ledger documents kept changing; try again');
}

/** Somebody took claims in under both keys: two persons until now, and one from here on. */
async function joinLateComers(
  tools: RekeyTools,
  token: string,
  { tokens }: Rekeying,
): Promise<void> {
  const next = tokens.get(token);
  if (next === undefined) return;
  const chains = await loadChains(tools, [token]);
  if (chains.has(next)) return;
  const own = await loadChains(tools, [next]);
  if ((own.get(next)?.version ?? 0) === 0) return;
  await commitPerson(tools, emptyChange(next, { joins: [rotationJoin(tools, token, next)] }));
}

/** Also who is in the vault alone: claims that are on their way will find the way on. */
function isToBeMoved(chain: ChainDocument, { tokens }: Rekeying): boolean {
  if (!tokens.has(chain.token)) return false;
  return (
    chain.headers.length > 0 ||
    chain.years.length > 0 ||
    chain.quarantined.length > 0 ||
    !chain.joins.some((join) => isWayOn(join, chain.token))
  );
}

/** The join that leads from a former token to its successor. */
function isWayOn(join: IdentityJoin, token: string): boolean {
  return join.source === JOIN_FROM_ROTATION && join.from === token;
}

function moves(
  former: readonly ChainDocument[],
  { tokens }: Rekeying,
  isNew: (next: string, year: number) => boolean,
): readonly MovedDocument[] {
  return former.flatMap(({ token: from, years }) => {
    const to = tokens.get(from) ?? '';
    return years.filter((year) => isNew(to, year)).map((year) => ({ from, to, year }));
  });
}

interface Person {
  readonly chains: ReadonlyMap<string, ChainDocument>;
  readonly former: readonly ChainDocument[];
  readonly years: ReadonlyMap<string, YearDocument>;
  readonly rekeying: Rekeying;
}

function replacementOf(tools: RekeyTools, person: Person): Replacement {
  const { chains, former, years, rekeying } = person;
  const chainsAfter = new Map(chains);
  const yearsAfter = new Map(years);
  for (const chain of former) {
    const next = rekeying.tokens.get(chain.token) ?? '';
    const target = chainsAfter.get(next) ?? emptyChain(tools.tenantId, next);
    chainsAfter.set(next, movedChain(tools, { chain, target, rekeying }));
    chainsAfter.set(chain.token, wayOn(tools, chain, next));
    for (const year of chain.years) {
      const document = years.get(yearKey(chain.token, year));
      if (document === undefined) throw new Error('a chain names a year that is not stored');
      const there = yearsAfter.get(yearKey(next, year)) ?? emptyYear(tools.tenantId, next, year);
      yearsAfter.delete(yearKey(chain.token, year));
      yearsAfter.set(yearKey(next, year), movedYear(document, there));
    }
  }
  keepHead(tools, person, { chains: chainsAfter, years: yearsAfter });
  return changedDocuments(person, chainsAfter, yearsAfter);
}

function movedChain(
  tools: RekeyTools,
  known: {
    readonly chain: ChainDocument;
    readonly target: ChainDocument;
    readonly rekeying: Rekeying;
  },
): ChainDocument {
  const { chain, target, rekeying } = known;
  const joins = new Map(target.joins.map((join) => [join.joinKey, join]));
  for (const join of chain.joins) {
    // Ways from former tokens stay with those.
    if (join.source === JOIN_FROM_ROTATION) continue;
    const moved = movedJoin(tools, join, rekeying);
    joins.set(moved.joinKey, moved);
  }
  const way = rotationJoin(tools, chain.token, target.token);
  joins.set(way.joinKey, way);
  const headers = new Map(target.headers.map((header) => [header.versionKey, header]));
  for (const header of chain.headers) {
    if (!headers.has(header.versionKey)) headers.set(header.versionKey, header);
  }
  const marks = new Map(target.quarantined.map((mark) => [mark.quarantineKey, mark]));
  for (const mark of chain.quarantined) {
    const moved = movedMark(mark, rekeying);
    marks.set(moved.quarantineKey, moved);
  }
  return {
    ...target,
    headers: [...headers.values()],
    joins: [...joins.values()],
    quarantined: [...marks.values()],
    years: [...new Set([...target.years, ...chain.years])].sort((left, right) => left - right),
  };
}

/** What is left under the former token: nothing but where to go, and where older ones came from. */
function wayOn(tools: RekeyTools, chain: ChainDocument, next: string): ChainDocument {
  const way = rotationJoin(tools, chain.token, next);
  const older = chain.joins.filter(
    (join) => join.source === JOIN_FROM_ROTATION && join.joinKey !== way.joinKey,
  );
  return { ...chain, headers: [], joins: [...older, way], quarantined: [], years: [] };
}

/** Both are parts of one person's year; of the two only one ever carries the view. */
function movedYear(from: YearDocument, to: YearDocument): YearDocument {
  const known = new Set(to.versions.map(({ versionKey }) => versionKey));
  // With their keys: of two readings of one day the greater key holds, and must go on to.
  const seeds = new Map([...to.seeds, ...from.seeds].map((seed) => [seed.seedKey, seed]));
  const view = from.viewDigest === '' ? to : from;
  return {
    ...to,
    versions: [...to.versions, ...from.versions.filter((each) => !known.has(each.versionKey))],
    seeds: [...seeds.values()],
    outbox: [...to.outbox, ...from.outbox].map((entry, at) => ({ ...entry, eventSeq: at + 1 })),
    standing: view.standing,
    totals: view.totals,
    viewDigest: view.viewDigest,
  };
}

/** Where several tokens lead nowhere the smallest is the head: with new names maybe another. */
function keepHead(
  tools: RekeyTools,
  { chains, rekeying }: Person,
  after: { readonly chains: Map<string, ChainDocument>; readonly years: Map<string, YearDocument> },
): void {
  const before = headOf(chains);
  const was = rekeying.tokens.get(before) ?? before;
  const head = headOf(after.chains);
  if (was === head) return;
  for (const [key, document] of after.years) {
    if (document.token !== was || document.viewDigest === '') continue;
    const { year, standing, totals, outbox, viewDigest } = document;
    const empty = emptyYear(tools.tenantId, was, year);
    const there = after.years.get(yearKey(head, year)) ?? emptyYear(tools.tenantId, head, year);
    after.years.set(key, {
      ...document,
      standing: empty.standing,
      totals: empty.totals,
      outbox: there.outbox,
      viewDigest: '',
    });
    after.years.set(yearKey(head, year), { ...there, standing, totals, outbox, viewDigest });
    const chain = after.chains.get(head);
    if (chain === undefined) throw new Error('a head without its chain');
    if (chain.years.includes(year)) continue;
    const years = [...chain.years, year].sort((left, right) => left - right);
    after.chains.set(head, { ...chain, years });
  }
}

function changedDocuments(
  { chains, years }: Person,
  chainsAfter: ReadonlyMap<string, ChainDocument>,
  yearsAfter: ReadonlyMap<string, YearDocument>,
): Replacement {
  const puts: DocumentChange[] = [];
  for (const [token, chain] of chainsAfter) {
    if (chain === chains.get(token)) continue;
    puts.push({ document: { kind: 'chain', ...chain, version: chain.version + 1 } });
  }
  for (const [key, document] of yearsAfter) {
    if (document === years.get(key)) continue;
    puts.push({ document: { kind: 'year', ...document, version: document.version + 1 } });
  }
  const removals = [...years]
    .filter(([key]) => !yearsAfter.has(key))
    .map(([, { tenantId, token, year, version }]) => {
      return { key: { kind: 'year', tenantId, token, year } as const, version };
    });
  return { puts, removals };
}

function movedJoin(tools: RekeyTools, join: IdentityJoin, { tokens }: Rekeying): IdentityJoin {
  const from = tokens.get(join.from) ?? join.from;
  const to = tokens.get(join.to) ?? join.to;
  return { ...join, from, to, joinKey: joinKeyOf(tools.nextTokens, from, to) };
}

function movedMark(mark: QuarantineMark, { quarantineKeys }: Rekeying): QuarantineMark {
  const quarantineKey = quarantineKeys.get(mark.quarantineKey) ?? mark.quarantineKey;
  return { ...mark, quarantineKey };
}

function rotationJoin(tools: RekeyTools, from: string, to: string): IdentityJoin {
  const joinKey = joinKeyOf(tools.nextTokens, from, to);
  return { joinKey, from, to, source: JOIN_FROM_ROTATION, isUndone: false };
}
