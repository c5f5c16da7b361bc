// Second half of ingest: commits the spooled claims, one beneficiary at a time, many at once.
// The log of the lake is written before the ledger, so that no committed version lacks its log row.

import type { ClaimVersion } from '../domain/claim.js';
import { groupBy } from '../domain/group-by.js';
import type { IdentityJoin, QuarantineMark } from '../domain/ledger-document.js';
import type { ClaimSpool, SpooledClaim } from '../ports/claim-spool.js';
import { shardOf } from '../ports/ledger-store.js';
import { commitPrepared } from './commit-person.js';
import type { IntakeTools, MarksByToken } from './ingest-claims.js';
import type { IngestSummary } from './ingest-summary.js';
import { overfullReason, quarantineOverfull, tooLargeReason } from './overfull-documents.js';
import { countFates, pendingPerson, type PendingPerson } from './pending-person.js';
import {
  emptyChange,
  JOIN_FROM_REMITTANCE,
  joinKeyOf,
  type PersonChange,
} from './person-change.js';
import { preparePerson, type PreparedPerson } from './prepare-person.js';
import type { YearOfToken } from './recent-years.js';

export interface VersionOfToken {
  readonly token: string;
  readonly version: ClaimVersion;
}

/** The claim_lines log of the lake: takes versions at once, is durable when `write` resolves. */
export interface CommitLog {
  add(versions: readonly VersionOfToken[]): void;
  write(): Promise<unknown>;
}

export interface CommitStep {
  readonly log: CommitLog;
  readonly onProgress?: (committedClaims: number) => void;
  /** A person is judged, and not yet stored: nobody holds the views after this call. */
  readonly onJudged?: (person: PreparedPerson) => void;
  /** Somebody else was faster: these years were judged for nothing. */
  readonly onOutdated?: (years: readonly YearOfToken[]) => void;
  /** Shards of which, if the spool hands out claims by shard, nothing more is to come. */
  readonly onCommitted?: (wholeShards: readonly number[]) => Promise<void>;
}

interface Round {
  readonly persons: PendingPerson[];
  readonly shards: Set<number>;
  lines: number;
}

/** Lines committed together: makes flushes few and the files of the log large. */
const LINES_PER_ROUND = 50_000;

type CommitInput = CommitStep & { readonly summary: IngestSummary };

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
  const input: CommitInput = { summary, ...step };
  let round = newRound();
  for await (const part of spool.parts()) {
    for (const { token, claims } of byToken(part)) {
      const quarantined = marks.get(token) ?? [];
      marks.delete(token);
      await addPerson(tools, () => personChange(tools, token, { claims, quarantined }), {
        round,
        input,
      });
      if (round.lines < LINES_PER_ROUND) continue;
      await commitRound(tools, round, input);
      round = newRound();
    }
  }
  for (const [token, quarantined] of marks) {
    await addPerson(tools, () => emptyChange(token, { quarantined }), { round, input });
  }
  marks.clear();
  await commitRound(tools, round, input);
}

function newRound(): Round {
  return { persons: [], shards: new Set(), lines: 0 };
}

/** Judges one person and lets go of all but what its commit needs. */
async function addPerson(
  tools: IntakeTools,
  makeChange: () => PersonChange,
  { round, input }: { readonly round: Round; readonly input: CommitInput },
): Promise<void> {
  const person = await preparePerson(tools, makeChange());
  const { token, versions } = person.change;
  round.shards.add(shardOf(token));
  for (const version of versions) round.lines += version.lines.length;
  const pending = pendingPerson(person, makeChange);
  const overfull = overfullReason(pending.changes);
  if (overfull !== null) {
    await setAside(tools, person, { message: overfull, input });
    return;
  }
  if (person.fresh.length > 0) {
    input.log.add(person.fresh.map((version) => ({ token, version })));
  }
  input.onJudged?.(person);
  round.persons.push(pending);
}

/** The log before the ledger. */
async function commitRound(tools: IntakeTools, round: Round, input: CommitInput): Promise<void> {
  const { summary } = input;
  await input.log.write();
  const released = await Promise.all(
    round.persons.map(async (person) => {
      const stored = await commitPending(tools, person, input);
      if (stored === null) return [];
      countFates(summary, stored);
      return stored.released;
    }),
  );
  const keys = released.flat();
  if (keys.length > 0) await tools.quarantine.remove(tools.tenantId, keys);
  const { current, superseded } = summary.fates;
  input.onProgress?.(current.claims + superseded.claims);
  await input.onCommitted?.([...round.shards].slice(0, -1));
}

/** Null when it cannot be stored: its new claims are in quarantine, and counted there. */
async function commitPending(
  tools: IntakeTools,
  pending: PendingPerson,
  input: CommitInput,
): Promise<PendingPerson | null> {
  try {
    const stored = await commitPrepared(tools, pending);
    if (!('folded' in stored)) return stored;
    input.onOutdated?.(pending.years);
    input.onJudged?.(stored);
    return pendingPerson(stored, () => stored.change);
  } catch (error) {
    const message = tooLargeReason(error);
    if (message === null) throw error;
    input.onOutdated?.(pending.years);
    await setAside(tools, await preparePerson(tools, pending.change), { message, input });
    return null;
  }
}

/** What the ledger has already are duplicates; the rest goes to quarantine. */
async function setAside(
  tools: IntakeTools,
  person: PreparedPerson,
  { message, input }: { readonly message: string; readonly input: CommitInput },
): Promise<void> {
  const { summary } = input;
  const { duplicate } = pendingPerson(person, () => person.change).fates;
  countFates(summary, { fates: { duplicate } });
  const claims = { token: person.change.token, versions: person.fresh };
  await quarantineOverfull(tools, claims, { summary, message });
}

interface ClaimsOfToken {
  readonly token: string;
  readonly claims: readonly SpooledClaim[];
}

/** In the order of tokens, so that the same claims in any order make the same log. */
function byToken(part: readonly SpooledClaim[]): readonly ClaimsOfToken[] {
  return [...groupBy(part, ({ token }) => token)]
    .map(([token, claims]) => ({ token, claims }))
    .sort((left, right) => (left.token < right.token ? -1 : 1));
}

function personChange(
  tools: IntakeTools,
  token: string,
  known: {
    readonly claims: readonly SpooledClaim[];
    readonly quarantined: readonly QuarantineMark[];
  },
): PersonChange {
  const { claims, quarantined } = known;
  return emptyChange(token, {
    quarantined,
    versions: claims
      .map((claim) => claim.version)
      .sort((left, right) => (left.versionKey < right.versionKey ? -1 : 1)),
    joins: joinsOf(tools, claims),
  });
}

function joinsOf(tools: IntakeTools, claims: readonly SpooledClaim[]): readonly IdentityJoin[] {
  const joins = new Map<string, IdentityJoin>();
  for (const { joinFrom, token } of claims) {
    if (joinFrom === null) continue;
    const joinKey = joinKeyOf(tools.tokens, joinFrom, token);
    const join = { joinKey, from: joinFrom, to: token, source: JOIN_FROM_REMITTANCE };
    joins.set(joinKey, { ...join, isUndone: false });
  }
  return [...joins.values()];
}
