// What changed between two runs, and why: the provider's own counts, the peers', or the rules and
// the method. A score that moved without a reason would be worth nothing in an interview.

import type { PatternId } from '../../domain/patterns/pattern-finding.js';
import type { ProviderScore } from '../../domain/score/score-providers.js';
import type { ScorePart } from '../../domain/score/score-part.js';
import type { RunVersions, ScoreRun } from './score-run.js';

export type ChangeReason = 'own_counts' | 'peers' | 'method';

export interface PartChange {
  readonly pattern: PatternId;
  readonly before: PartState;
  readonly after: PartState;
  readonly reasons: readonly ChangeReason[];
}

export type PartState = Pick<ScorePart, 'hundredths' | 'hits' | 'n' | 'peerShare' | 'notJudged'>;

export interface OutcomeChange {
  readonly pattern: PatternId;
  readonly before: string | null;
  readonly after: string | null;
}

export interface ProviderChange {
  readonly role: ProviderScore['role'];
  readonly npi: string;
  /** Null: not in that run. */
  readonly beforeHundredths: number | null;
  readonly afterHundredths: number | null;
  readonly parts: readonly PartChange[];
  readonly outcomes: readonly OutcomeChange[];
}

export interface RunDiff {
  readonly before: string;
  readonly after: string;
  readonly periodBefore: ScoreRun['period'];
  readonly periodAfter: ScoreRun['period'];
  readonly versions: readonly {
    readonly what: keyof RunVersions;
    readonly before: string;
    readonly after: string;
  }[];
  /** Those that changed: the largest move first. */
  readonly providers: readonly ProviderChange[];
  readonly unchangedProviders: number;
}

export function diffRuns(before: ScoreRun, after: ScoreRun): RunDiff {
  const old = new Map(before.providers.map((each) => [keyOf(each), each]));
  const now = new Map(after.providers.map((each) => [keyOf(each), each]));
  const keys = [...new Set([...old.keys(), ...now.keys()])];
  const changes = keys
    .map((key) => providerChange(old.get(key) ?? null, now.get(key) ?? null))
    .filter((change) => change !== null)
    .sort(compareChanges);
  return {
    before: before.runId,
    after: after.runId,
    periodBefore: before.period,
    periodAfter: after.period,
    versions: versionChanges(before.versions, after.versions),
    providers: changes,
    unchangedProviders: keys.length - changes.length,
  };
}

function providerChange(
  before: ProviderScore | null,
  after: ProviderScore | null,
): ProviderChange | null {
  const { role, npi } = required(after ?? before);
  const parts = partChanges(before?.parts ?? [], after?.parts ?? []);
  const outcomes = outcomeChanges(before?.patterns ?? [], after?.patterns ?? []);
  const isSame = before !== null && after !== null && before.hundredths === after.hundredths;
  if (isSame && parts.length === 0 && outcomes.length === 0) return null;
  return {
    role,
    npi,
    beforeHundredths: before?.hundredths ?? null,
    afterHundredths: after?.hundredths ?? null,
    parts,
    outcomes,
  };
}

function partChanges(
  before: readonly ScorePart[],
  after: readonly ScorePart[],
): readonly PartChange[] {
  const old = new Map(before.map((part) => [part.pattern, part]));
  return after.flatMap((part) => {
    const was = old.get(part.pattern);
    if (was === undefined) return [];
    const reasons = reasonsOf(was, part);
    if (reasons.length === 0) return [];
    return [{ pattern: part.pattern, before: stateOf(was), after: stateOf(part), reasons }];
  });
}

/** The peers alone move nothing that is shown unless the points or the share of peers moved. */
function reasonsOf(was: ScorePart, now: ScorePart): readonly ChangeReason[] {
  const hasOwn = was.hits !== now.hits || was.n !== now.n;
  const hasPeers = was.peerShare !== now.peerShare || was.peerUnits !== now.peerUnits;
  const hasPoints = was.hundredths !== now.hundredths || was.notJudged !== now.notJudged;
  if (!hasOwn && !hasPoints) return [];
  const reasons: ChangeReason[] = [];
  if (hasOwn) reasons.push('own_counts');
  if (hasPeers) reasons.push('peers');
  return reasons.length > 0 ? reasons : ['method'];
}

function outcomeChanges(
  before: ProviderScore['patterns'],
  after: ProviderScore['patterns'],
): readonly OutcomeChange[] {
  const old = new Map(before.map(({ pattern, outcome }) => [pattern, outcome.kind]));
  const now = new Map(after.map(({ pattern, outcome }) => [pattern, outcome.kind]));
  return [...new Set([...old.keys(), ...now.keys()])].flatMap((pattern) => {
    const change = { before: old.get(pattern) ?? null, after: now.get(pattern) ?? null };
    return change.before === change.after ? [] : [{ pattern, ...change }];
  });
}

function versionChanges(before: RunVersions, after: RunVersions): RunDiff['versions'] {
  const names = Object.keys(after) as (keyof RunVersions)[];
  return names
    .sort()
    .filter((what) => before[what] !== after[what])
    .map((what) => ({ what, before: before[what], after: after[what] }));
}

function stateOf({ hundredths, hits, n, peerShare, notJudged }: ScorePart): PartState {
  return { hundredths, hits, n, peerShare, notJudged };
}

function compareChanges(one: ProviderChange, other: ProviderChange): number {
  return moveOf(other) - moveOf(one) || (keyOf(one) < keyOf(other) ? -1 : 1);
}

function moveOf({ beforeHundredths, afterHundredths }: ProviderChange): number {
  return Math.abs((afterHundredths ?? 0) - (beforeHundredths ?? 0));
}

function keyOf({ role, npi }: Pick<ProviderScore, 'role' | 'npi'>): string {
  return `${role} ${npi}`;
}

function required<Value>(value: Value | null): Value {
  if (value === null) throw new Error('a provider of one run or the other');
  return value;
}
