// One run of all patterns and scores: what it looked at, with which versions of everything, and
// what came out. The same inputs give the same id and the same bytes.

import type { Period } from '../../domain/measures/provider-measures.js';
import type { RootCauses } from '../../domain/score/root-causes.js';
import type { ProviderScore } from '../../domain/score/score-providers.js';
import type { LakeVersions } from '../lake/manifest.js';

/** Everything that can change an answer, by name. */
export interface RunVersions extends LakeVersions {
  readonly snapshot: string;
  readonly queries: string;
  readonly method: string;
  /** Hashes of the benchmark files compared with, by year. */
  readonly benchmarks: string;
}

export interface RunHead {
  readonly format: 1;
  readonly runId: string;
  readonly period: Period;
  readonly versions: RunVersions;
  readonly causes: RootCauses;
}

export interface ScoreRun extends RunHead {
  /** By role, then highest score first. */
  readonly providers: readonly ProviderScore[];
}
