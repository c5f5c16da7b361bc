// Fields of what is told of providers: a row, one in full, the lines behind a part, the patterns.

import { z } from '@hono/zod-openapi';
import type {
  HeatRow,
  MonthShare,
  PatternsPage,
  PeerMonth,
  Percentile,
  PresentedFinding,
  ProviderPage,
} from '../../pipeline/pages/page-contents.js';
import type { MonthMeasures, Period } from '../../domain/measures/provider-measures.js';
import type { PatternDollars } from '../../domain/patterns/pattern-finding.js';
import type { CauseTotals, RootCause, RootCauses } from '../../domain/score/root-causes.js';
import type {
  ProviderLine,
  ProviderLineJudgement,
} from '../../pipeline/measures/read-provider-lines.js';
import type { FirstKxBin } from '../../pipeline/reports/first-kx.js';
import { cents, count, isoDay, role, share, typed, word } from './shape.js';

const npi = z.string();
const period = typed<Period>('First and last day looked at', { from: isoDay, to: isoDay });

const monthShare: Readonly<Record<keyof MonthShare, z.ZodType>> = {
  month: isoDay,
  therapyLines: count,
  kxLines: count,
  earlyKxLines: count,
  unrequiredLines: count,
};

const firstKxBin = typed<FirstKxBin>('Totals whose first KX came so far from the amount', {
  fromCents: cents,
  toCents: cents,
  totals: count,
});

/** Told apart by `kind`; the fields of each are in docs/scoring.md. */
const evidence = z
  .looseObject({ kind: z.enum(['share', 'mistaken_rule', 'share_jump', 'first_seen', 'links']) })
  .openapi({ description: 'The counts behind a finding, by kind' });

const finding = typed<PresentedFinding>('What a pattern says of a provider', {
  pattern: word,
  role,
  npi,
  outcome: z.object({ kind: word, reason: word.optional() }),
  evidence,
  dollars: typed<PatternDollars>('What stands at risk, and what was not collected', {
    exposedCents: cents.nullable(),
    exposedBasis: word,
    underBilledChargeCents: cents.nullable(),
  }),
  title: z.string(),
  sentence: z.string(),
  rules: z.array(z.string()),
  mend: z.string(),
});

const interval = z
  .object({ low: share, high: share })
  .openapi({ description: 'Where the share lies' });

const part = typed<ProviderPage['parts'][number]>('A part of the score: points and why', {
  pattern: word,
  weightPoints: z.number(),
  notJudged: word.nullable(),
  hits: count,
  n: count,
  share: share.nullable(),
  interval: interval.nullable(),
  shrunkenShare: share.nullable(),
  peerShare: share.nullable(),
  peerProviders: count,
  peerUnits: count,
  peerBasis: word.nullable(),
  points: z.number(),
  title: z.string(),
});

const month = typed<MonthMeasures>('A month of a provider', {
  role,
  npi,
  ...monthShare,
  judgedKxLines: count,
  deniedLines: count,
  beneficiaries: count,
});

export const providerPage = typed<ProviderPage>('A provider: parts, patterns, factors, peers', {
  role,
  npi,
  beneficiaries: count,
  band: word,
  runId: z.string(),
  period,
  score: z.number(),
  parts: z.array(part),
  patterns: z.array(finding),
  factors: z.array(
    z.object({
      factor: word,
      title: z.string(),
      rule: z.string(),
      citation: z.string(),
      value: z.looseObject({ kind: word }),
    }),
  ),
  cbr: z.array(z.looseObject({ npi, measure: word, value: z.number(), n: count })),
  months: z.array(month),
  peerMonths: z.array(
    typed<PeerMonth>('All providers of the role in a month', {
      ...monthShare,
      band: z.object({ low: share, high: share }).nullable(),
    }),
  ),
  firstKx: z.array(firstKxBin),
  percentiles: z.array(
    typed<Percentile>('A share among the shares of others', {
      pattern: word,
      title: z.string(),
      share,
      n: count,
      peerShare: share.nullable(),
      percentile: share.nullable(),
      others: count,
    }),
  ),
});

export const providerLine: Readonly<Record<keyof ProviderLine, z.ZodType>> = {
  place: z.int(),
  token: z.string(),
  serviceDate: isoDay,
  payerId: z.string(),
  icn: z.string(),
  versionKey: z.string(),
  line: z.int(),
  renderingNpi: z.string().nullable(),
  billingNpi: z.string().nullable(),
  hcpcs: z.string(),
  modifiers: z.array(z.string()),
  accruedCents: cents,
  paidCents: cents,
  judgement: typed<ProviderLineJudgement>('What the KX judgement looked at', {
    group: word.nullable(),
    beforeCents: cents.nullable(),
    afterCents: cents.nullable(),
    kxThresholdCents: cents.nullable(),
    chargeCents: cents,
    units: z.number(),
    assessment: word,
    certainty: word,
    completeness: word,
    isDenied: z.boolean(),
    isEarly: z.boolean(),
    isFirstDate: z.boolean(),
  }).nullable(),
};

const causeTotals: Readonly<Record<keyof CauseTotals, z.ZodType>> = {
  lines: count,
  exposedPaidCents: cents,
  underBilledChargeCents: cents,
};

export const patternsPage = typed<PatternsPage>('Causes, heat map, change points, funnel', {
  runId: z.string(),
  period,
  causes: typed<RootCauses>('Each finding line under one cause', {
    causes: z.array(
      typed<RootCause>('A cause and its mend', {
        kind: word,
        role: role.nullable(),
        npi: npi.nullable(),
        payerId: z.string().nullable(),
        from: isoDay.nullable(),
        mistake: word.nullable(),
        ...causeTotals,
        mend: z.string(),
      }),
    ),
    total: typed<CauseTotals>('Of all lines', causeTotals),
  }),
  heat: z.object({
    months: z.array(isoDay),
    rows: z.array(
      typed<HeatRow>('A provider, month by month', {
        role,
        npi,
        exposedCents: cents,
        cells: z.array(z.object({ month: isoDay, hits: count, n: count })),
      }),
    ),
  }),
  changePoints: z.array(finding),
  byPattern: z.array(
    z.object({
      pattern: word,
      title: z.string(),
      detected: count,
      clear: count,
      notJudged: count,
    }),
  ),
  firstKx: z.array(firstKxBin),
  funnel: z.array(z.object({ npi, hits: count, n: count, isDetected: z.boolean() })),
});
