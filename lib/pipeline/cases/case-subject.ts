// What a case is about, and the version of it that stands now: a claim line by the place that it
// keeps through corrections, or a cause of many findings.

import { createHash } from 'node:crypto';
import type { JudgedLine } from '../../domain/judgement.js';
import type { Resolution } from '../../domain/resolve-versions.js';
import type { CaseSubject, CaseVersion } from '../../ports/case-store.js';
import { findingOf } from '../reports/standing-items.js';

/** A case and what it would be decided on now. */
export interface PresentCase {
  readonly caseId: string;
  readonly subject: CaseSubject;
  readonly version: CaseVersion;
}

/** Of a score run or of a report. */
export interface CountedCause {
  readonly kind: string;
  readonly role: string | null;
  readonly npi: string | null;
  readonly payerId: string | null;
  readonly lines: number;
  readonly exposedPaidCents: number;
  readonly underBilledChargeCents: number;
}

const ID_CHARACTERS = 16;

/** Without the token: a case outlives a new token key. A control number is personal data too. */
function caseIdOf(subject: CaseSubject): string {
  const parts =
    subject.kind === 'line'
      ? [subject.payerId, subject.placeIcn, subject.line]
      : [subject.cause, subject.role, subject.npi, subject.payerId];
  const text = JSON.stringify([subject.kind, ...parts]);
  return `c${createHash('sha256').update(text).digest('hex').slice(0, ID_CHARACTERS)}`;
}

export function caseOfLine(judged: JudgedLine, resolution: Resolution): PresentCase {
  const { claim, line } = judged;
  const placeIcn = resolution.get(claim.versionKey)?.placeIcn ?? claim.icn;
  const subject = { kind: 'line', payerId: claim.payerId, placeIcn, line: line.line } as const;
  const finding = findingOf(judged);
  return {
    caseId: caseIdOf(subject),
    subject,
    version: {
      kind: 'line',
      versionKey: claim.versionKey,
      finding,
      icn: claim.icn,
      year: judged.year,
      serviceDate: line.serviceDate,
      cents: finding === 'under_billed' ? line.chargeCents : judged.accruedCents,
      paidCents: finding === 'under_billed' ? 0 : line.paidCents,
    },
  };
}

export function caseOfCause(cause: CountedCause): PresentCase {
  const { kind, role, npi, payerId, lines, exposedPaidCents, underBilledChargeCents } = cause;
  const subject = { kind: 'cause', cause: kind, role, npi, payerId } as const;
  const version = { kind: 'cause', lines, exposedPaidCents, underBilledChargeCents } as const;
  return { caseId: caseIdOf(subject), subject, version };
}
