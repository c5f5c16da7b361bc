// Bills one beneficiary's claims in the order of receipt: what is denied, who sends KX, what each
// claim becomes. Gives all events of the person at once; remittances scatter them afterwards.

import type { BilledLine, Denial, DeductibleLeft } from './adjudicate.js';
import type { BeneficiaryPlan } from './beneficiary-plan.js';
import { SYNTH_DEDUCTIBLE_CENTS } from './catalogue.js';
import { draftClaims, type ClaimCounter, type ClaimDraft } from './claim-draft.js';
import type { ClaimEvent } from './claim-event.js';
import { liveClaim, type ClaimLife } from './claim-life.js';
import { decideKx, groupOfLine, usedKey, type KxDecision, type UsedCents } from './kx-habit.js';
import { createPrng, type Prng } from './prng.js';
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
  const used: UsedCents = new Map();
  const deductibleLeft = startingDeductible(plan, options);
  return draftClaims(plan, options, counter).map((draft) => {
    const lines = billedLines({ plan, options, draft, used });
    const request = { draft, lines, options, counter, deductibleLeft };
    const lived = liveClaim({ ...request, beneficiary: plan.beneficiary });
    if (draft.payer.isMedicare) useUp(used, lived.finalLines);
    return { life: lived.life, events: lived.events };
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

interface BillingQuestion {
  readonly plan: BeneficiaryPlan;
  readonly options: ResolvedOptions;
  readonly draft: ClaimDraft;
  readonly used: UsedCents;
}

function billedLines({ plan, options, draft, used }: BillingQuestion): readonly BilledLine[] {
  const prng = createPrng(options.seed, 'denials', draft.stream);
  const denials = new Map<DraftLine, Denial>();
  for (const line of draft.lines) {
    const denial = denialAnyway(line, prng);
    if (denial !== null) denials.set(line, denial);
  }
  const deniedLines = new Set(denials.keys());
  const kx = decideKx({ draft, deniedLines, used, options, beneficiary: plan.index });
  return draft.lines.map((line, at) => {
    const decision = kx[at];
    if (decision === undefined) throw new Error('a decision for every line');
    const denial = denials.get(line) ?? denialByModifiers(decision, prng);
    return { service: line, kx: decision, denial };
  });
}

/** Denied whatever the modifiers say: bundled, or not seen as necessary. */
function denialAnyway(line: DraftLine, prng: Prng): Denial | null {
  const isUnlucky = prng.chance(0.015);
  if (line.code.role === 'bundled') return { group: 'CO', reason: '97', remark: 'M15' };
  return isUnlucky ? { group: 'CO', reason: '50', remark: 'N115' } : null;
}

/** Above the amount without KX most lines are denied as over the limit; GA asks for a denial. */
function denialByModifiers(decision: KxDecision, prng: Prng): Denial | null {
  const [limit, notice, group] = [prng.next(), prng.next(), prng.next()];
  if (decision.hasGa) {
    return notice < 0.3 ? { group: 'PR', reason: '50', remark: 'N115' } : null;
  }
  const isLimitDenied = decision.isOver && !decision.hasKx && limit < 0.65;
  if (!isLimitDenied) return null;
  return { group: group < 0.7 ? 'CO' : 'PR', reason: '119', remark: null };
}

function useUp(used: UsedCents, lines: readonly BilledLine[]): void {
  for (const { service, denial } of lines) {
    const group = groupOfLine(service);
    if (group === null || denial !== null) continue;
    const key = usedKey(service, group);
    used.set(key, (used.get(key) ?? 0) + service.allowedCents);
  }
}
