// A judged line as the report lists it: what a reviewer needs to find it, and why it is listed.

import type { JudgedLine } from '../../domain/judgement.js';
import type { ThresholdGroup } from '../../domain/reference.js';
import type { CaseState } from '../cases/case-state.js';
import type { FindingKind, ReportLine } from './report-model.js';
import type { ReviewedBy } from './report-model-cases.js';

export function toReportLine(
  token: string,
  judged: JudgedLine,
  why: {
    readonly group: ThresholdGroup;
    readonly isKxInWindow: boolean;
    readonly isOver: boolean;
    readonly finding: FindingKind | null;
    readonly reviewed: CaseState | null;
  },
): ReportLine {
  const { claim, line } = judged;
  return {
    token,
    icn: claim.icn,
    line: line.line,
    year: judged.year,
    group: why.group,
    serviceDate: line.serviceDate,
    paidDate: claim.paidDate,
    hcpcs: line.hcpcs,
    modifiers: line.modifiers.join(' '),
    allowedCents: judged.accruedCents,
    paidCents: line.paidCents,
    chargeCents: line.chargeCents,
    beforeCents: judged.beforeCents,
    afterCents: judged.afterCents,
    isInLookBack: why.isKxInWindow,
    isOverReview: why.isOver,
    finding: why.finding,
    renderingNpi: line.renderingNpi ?? claim.renderingNpi,
    billingNpi: claim.billingNpi,
    rules: judged.rules.join(' '),
    reviewed: why.reviewed === null ? null : reviewedBy(why.reviewed),
  };
}

export function reviewedBy({ status, owner, isReopened }: CaseState): ReviewedBy {
  return { status, owner, isReopened };
}
