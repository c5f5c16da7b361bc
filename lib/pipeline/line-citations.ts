// The rows of reference data behind an explained line, each with its source and checked date: the
// amounts of the year, the code, the payer, the bill type, the reasons of its adjustments.

import type { IsoDay } from '../domain/day.js';
import { therapyCodeOn, type Citation, type ReferenceData } from '../domain/reference.js';
import type { LineExplanation } from './explain-line.js';

export interface LineCitation {
  /** What the row says: `amounts of 2026`. */
  readonly what: string;
  readonly source: string;
  readonly confidence: string;
  readonly checkedOn: IsoDay;
}

export function lineCitations(
  line: Pick<LineExplanation, 'year' | 'inputs'>,
  reference: ReferenceData,
): readonly LineCitation[] {
  const { inputs, year } = line;
  const prefix = inputs.typeOfBill?.slice(1, 3) ?? '';
  const reasons = [...new Set(inputs.adjustments.map(({ reason }) => reason))];
  return [
    ...citation(`amounts of ${year}`, reference.thresholds.get(year)),
    ...citation(
      `code ${inputs.hcpcs}`,
      therapyCodeOn(reference, inputs.hcpcs, inputs.serviceDate) ?? undefined,
    ),
    ...citation(`payer ${inputs.payerId}`, reference.contractors.get(inputs.payerId)),
    ...citation(`bill type ${inputs.typeOfBill}`, reference.billTypes.get(prefix)),
    ...reasons.flatMap((reason) =>
      citation(`adjustment reason ${reason}`, reference.reasonCodes.get(reason)),
    ),
  ];
}

function citation(what: string, row: Citation | undefined): readonly LineCitation[] {
  if (row === undefined) return [];
  return [{ what, source: row.source, confidence: row.confidence, checkedOn: row.checkedOn }];
}
