// How the amounts, codes and contractors behind the verdicts are shown, each year with its source.

import type { ReferenceNotice } from '../lib/adapters/common/reference-expiry.js';
import { amountConfidence } from '../lib/domain/amount-confidence.js';
import { formatDollars, type Cents } from '../lib/domain/money.js';
import type { ReferenceData, ThresholdYear } from '../lib/domain/reference.js';
import { plural, table } from './terminal.js';

const HEADER = ['year', 'KX', 'review', 'regime', 'confidence', 'checked', 'source'];

export function referenceJson(
  reference: ReferenceData,
  notices: readonly ReferenceNotice[],
): unknown {
  return {
    version: reference.version,
    notices,
    thresholds: yearsOf(reference),
    therapyCodes: [...reference.therapyCodes.values()].flat(),
    contractors: [...reference.contractors.values()],
    billTypes: [...reference.billTypes.values()],
    reasonCodes: [...reference.reasonCodes.values()],
  };
}

export function referenceText(
  reference: ReferenceData,
  notices: readonly ReferenceNotice[],
): string {
  return [
    table([HEADER, ...yearsOf(reference).map(yearRow)], [1, 2]),
    '',
    countsText(reference),
    'All rows with source: kxray reference --json',
    '',
    noticesText(notices),
  ].join('\n');
}

function yearsOf(reference: ReferenceData): readonly ThresholdYear[] {
  return [...reference.thresholds.values()].sort((left, right) => left.year - right.year);
}

function yearRow(year: ThresholdYear): readonly string[] {
  return [
    String(year.year),
    amountText(year.kxCents.PT_SLP, year.kxCents.OT, year.isKxAmountPending),
    amountText(year.reviewCents.PT_SLP, year.reviewCents.OT, year.isReviewAmountPending),
    year.regime,
    amountConfidence(year),
    year.checkedOn,
    year.source,
  ];
}

function amountText(ptSlp: Cents | null, ot: Cents | null, isPending: boolean): string {
  if (ptSlp === null && ot === null) return isPending ? 'NOT KNOWN' : '-';
  const missing = isPending ? 'NOT KNOWN' : '-';
  const [one, other] = [ptSlp, ot].map((cents) =>
    cents === null ? missing : formatDollars(cents),
  );
  return one === other ? (one ?? missing) : `${one} / OT ${other}`;
}

function countsText(reference: ReferenceData): string {
  const counts = [
    plural(reference.therapyCodes.size, 'therapy code'),
    plural(reference.contractors.size, 'Medicare contractor'),
    plural(reference.billTypes.size, 'bill type'),
    plural(reference.reasonCodes.size, 'reason code'),
  ];
  return `${counts.join(', ')}; version ${reference.version}.`;
}

function noticesText(notices: readonly ReferenceNotice[]): string {
  if (notices.length === 0) return 'Nothing is missing or about to expire.';
  return ['Missing or about to expire:', ...notices.map((each) => `  ${each.sentence}`)].join('\n');
}
