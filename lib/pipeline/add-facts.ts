// Adds the facts of a change to a person's documents, before anything is judged anew: which claim
// versions are new, which joins and marks, and which years they reach.

import type { ClaimVersion } from '../domain/claim.js';
import type {
  ChainDocument,
  IdentityJoin,
  VersionHeader,
  YearDocument,
} from '../domain/ledger-document.js';
import { settledMarkKeys } from '../domain/open-marks.js';
import { versionHeader } from './claim-identity.js';
import type { LedgerTools } from './ledger-tools.js';
import { JOIN_FROM_REMITTANCE, type PersonChange } from './person-change.js';
import { emptyYear, yearKey } from './person-documents.js';

export type Chains = Map<string, ChainDocument>;
export type Years = Map<string, YearDocument>;

export interface Fresh {
  readonly version: ClaimVersion;
  readonly header: VersionHeader;
}

export function addVersions(
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

export function addJoins(chains: Chains, joins: readonly IdentityJoin[]): void {
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

export function addMarks(chains: Chains, change: PersonChange): void {
  if (change.quarantined.length === 0) return;
  updateChain(chains, change.token, (chain) => {
    const known = new Set(chain.quarantined.map((mark) => mark.quarantineKey));
    const added = change.quarantined.filter((mark) => !known.has(mark.quarantineKey));
    return added.length === 0 ? chain : { ...chain, quarantined: [...chain.quarantined, ...added] };
  });
}

/** Adjustments and joins reach across years; without any, a version concerns its own years only. */
export function affectedYears(
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
  const marks = [...stored.values()].flatMap((chain) => chain.quarantined);
  if (marks.length === 0) return false;
  const settled = settledMarkKeys(fresh.map(({ header }) => header));
  return marks.some((mark) => mark.claimKey !== null && settled.has(mark.claimKey));
}

export function addToYears(
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
export function yearDocument(
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

function updateChain(
  chains: Chains,
  token: string,
  update: (chain: ChainDocument) => ChainDocument,
): void {
  const chain = chains.get(token);
  if (chain === undefined) throw new Error('a chain that was not loaded');
  chains.set(token, update(chain));
}
