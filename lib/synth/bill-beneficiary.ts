// Bills one beneficiary's claims in the order of receipt: what is denied, who sends KX, what each
// claim becomes. Gives all events of the person at once; remittances scatter them afterwards.

import type { BilledLine, Denial, DeductibleLeft } from './adjudicate.js';
import type { BeneficiaryPlan } from './beneficiary-plan.js';
import { SYNTH_DEDUCTIBLE_CENTS } from './catalogue.js';
import { draftClaims, type ClaimCounter, type ClaimDraft } from './claim-draft.js';
import type { ClaimEvent } from './claim-event.js';
import { liveClaim, type ClaimLife } from './claim-life.js';
import {
  decideKx,
  firstDaysOf,
  habitOf,
  type KxDecision,
  type KxQuestion,
  type NoticeModifier,
} from './kx-habit.js';
import { addUsed, type UsedCents } from './kx-standing.js';
import { LIMIT_DENIED_SHARE, type HabitName } from './planted-pattern.js';
import { createPrng, type Prng } from './prng.js';
import { createStopShort } from './stop-short.js';
import type { ResolvedOptions } from './synth-options.js';
import type { DraftLine } from './visits.js';

export interface BilledClaim {
  readonly life: ClaimLife;
  readonly events: readonly ClaimEvent[];
}

export function billBeneficiary(
  plan: BeneficiaryPlan,
  options: ResolvedOptions,
  counter: ClaimCounter,
): readonly BilledClaim[] {
  const used: UsedCents = new Map(
    plan.outside.map(({ year, group, cents }) => [`${year}|${group}`, cents] as const),
  );
  const deductibleLeft = startingDeductible(plan, options);
  const drafts = draftClaims(plan, options, counter);
  const firstDays = firstDaysOf(drafts);
  const stopShort = createStopShort(options.thresholds);
  return drafts.flatMap((planned) => {
    const draft = { ...planned, lines: stopShort(planned, used) };
    if (draft.lines.length === 0) return [];
    const seat = { beneficiary: plan.index, seatNumber: plan.seat.number };
    const lines = billedLines({ draft, options, used, firstDays, ...seat });
    const request = { draft, lines, options, counter, deductibleLeft };
    const lived = liveClaim({ ...request, beneficiary: plan.beneficiary });
    if (draft.payer.isMedicare) useUp(used, lived.finalLines);
    return [{ life: lived.life, events: lived.events }];
  });
}

/** Many have met the deductible elsewhere before their first therapy claim. */
function startingDeductible(plan: BeneficiaryPlan, options: ResolvedOptions): DeductibleLeft {
  const prng = createPrng(options.seed, 'deductible', plan.index);
  return new Map(
    options.years.map((year) => {
      const share = prng.pickWeighted([
        [1, 4],
        [prng.next(), 3],
        [0, 3],
      ] as const);
      return [year, Math.round(SYNTH_DEDUCTIBLE_CENTS * share)] as const;
    }),
  );
}

function billedLines(question: Omit<KxQuestion, 'deniedLines'>): readonly BilledLine[] {
  const { options, draft } = question;
  const prng = createPrng(options.seed, 'denials', draft.stream);
  const denials = new Map<DraftLine, DenialAnyway>();
  for (const line of draft.lines) {
    const denial = denialAnyway(line, draft, prng);
    if (denial !== null) denials.set(line, denial);
  }
  const deniedLines = new Set(denials.keys());
  const kx = decideKx({ ...question, deniedLines });
  return draft.lines.map((line, at) => {
    const decision = kx[at];
    if (decision === undefined) throw new Error('a decision for every line');
    const anyway = denials.get(line);
    const denial = anyway?.denial ?? denialByModifiers(decision, prng);
    const plantedBy = line.plantedBy ?? decision.plantedBy ?? anyway?.plantedBy ?? null;
    return { service: line, kx: decision, denial, plantedBy };
  });
}

interface DenialAnyway {
  readonly denial: Denial;
  readonly plantedBy: HabitName | null;
}

/** Not seen as necessary, where no provider has a rate of its own. */
const BASE_DENIED_SHARE = 0.015;

/** Denied whatever the modifiers say: bundled, not seen as necessary, or sent without something. */
function denialAnyway(line: DraftLine, draft: ClaimDraft, prng: Prng): DenialAnyway | null {
  const draw = prng.next();
  if (line.code.role === 'bundled') {
    return { denial: { group: 'CO', reason: '97', remark: 'M15' }, plantedBy: null };
  }
  const habit = habitOf(line, draft);
  const isPlanted = habit?.pattern === 'high_denials' && line.discipline !== null;
  const { rates } = line.therapist ?? draft.group;
  const share = isPlanted ? habit.strength : (rates.high_denials ?? BASE_DENIED_SHARE);
  if (draw >= share) return null;
  const plantedBy = isPlanted ? habit.pattern : null;
  const lacksInformation = isPlanted && line.units % 2 === 0;
  return lacksInformation
    ? { denial: { group: 'CO', reason: '16', remark: 'N290' }, plantedBy }
    : { denial: { group: 'CO', reason: '50', remark: 'N115' }, plantedBy };
}

/** Above the amount without KX most lines are denied as over the limit; a notice asks for it. */
function denialByModifiers(decision: KxDecision, prng: Prng): Denial | null {
  const [limit, notice, group] = [prng.next(), prng.next(), prng.next()];
  if (decision.notice !== null) return notice < 0.3 ? NOTICE_DENIALS[decision.notice] : null;
  const share = decision.plantedBy === 'limit_denials' ? 1 : LIMIT_DENIED_SHARE;
  const isLimitDenied = decision.isOver && !decision.hasKx && limit < share;
  if (!isLimitDenied) return null;
  return { group: group < 0.7 ? 'CO' : 'PR', reason: '119', remark: null };
}

/** Liability follows the modifier: a notice that asks the beneficiary to pay, or none. */
const NOTICE_DENIALS: Readonly<Record<NoticeModifier, Denial>> = {
  GA: { group: 'PR', reason: '50', remark: 'N115' },
  GX: { group: 'PR', reason: '96', remark: 'N115' },
  GY: { group: 'PR', reason: '96', remark: 'N115' },
  GZ: { group: 'CO', reason: '50', remark: 'N115' },
};

function useUp(used: UsedCents, lines: readonly BilledLine[]): void {
  for (const { service, denial } of lines) if (denial === null) addUsed(used, service);
}
