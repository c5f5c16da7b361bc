// A claim that is not sent yet, as `advise` reads it: checked against a closed schema and turned
// into a claim version that the fold can judge. The caller has made a token of the beneficiary.

import * as z from 'zod';
import type { ClaimFacts, ClaimLine, ClaimVersion } from '../domain/claim.js';
import { parseIsoDay, type IsoDay } from '../domain/day.js';
import { parseCents, toCents, ZERO_CENTS, type Cents } from '../domain/money.js';
import type { Contractor, ReferenceData } from '../domain/reference.js';
import { identifyClaim } from './claim-identity.js';

const MAX_DRAFT_LINES = 5_000;
/** Sorts after every control number, so that the draft comes last among claims of its day. */
const DRAFT_ICN = '~draft';
const DRAFT_PAYER = 'DRAFT';

/** 835 filing indicators that stand for the payers that a draft can name. */
const FILING_INDICATOR = {
  MEDICARE_FFS: 'MB',
  MEDICARE_ADVANTAGE: '16',
  COMMERCIAL: 'CI',
  MEDICAID: 'MC',
  OTHER: 'ZZ',
} as const;

const day = z.string().transform((text, context): IsoDay => {
  const parsed = parseIsoDay(text);
  if (parsed !== null) return parsed;
  context.addIssue({ code: 'custom', message: 'not a calendar day (YYYY-MM-DD)' });
  return z.NEVER;
});

const dollars = z.union([z.string(), z.number()]).transform((value, context): Cents => {
  const cents = parseCents(String(value));
  if (cents !== null && cents >= 0) return cents;
  context.addIssue({ code: 'custom', message: 'not an amount in dollars such as "80.01"' });
  return z.NEVER;
});

const draftLine = z.strictObject({
  line: z.int().min(1),
  serviceDate: day,
  hcpcs: z.string().regex(/^[A-Z0-9]{5}$/, 'not a procedure code of five characters'),
  modifiers: z.array(z.string().regex(/^[A-Z0-9]{2}$/, 'not a modifier of two characters')),
  units: z.number().positive().optional(),
  revenueCode: z
    .string()
    .regex(/^\d{3,4}$/, 'not a revenue code of three or four digits')
    .optional(),
  expectedAllowed: dollars,
});

const draftClaim = z
  .strictObject({
    beneficiary: z.string().min(1),
    claimType: z.enum(['professional', 'institutional']),
    typeOfBill: z
      .string()
      .regex(/^0?\d{2}[0-9A-Z]$/, 'not a type of bill such as "0131"')
      .optional(),
    payer: z
      .enum(['MEDICARE_FFS', 'MEDICARE_ADVANTAGE', 'COMMERCIAL', 'MEDICAID', 'OTHER'])
      .optional(),
    receivedDate: day.optional(),
    lines: z.array(draftLine).min(1).max(MAX_DRAFT_LINES),
  })
  .superRefine((draft, context) => {
    for (const { path, message } of contradictions(draft)) {
      context.addIssue({ code: 'custom', path: [...path], message });
    }
  });

export type DraftClaim = z.output<typeof draftClaim>;
export type DraftLine = DraftClaim['lines'][number];

export type ParsedDraft =
  | { readonly kind: 'draft'; readonly draft: DraftClaim }
  /** Place and reason of each problem, never the value. */
  | { readonly kind: 'rejected'; readonly problems: readonly string[] };

export function parseDraft(value: unknown): ParsedDraft {
  const parsed = draftClaim.safeParse(value);
  if (parsed.success) return { kind: 'draft', draft: parsed.data };
  const problems = parsed.error.issues.map(
    ({ path, message }) => `${path.length === 0 ? 'draft' : path.join('.')}: ${message}`,
  );
  return { kind: 'rejected', problems };
}

interface Problem {
  readonly path: readonly (string | number)[];
  readonly message: string;
}

/** What no single field shows. */
function contradictions(draft: {
  readonly claimType: string;
  readonly typeOfBill?: string | undefined;
  readonly receivedDate?: IsoDay | undefined;
  readonly lines: readonly { readonly line: number; readonly serviceDate: IsoDay }[];
}): readonly Problem[] {
  const { claimType, typeOfBill, receivedDate, lines } = draft;
  const problems: Problem[] = [];
  if (claimType === 'institutional' && typeOfBill === undefined) {
    problems.push({ path: ['typeOfBill'], message: 'an institutional claim needs it' });
  }
  if (claimType === 'professional' && typeOfBill !== undefined) {
    problems.push({ path: ['typeOfBill'], message: 'a professional claim has none' });
  }
  const seen = new Set<number>();
  lines.forEach(({ line, serviceDate }, at) => {
    if (seen.has(line)) problems.push({ path: ['lines', at, 'line'], message: 'stands twice' });
    seen.add(line);
    if (receivedDate !== undefined && receivedDate < serviceDate) {
      const message = 'after the received date of the draft';
      problems.push({ path: ['lines', at, 'serviceDate'], message });
    }
  });
  return problems;
}

/** As if Medicare had received it on that day and allowed what is expected. */
export function draftVersion(draft: DraftClaim, receivedDate: IsoDay): ClaimVersion {
  const lines = draft.lines.map(claimLine);
  const facts: ClaimFacts = {
    feed: 'x12-835',
    icn: DRAFT_ICN,
    payerId: DRAFT_PAYER,
    payerName: null,
    filingIndicator: FILING_INDICATOR[draft.payer ?? 'MEDICARE_FFS'],
    claimType: draft.claimType,
    typeOfBill: draft.typeOfBill?.padStart(4, '0') ?? null,
    placeOfService: null,
    isCriticalAccess: false,
    status: '1',
    isReversal: false,
    replacesIcn: null,
    accountNumber: null,
    receivedDate,
    paidDate: receivedDate,
    statementFrom: null,
    statementTo: null,
    trace: '',
    billingNpi: null,
    billingTin: null,
    billingState: null,
    renderingNpi: null,
    chargeCents: lines.reduce((sum, line) => toCents(sum + line.chargeCents), ZERO_CENTS),
    paidCents: ZERO_CENTS,
    adjustments: [],
    remarks: [],
    lines,
    intakeNotes: [],
    mspAccrual: null,
  };
  return identifyClaim('draft', facts);
}

function claimLine(line: DraftLine): ClaimLine {
  return {
    line: line.line,
    serviceDate: line.serviceDate,
    serviceDateEnd: line.serviceDate,
    hcpcs: line.hcpcs,
    modifiers: line.modifiers,
    submitted: null,
    revenueCode: line.revenueCode?.padStart(4, '0') ?? null,
    units: line.units ?? 1,
    chargeCents: line.expectedAllowed,
    paidCents: ZERO_CENTS,
    allowedCents: line.expectedAllowed,
    adjustments: [],
    remarks: [],
    renderingNpi: null,
    placeOfService: null,
    controlNumber: null,
    isDenied: false,
    isBalanced: true,
  };
}

/** The draft's payer counts as a Medicare contractor while it is judged; its indicator decides. */
export function withDraftPayer(reference: ReferenceData, checkedOn: IsoDay): ReferenceData {
  const row: Contractor = {
    number: DRAFT_PAYER,
    part: 'B',
    jurisdiction: '',
    name: 'draft',
    states: '',
    source: 'draft',
    confidence: 'low',
    checkedOn,
  };
  return { ...reference, contractors: new Map([...reference.contractors, [DRAFT_PAYER, row]]) };
}
