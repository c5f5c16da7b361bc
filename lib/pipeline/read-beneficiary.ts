// The ledger of one beneficiary as a person asks for it: every year judged, in either order.

import { foldYear, yearsOf } from '../domain/fold-year.js';
import type { YearView } from '../domain/judgement.js';
import type { IdentityJoin, OutboxEntry, Seed, VersionHeader } from '../domain/ledger-document.js';
import { openMarks } from '../domain/open-marks.js';
import { resolveVersions, type Resolution } from '../domain/resolve-versions.js';
import type { LedgerTools } from './ledger-tools.js';
import { headOf, loadChains, loadYears, personLedger } from './person-documents.js';

export interface BeneficiaryLedger {
  /** The head token. */
  readonly token: string;
  readonly tokens: readonly string[];
  readonly years: readonly YearView[];
  readonly seeds: readonly Seed[];
  readonly joins: readonly IdentityJoin[];
  readonly headers: readonly VersionHeader[];
  readonly resolution: Resolution;
  readonly events: readonly OutboxEntry[];
  readonly quarantinedClaims: number;
}

/** Null when the ledger knows nothing of the token. */
export async function readBeneficiary(
  tools: LedgerTools,
  token: string,
): Promise<BeneficiaryLedger | null> {
  const chains = await loadChains(tools, [token]);
  if ([...chains.values()].every((chain) => chain.version === 0)) return null;
  const documents = await loadYears(tools, chains, 'all');
  const person = personLedger(chains, documents);
  const resolution = resolveVersions(person.headers, tools.context.settings);
  return {
    token: headOf(chains),
    tokens: [...chains.keys()].sort(),
    years: yearsOf(person).map((year) => foldYear(year, person, tools.context, resolution)),
    seeds: person.seeds,
    joins: [...chains.values()].flatMap((chain) => chain.joins),
    headers: person.headers,
    resolution,
    events: [...documents.values()].flatMap((document) => document.outbox),
    quarantinedClaims: openMarks(person.quarantined, person.headers).length,
  };
}
