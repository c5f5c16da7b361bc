// Under which cause does a group of finding lines fall? Exactly one, by a fixed order: the machine
// that would explain them all, the mistaken rule, the therapist's routine, the biller's omission,
// the conflict, and last the single lines that nothing explains (CAUSE-1).

import type { IsoDay } from '../day.js';
import type { FindingMeasures } from '../measures/provider-measures.js';
import type {
  MistakenRule,
  MistakenRuleEvidence,
  PatternFinding,
  PatternId,
  ShareJumpEvidence,
} from '../patterns/pattern-finding.js';
import type { ProviderRole } from '../patterns/provider-role.js';

export type CauseKind =
  | 'billing_system'
  | 'mistaken_rule'
  | 'routine_early_kx'
  | 'missing_kx'
  | 'kx_conflict'
  | 'single_early'
  | 'single_missing'
  | 'single_conflict';

export interface Cause {
  readonly kind: CauseKind;
  /** Null for single lines, which have no one provider. */
  readonly role: ProviderRole | null;
  readonly npi: string | null;
  readonly payerId: string | null;
  readonly from: IsoDay | null;
  readonly mistake: MistakenRule | null;
}

/** What the patterns have detected, for quick look-up. */
export interface DetectedHabits {
  readonly jumps: ReadonlyMap<string, ShareJumpEvidence>;
  readonly mistakes: ReadonlyMap<string, MistakenRule>;
  /** `rendering 1234567893 early_kx` and so on. */
  readonly habits: ReadonlySet<string>;
}

export function detectedHabits(findings: readonly PatternFinding[]): DetectedHabits {
  const jumps = new Map<string, ShareJumpEvidence>();
  const mistakes = new Map<string, MistakenRule>();
  const habits = new Set<string>();
  for (const { pattern, role, npi, outcome, evidence } of findings) {
    if (outcome.kind !== 'detected') continue;
    habits.add(`${role} ${npi} ${pattern}`);
    if (evidence.kind === 'share_jump') jumps.set(`${role} ${npi}`, evidence);
    if (evidence.kind === 'mistaken_rule') rememberRule(mistakes, `${role} ${npi}`, evidence);
  }
  return { jumps, mistakes, habits };
}

export function causeOf(lines: FindingMeasures, detected: DetectedHabits): Cause {
  const known = billingSystem(lines, detected) ?? mistake(lines, detected);
  if (known !== null) return known;
  if (lines.kind === 'early') {
    return (
      habit(lines, detected, { kind: 'routine_early_kx', patterns: EARLY, from: 'rendering' }) ??
      single('single_early')
    );
  }
  if (lines.kind === 'missing') {
    return (
      habit(lines, detected, { kind: 'missing_kx', patterns: MISSING, from: 'billing' }) ??
      single('single_missing')
    );
  }
  return (
    habit(lines, detected, { kind: 'kx_conflict', patterns: CONFLICT, from: 'billing' }) ??
    single('single_conflict')
  );
}

const EARLY: readonly PatternId[] = ['routine_early_kx', 'early_kx'];
const MISSING: readonly PatternId[] = ['missing_kx', 'limit_denials'];
const CONFLICT: readonly PatternId[] = ['kx_conflict'];

/** From the month of the jump on: findings are counted by month. */
function billingSystem(lines: FindingMeasures, { jumps }: DetectedHabits): Cause | null {
  const { billingNpi, payerId, serviceMonth, kind } = lines;
  const jump = billingNpi === null ? undefined : jumps.get(`billing ${billingNpi}`);
  if (jump === undefined || jump.day === null || kind !== 'early') return null;
  if (jump.payerId !== payerId || serviceMonth.slice(0, 7) < jump.day.slice(0, 7)) return null;
  return cause('billing_system', 'billing', billingNpi, { payerId, from: jump.day });
}

function mistake(lines: FindingMeasures, { mistakes }: DetectedHabits): Cause | null {
  for (const [role, npi] of providersOf(lines, 'billing')) {
    const rule = mistakes.get(`${role} ${npi}`);
    if (rule !== undefined && explains(lines, rule)) {
      return cause('mistaken_rule', role, npi, { mistake: rule });
    }
  }
  return null;
}

function habit(
  lines: FindingMeasures,
  { habits }: DetectedHabits,
  sought: {
    readonly kind: CauseKind;
    readonly patterns: readonly PatternId[];
    readonly from: ProviderRole;
  },
): Cause | null {
  for (const [role, npi] of providersOf(lines, sought.from)) {
    const isDetected = sought.patterns.some((each) => habits.has(`${role} ${npi} ${each}`));
    if (isDetected) return cause(sought.kind, role, npi);
  }
  return null;
}

/** The provider whose habit it would be first, the other where the first has none. */
function providersOf(
  { billingNpi, renderingNpi }: FindingMeasures,
  first: ProviderRole,
): readonly (readonly [ProviderRole, string])[] {
  const billing = billingNpi === null ? [] : [['billing', billingNpi] as const];
  const rendering = renderingNpi === null ? [] : [['rendering', renderingNpi] as const];
  return first === 'billing' ? [...billing, ...rendering] : [...rendering, ...billing];
}

function explains(lines: FindingMeasures, rule: MistakenRule): boolean {
  switch (rule) {
    case 'merged':
      return lines.mergedExplains;
    case 'swapped':
      return lines.swappedExplains;
    case 'last_year':
      return lines.lastYearExplains;
    case 'charges':
      return lines.chargesExplains;
  }
}

function rememberRule(
  mistakes: Map<string, MistakenRule>,
  key: string,
  { rule }: MistakenRuleEvidence,
): void {
  if (rule !== null) mistakes.set(key, rule);
}

function single(kind: CauseKind): Cause {
  return { kind, role: null, npi: null, payerId: null, from: null, mistake: null };
}

function cause(
  kind: CauseKind,
  role: ProviderRole,
  npi: string | null,
  more: Partial<Pick<Cause, 'payerId' | 'from' | 'mistake'>> = {},
): Cause {
  return { kind, role, npi, payerId: null, from: null, mistake: null, ...more };
}
