// Reviewers' decisions as a month sees them: what was entered by its last day, held against the
// version of the line or cause that stood then. A later decision belongs to a later month.

import type { IsoDay } from '../../domain/day.js';
import type { JudgedLine } from '../../domain/judgement.js';
import type { Resolution } from '../../domain/resolve-versions.js';
import type { CaseStore } from '../../ports/case-store.js';
import { caseState, entriesBy, type CaseClocks, type CaseState } from '../cases/case-state.js';
import {
  caseOfCause,
  caseOfLine,
  type CountedCause,
  type PresentCase,
} from '../cases/case-subject.js';
import { readCases, type CaseHistories } from '../cases/read-cases.js';

export interface MonthDecisions {
  /** Null where nobody had decided anything by that day. */
  ofLine(judged: JudgedLine, resolution: Resolution, day: IsoDay): CaseState | null;
  ofCause(cause: CountedCause, day: IsoDay): CaseState | null;
}

export const NO_DECISIONS: MonthDecisions = {
  ofLine: () => null,
  ofCause: () => null,
};

export async function readDecisions(
  cases: CaseStore,
  tenantId: string,
  clocks: CaseClocks,
): Promise<MonthDecisions> {
  return monthDecisions(await readCases(cases, tenantId), clocks);
}

function monthDecisions(histories: CaseHistories, clocks: CaseClocks): MonthDecisions {
  // Most workspaces have few cases and many lines: no name of a case is made for nothing.
  if (histories.size === 0) return NO_DECISIONS;
  const stateOf = ({ caseId, version }: PresentCase, day: IsoDay): CaseState | null =>
    caseState(entriesBy(histories.get(caseId) ?? [], day), version, clocks);
  return {
    ofLine: (judged, resolution, day) => stateOf(caseOfLine(judged, resolution), day),
    ofCause: (cause, day) => stateOf(caseOfCause(cause), day),
  };
}
