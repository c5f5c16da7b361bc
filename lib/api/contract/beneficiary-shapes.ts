// Fields of what is told of a beneficiary: a row of the list, the ledger in full, a forecast.

import { z } from '@hono/zod-openapi';
import type { BeneficiaryRow, GroupStanding } from '../../pipeline/pages/page-contents.js';
import type {
  LinePlace,
  PresentedAdjustment,
  PresentedBeneficiary,
  PresentedClaim,
  PresentedEvent,
  PresentedGroup,
  PresentedLine,
  PresentedSeed,
  PresentedYear,
} from '../../pipeline/present-beneficiary.js';
import { cents, count, group, isoDay, typed, word } from './shape.js';

const standing = typed<GroupStanding>('Where a group of a year stands', {
  lines: count,
  kxLines: count,
  missingLines: count,
  earlyLines: count,
  attentionLines: count,
  deniedLines: count,
  accumulatedCents: cents,
  outsideCents: cents,
  kxThresholdCents: cents.nullable(),
  reviewThresholdCents: cents.nullable(),
  reviewExposedCents: cents,
  isLowerBound: z.boolean(),
  zone: word,
});

export const beneficiaryRow = typed<BeneficiaryRow>('One beneficiary in a year, both groups', {
  token: z.string(),
  year: z.int(),
  groups: z.object({ PT_SLP: standing.nullable(), OT: standing.nullable() }),
  lastServiceDate: isoDay,
  providers: count,
});

const place = typed<LinePlace>('A line, by its claim', { claim: z.string(), line: z.int() });

const presentedGroup = typed<PresentedGroup>('A group of a year, added up and compared', {
  group,
  accumulatedCents: cents,
  outsideCents: cents,
  kxThresholdCents: cents.nullable(),
  reviewThresholdCents: cents.nullable(),
  remainingCents: cents.nullable(),
  overCents: cents.nullable(),
  kxCrossing: place.nullable(),
  reviewCrossing: place.nullable(),
  reviewExposedAllowedCents: cents,
  reviewExposedPaidCents: cents,
  reviewExcessCents: cents,
  completeness: word,
  isLowerBound: z.boolean(),
  hasMixedReceivedSources: z.boolean(),
  isKxAmountPending: z.boolean(),
  isReviewAmountPending: z.boolean(),
});

const presentedLine = typed<PresentedLine>('A current line, judged', {
  claim: z.string(),
  line: z.int(),
  payerId: z.string(),
  serviceDate: isoDay,
  receivedDate: isoDay,
  receivedSource: word,
  paidDate: isoDay,
  hcpcs: z.string(),
  modifiers: z.array(z.string()),
  units: z.number(),
  group: group.nullable(),
  discipline: word.nullable(),
  allowedCents: cents,
  paidCents: cents,
  accruedCents: cents,
  beforeCents: cents.nullable(),
  afterCents: cents.nullable(),
  isDenied: z.boolean(),
  hasKx: z.boolean(),
  kxExpected: word,
  kxAssessment: word,
  kxCertainty: word,
  completeness: word,
  isLowerBound: z.boolean(),
  flags: z.array(word),
  notes: z.array(word),
  rules: z.array(z.string()),
  renderingNpi: z.string().nullable(),
  billingNpi: z.string().nullable(),
});

const claim = {
  claim: z.string(),
  payerId: z.string(),
  paidDate: isoDay,
  receivedDate: isoDay.nullable(),
  years: z.array(z.int()),
};

export const presentedBeneficiary: Readonly<Record<keyof PresentedBeneficiary, z.ZodType>> = {
  token: z.string(),
  tokens: z.array(z.string()),
  years: z.array(
    typed<PresentedYear>('A calendar year', {
      year: z.int(),
      groups: z.array(presentedGroup),
      lines: z.array(presentedLine),
    }),
  ),
  adjustments: z.array(
    typed<PresentedAdjustment>('A version that does not count, and what became of it', {
      ...claim,
      state: word,
      replacesIcn: z.string().nullable(),
      replacedBy: z.string().nullable(),
      sentence: z.string(),
    }),
  ),
  claimsWithoutLines: z.array(typed<PresentedClaim>('A claim without service lines', claim)),
  seeds: z.array(
    typed<PresentedSeed>('Spend elsewhere, as entered', {
      kind: word,
      year: z.int(),
      group,
      cents,
      asOf: isoDay.nullable(),
      source: z.string(),
      enteredBy: z.string(),
    }),
  ),
  events: z.array(
    typed<PresentedEvent>('A crossing, or that one was cleared', {
      eventId: z.string(),
      eventSeq: z.int(),
      type: word,
      year: z.int(),
      group: group.nullable(),
      crossing: place.nullable(),
    }),
  ),
  quarantinedClaims: count,
  warnings: z.array(z.string()),
};
