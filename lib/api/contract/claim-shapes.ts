// Fields of what is told of a claim: a row of the list, and every line explained.

import { z } from '@hono/zod-openapi';
import type { Adjustment, ProcedureCode } from '../../domain/claim.js';
import type { Seed } from '../../domain/ledger-document.js';
import type { RuleEntry } from '../../domain/rule-catalogue-entry.js';
import type { VersionStory } from '../../pipeline/claim-lineage.js';
import type { LineExplanation } from '../../pipeline/explain-line.js';
import type { LineInOrder, LineInputs } from '../../pipeline/line-inputs.js';
import type { ClaimRow } from '../../pipeline/pages/page-contents.js';
import type { Change } from '../../pipeline/what-would-change.js';
import { cents, count, group, isoDay, typed, word } from './shape.js';

export const claimRow = typed<ClaimRow>('A current claim', {
  claimRef: z.string(),
  claim: z.string(),
  payerId: z.string(),
  token: z.string(),
  firstServiceDate: isoDay,
  lastServiceDate: isoDay,
  paidDate: isoDay,
  lines: count,
  therapyLines: count,
  kxLines: count,
  missingLines: count,
  earlyLines: count,
  conflictLines: count,
  mixedLines: count,
  deniedLines: count,
  reviewLines: count,
  chargeCents: cents,
  accruedCents: cents,
  paidCents: cents,
  renderingNpi: z.string().nullable(),
  billingNpi: z.string().nullable(),
});

export const versionStory = typed<VersionStory>('A version of a claim, and what became of it', {
  claim: z.string(),
  claimKey: z.string(),
  payerId: z.string(),
  versionKey: z.string(),
  state: word,
  paidDate: isoDay,
  receivedDate: isoDay.nullable(),
  years: z.array(z.int()),
  replacesIcn: z.string().nullable(),
  replaces: z.string().nullable(),
  replacedBy: z.string().nullable(),
  isLinkInferred: z.boolean(),
  takesBack: isoDay.nullable(),
  takenBackBy: isoDay.nullable(),
  sentence: z.string(),
});

const rule = typed<RuleEntry>('A rule with its source', {
  id: z.string(),
  statement: z.string(),
  source: z.string(),
  confidence: word,
  isPolicy: z.boolean(),
});

const inputs = typed<LineInputs>('The facts from which a line was judged', {
  serviceDate: isoDay,
  hcpcs: z.string(),
  modifiers: z.array(z.string()),
  submitted: typed<ProcedureCode>('As billed, when the payer changed the code', {
    hcpcs: z.string(),
    modifiers: z.array(z.string()),
  }).nullable(),
  revenueCode: z.string().nullable(),
  units: z.number(),
  group: group.nullable(),
  discipline: word.nullable(),
  claimType: word,
  typeOfBill: z.string().nullable(),
  payerId: z.string(),
  filingIndicator: z.string().nullable(),
  status: z.string(),
  renderingNpi: z.string().nullable(),
  billingNpi: z.string().nullable(),
  chargeCents: cents,
  paidCents: cents,
  statedAllowedCents: cents.nullable(),
  allowedCents: cents,
  accruedCents: cents,
  adjustments: z.array(
    typed<Adjustment>('What the payer took off, and why', {
      group: z.string(),
      reason: z.string(),
      cents,
    }),
  ),
  remarks: z.array(z.string()),
  paidDate: isoDay,
  receivedDate: isoDay,
  receivedSource: word,
  place: typed<LineInOrder>('Among the lines of its group and year, from 1', {
    position: z.int(),
    of: z.int(),
    inPlaceOf: z.string().nullable(),
  }).nullable(),
  beforeCents: cents.nullable(),
  afterCents: cents.nullable(),
  kxThresholdCents: cents.nullable(),
  reviewThresholdCents: cents.nullable(),
  isKxAmountPending: z.boolean(),
  isReviewAmountPending: z.boolean(),
  outsideCents: cents,
  seed: typed<Seed>('The entered figure behind it', {
    seedKey: z.string(),
    kind: word,
    year: z.int(),
    group,
    cents,
    asOf: isoDay.nullable(),
    source: z.string(),
    enteredBy: z.string(),
  }).nullable(),
  completeness: word,
  isLowerBound: z.boolean(),
});

export const lineExplanation = typed<LineExplanation>('A line, its verdict and why', {
  claim: z.string(),
  line: z.int(),
  year: z.int(),
  inputs,
  hasKx: z.boolean(),
  kxExpected: word,
  kxAssessment: word,
  kxCertainty: word,
  verdict: z.string(),
  certainty: z.string(),
  open: z.string().nullable(),
  flags: z.array(z.object({ flag: word, sentence: z.string() })),
  notes: z.array(z.object({ note: word, sentence: z.string() })),
  rules: z.array(rule),
  relatedRules: z.array(rule),
  changes: z.array(
    typed<Change>('What would change the answer', {
      sentence: z.string(),
      rules: z.array(z.string()),
    }),
  ),
});
