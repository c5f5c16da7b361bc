// Second half of ingest: commits the spooled claims, one beneficiary at a time, many at once.
// The log of the lake is written before the ledger, so that no committed version lacks its log row.

import type { ClaimVersion } from '../domain/claim.js';
import type { IdentityJoin } from '../domain/ledger-document.js';
import type { ClaimSpool, SpooledClaim } from '../ports/claim-spool.js';
import { shardOf } from '../ports/ledger-store.js';
import { commitPrepared } from './commit-person.js';
import { lineCharges, type IntakeTools, type MarksByToken } from './ingest-claims.js';
import { countClaim, type IngestSummary } from './ingest-summary.js';
import { isOverfull, quarantineOverfull } from './overfull-documents.js';
import {
  JOIN_FROM_REMITTANCE,
  preparePerson,
  type PersonChange,
  type PreparedPerson,
} from './prepare-person.js';

export interface VersionOfToken {
  readonly token: string;
  readonly version: ClaimVersion;
}

/** Appends versions to the claim_lines log of the lake; durable when it resolves. */
export type WriteClaimLog = (versions: readonly VersionOfToken[]) => Promise<void>;

/** What one round of commits stored. */
export interface CommittedRound {
  readonly persons: readonly PreparedPerson[];
  /** Shards of which, if the spool hands out claims by shard, nothing more is to come. */
  readonly wholeShards: readonly number[];
}

export interface CommitStep {
  readonly writeLog: WriteClaimLog;
  readonly onProgress?: (committedClaims: number) => void;
  readonly onCommitted?: (round: CommittedRound) => Promise<void>;
}

/** Lines committed together: bounds memory, makes flushes few and the files of the log large. */
const LINES_PER_ROUND = 50_000;

export async function commitSpool(
  tools: IntakeTools,
  from: {
    readonly spool: ClaimSpool;
    readonly marks: MarksByToken;
    readonly summary: IngestSummary;
  },
  step: CommitStep,
): Promise<void> {
  const { spool, marks, summary } = from;
  let round: PersonChange[] = [];
  let lines = 0;
  for await (const part of spool.parts()) {
    for (const change of personChanges(tools, part, marks)) {
      round.push(change);
      for (const version of change.versions) lines += version.lines.length;
      if (lines < LINES_PER_ROUND) continue;
      await commitRound(tools, round, { summary, ...step });
      round = [];
      lines = 0;
    }
  }
  for (const [token, quarantined] of marks) round.push(emptyChange(token, { quarantined }));
  marks.clear();
  await commitRound(tools, round, { summary, ...step });
}

async function commitRound(
  tools: IntakeTools,
  changes: readonly PersonChange[],
  step: CommitStep & { readonly summary: IngestSummary },
): Promise<void> {
  const all = await Promise.all(changes.map((change) => preparePerson(tools, change)));
  const prepared = all.filter((person) => !isOverfull(person));
  for (const person of all) {
    if (!isOverfull(person)) continue;
    countDuplicates(step.summary, person);
    await quarantineOverfull(tools, person, step.summary);
  }
  const fresh = prepared.flatMap((person) =>
    person.fresh.map((version) => ({ token: person.change.token, version })),
  );
  if (fresh.length > 0) await step.writeLog(fresh);
  const persons = await Promise.all(prepared.map((person) => commitPrepared(tools, person)));
  for (const person of persons) countFates(step.summary, person);
  await releaseQuarantined(tools, persons);
  const { current, superseded } = step.summary.fates;
  step.onProgress?.(current.claims + superseded.claims);
  await step.onCommitted?.({ persons, wholeShards: wholeShards(changes) });
}

/** All but the last one, which the next round may go on with. */
function wholeShards(changes: readonly PersonChange[]): readonly number[] {
  const shards = [...new Set(changes.map(({ token }) => shardOf(token)))];
  return shards.slice(0, -1);
}

function countDuplicates(summary: IngestSummary, person: PreparedPerson): void {
  for (const version of person.duplicates) {
    countClaim(summary.fates.duplicate, version.lines.length, lineCharges(version));
  }
}

function countFates(summary: IngestSummary, person: PreparedPerson): void {
  countDuplicates(summary, person);
  for (const version of person.fresh) {
    const isCurrent = person.resolution.get(version.versionKey)?.kind === 'current';
    const fate = isCurrent ? summary.fates.current : summary.fates.superseded;
    countClaim(fate, version.lines.length, lineCharges(version));
  }
}

/** A quarantined claim of which a good version has now come leaves the quarantine. */
async function releaseQuarantined(
  tools: IntakeTools,
  committed: readonly PreparedPerson[],
): Promise<void> {
  const keys: string[] = [];
  for (const person of committed) {
    if (person.fresh.length === 0 || person.marks.length === 0) continue;
    const accepted = new Set(person.fresh.map((version) => version.claimKey));
    for (const mark of person.marks) {
      if (mark.claimKey !== null && accepted.has(mark.claimKey)) keys.push(mark.quarantineKey);
    }
  }
  if (keys.length > 0) await tools.quarantine.remove(tools.tenantId, keys);
}

function personChanges(
  tools: IntakeTools,
  part: readonly SpooledClaim[],
  marks: MarksByToken,
): readonly PersonChange[] {
  const byToken = new Map<string, SpooledClaim[]>();
  for (const claim of part) {
    const claims = byToken.get(claim.token);
    if (claims === undefined) byToken.set(claim.token, [claim]);
    else claims.push(claim);
  }
  return [...byToken].map(([token, claims]) => {
    const quarantined = marks.get(token) ?? [];
    marks.delete(token);
    return emptyChange(token, {
      quarantined,
      versions: claims.map((claim) => claim.version),
      joins: joinsOf(tools, claims),
    });
  });
}

function joinsOf(tools: IntakeTools, claims: readonly SpooledClaim[]): readonly IdentityJoin[] {
  const joins = new Map<string, IdentityJoin>();
  for (const { joinFrom, token } of claims) {
    if (joinFrom === null) continue;
    const joinKey = tools.tokens.keyedHash(['join', joinFrom, token]);
    const join = { joinKey, from: joinFrom, to: token, source: JOIN_FROM_REMITTANCE };
    joins.set(joinKey, { ...join, isUndone: false });
  }
  return [...joins.values()];
}

export function emptyChange(token: string, facts: Partial<PersonChange>): PersonChange {
  return {
    token,
    versions: [],
    joins: [],
    quarantined: [],
    seeds: [],
    cause: 'facts',
    ...facts,
  };
}
