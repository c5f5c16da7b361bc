// What becomes of a claim after it is first paid: nothing for most; others are corrected, taken
// back for good, paid again, moved to another year, or denied and reopened. Gives the versions as
// events, and the lines that stand at the end.

import { adjudicateClaim, type BilledLine, type DeductibleLeft } from './adjudicate.js';
import { isoOf, yearOfDay, type DayNumber } from './calendar.js';
import { icnOf, nextPayDay, type ClaimCounter, type ClaimDraft } from './claim-draft.js';
import type { ClaimEvent, ClaimEventKind, SynthBeneficiary, SynthLine } from './claim-event.js';
import { asFirstBilled, asReopened, asServedBefore } from './first-billing.js';
import { createPrng, type Prng } from './prng.js';
import type { ResolvedOptions } from './synth-options.js';

export type ClaimLife =
  | 'plain'
  | 'voided'
  | 'corrected'
  | 'corrected_twice'
  | 'repaid'
  /** Denied at the limit for want of KX, reopened and paid with it. */
  | 'reopened'
  /** First billed with days of the year before. */
  | 'moved';

export interface LifeRequest {
  readonly draft: ClaimDraft;
  readonly lines: readonly BilledLine[];
  readonly beneficiary: SynthBeneficiary;
  readonly options: ResolvedOptions;
  readonly counter: ClaimCounter;
  readonly deductibleLeft: DeductibleLeft;
}

export interface LivedClaim {
  readonly events: readonly ClaimEvent[];
  readonly life: ClaimLife;
  /** Lines that stand at the end; none when the claim was taken back. */
  readonly finalLines: readonly BilledLine[];
}

export function liveClaim(request: LifeRequest): LivedClaim {
  const { draft, lines, options } = request;
  const prng = createPrng(options.seed, 'life', draft.stream);
  const payDays = laterPayDays(request, prng);
  const isTooLate = payDays.some((day) => day > options.lastPaidDayNumber);
  // An adjusted claim always says when it was received, so that its place is beyond doubt.
  const life = isTooLate || !draft.statesReceived ? 'plain' : chooseLife(request, prng);
  const finalLines = life === 'reopened' ? asReopened(draft, lines) : lines;
  const story = { ...request, life, prng, payDays, finalLines };
  return { life, events: tell(story), finalLines: life === 'voided' ? [] : finalLines };
}

interface Story extends LifeRequest {
  readonly life: ClaimLife;
  readonly prng: Prng;
  /** Pay days of the first and of a second adjustment, and of what follows each. */
  readonly payDays: readonly [DayNumber, DayNumber, DayNumber, DayNumber];
  readonly finalLines: readonly BilledLine[];
}

function laterPayDays({ draft, options }: LifeRequest, prng: Prng): Story['payDays'] {
  const next = (day: DayNumber): DayNumber => nextPayDay(day, draft.group, options);
  const first = next(draft.paid + prng.between(14, 100));
  // What follows a reversal mostly comes with it, sometimes in a later payment.
  const afterFirst = prng.chance(0.75) ? first : next(first + prng.between(1, 21));
  const second = next(afterFirst + prng.between(14, 60));
  return [first, afterFirst, second, second];
}

function chooseLife({ draft, lines, options }: LifeRequest, prng: Prng): ClaimLife {
  const atLimit = lines.filter((line) => line.denial?.reason === '119');
  const isHabit = atLimit.some((line) => line.kx.plantedBy !== null);
  if (atLimit.length > 0 && prng.chance(isHabit ? 0.15 : 0.6)) return 'reopened';
  if (isMovable(draft, options) && prng.chance(0.3)) return 'moved';
  return prng.pickWeighted<ClaimLife>([
    ['plain', 950],
    ['corrected', 30],
    ['corrected_twice', 4],
    ['voided', 8],
    ['repaid', 8],
  ]);
}

/** Served in the first days of a year that has a year before it. */
function isMovable({ lines }: ClaimDraft, { years }: ResolvedOptions): boolean {
  return lines.every(
    ({ day }) => isoOf(day).slice(5) <= '01-12' && years.includes(yearOfDay(day) - 1),
  );
}

function tell(story: Story): readonly ClaimEvent[] {
  const { draft, lines, finalLines } = story;
  const first: VersionFacts = {
    kind: 'original',
    icn: draft.icn,
    replacesIcn: null,
    paid: draft.paid,
  };
  switch (story.life) {
    case 'plain':
      return [version(story, { ...first, isCurrent: true })];
    case 'voided':
      return paidAndTakenBack(story, first, { kind: 'void', paid: story.payDays[0] });
    case 'repaid': {
      const again: VersionFacts = { ...first, kind: 'repayment', paid: story.payDays[1] };
      return [...takenBackOnce(story, first), version(story, { ...again, isCurrent: true })];
    }
    case 'reopened':
      return corrected(story, { ...first, lines });
    case 'moved':
      return corrected(story, { ...first, lines: asServedBefore(finalLines) });
    case 'corrected':
      return corrected(story, { ...first, lines: firstBilled(story) });
    case 'corrected_twice':
      return correctedTwice(story, { ...first, lines: firstBilled(story) });
  }
}

function corrected(story: Story, first: VersionFacts): readonly ClaimEvent[] {
  const last = replacement(story, first.icn, story.payDays[1]);
  return [...takenBackOnce(story, first), version(story, { ...last, isCurrent: true })];
}

function correctedTwice(story: Story, first: VersionFacts): readonly ClaimEvent[] {
  const [, again, backAgain, end] = story.payDays;
  const middle = { ...replacement(story, first.icn, again), lines: firstBilled(story) };
  const last = replacement(story, middle.icn, end);
  return [
    ...takenBackOnce(story, first),
    ...paidAndTakenBack(story, middle, { kind: 'reversal', paid: backAgain }),
    version(story, { ...last, isCurrent: true }),
  ];
}

function takenBackOnce(story: Story, first: VersionFacts): readonly ClaimEvent[] {
  return paidAndTakenBack(story, first, { kind: 'reversal', paid: story.payDays[0] });
}

function firstBilled({ finalLines, draft, prng }: Story): readonly BilledLine[] {
  return asFirstBilled(finalLines, draft.payer.isMedicare, prng);
}

interface VersionFacts {
  readonly kind: ClaimEventKind;
  readonly icn: string;
  readonly replacesIcn: string | null;
  readonly paid: DayNumber;
  readonly isCurrent?: boolean;
  /** Default: the lines that stand at the end. */
  readonly lines?: readonly BilledLine[];
}

function replacement(
  { draft, counter }: Story,
  replacesIcn: string,
  paid: DayNumber,
): VersionFacts {
  const icn = icnOf(draft.payer, counter.next(), draft.received);
  return { kind: 'correction', icn, replacesIcn, paid };
}

/** A version that does not stand, and the one that takes it back with the same lines. */
function paidAndTakenBack(
  story: Story,
  facts: VersionFacts,
  back: { readonly kind: 'reversal' | 'void'; readonly paid: DayNumber },
): readonly ClaimEvent[] {
  const paid = version(story, facts);
  const { kind } = back;
  return [paid, { ...paid, kind, replacesIcn: null, paidDate: isoOf(back.paid), sign: -1 }];
}

function version(story: Story, facts: VersionFacts): ClaimEvent {
  const { draft, deductibleLeft } = story;
  const isCurrent = facts.isCurrent ?? false;
  return {
    kind: facts.kind,
    icn: facts.icn,
    replacesIcn: facts.replacesIcn,
    accountNumber: draft.accountNumber,
    beneficiary: story.beneficiary,
    biller: draft.group,
    payer: draft.payer,
    setting: draft.setting,
    isForwarded: draft.payer.isMedicare && draft.number % 7 === 0,
    receivedDate: draft.statesReceived ? isoOf(draft.received) : null,
    paidDate: isoOf(facts.paid),
    sign: 1,
    statesAllowed: statesAllowed(story),
    lines: adjudicated(story, facts.lines ?? story.finalLines, isCurrent, deductibleLeft),
    isCurrent,
    place: draft.place,
  };
}

function statesAllowed({ draft, options }: Story): boolean {
  const stream = createPrng(options.seed, 'allowed', draft.stream);
  return stream.chance(draft.payer.statesAllowedShare);
}

/** A version that does not stand leaves the deductible as it was: its reversal gives it back. */
function adjudicated(
  { draft }: Story,
  lines: readonly BilledLine[],
  isCurrent: boolean,
  deductibleLeft: DeductibleLeft,
): readonly SynthLine[] {
  const { payer, setting } = draft;
  const claimNumber = draft.group.numbersLines ? draft.number : null;
  const left = isCurrent ? deductibleLeft : new Map(deductibleLeft);
  return adjudicateClaim({ lines, payer, setting, claimNumber, deductibleLeft: left });
}
