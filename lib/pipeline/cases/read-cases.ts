// All cases of a tenant, and the lines of one claim with what was decided about each.

import type { CaseEntry, CaseStore } from '../../ports/case-store.js';
import type { BeneficiaryLedger } from '../read-beneficiary.js';
import { caseState, type CaseClocks, type CaseState } from './case-state.js';
import { caseOfLine, type PresentCase } from './case-subject.js';

/** By case id; entries of each oldest first. */
export type CaseHistories = ReadonlyMap<string, readonly CaseEntry[]>;

export interface LineCase extends PresentCase {
  readonly line: number;
  readonly entries: readonly CaseEntry[];
  /** Null where nobody decided anything. */
  readonly state: CaseState | null;
}

export async function readCases(cases: CaseStore, tenantId: string): Promise<CaseHistories> {
  const histories = new Map<string, CaseEntry[]>();
  for await (const entry of cases.list(tenantId)) {
    const known = histories.get(entry.caseId);
    if (known === undefined) histories.set(entry.caseId, [entry]);
    else known.push(entry);
  }
  return histories;
}

/** The cases of a claim's current lines, in the order of the lines. */
export function linesOfClaim(ledger: BeneficiaryLedger, icn: string): readonly PresentCase[] {
  return ledger.years
    .flatMap((year) => year.lines.filter(({ claim }) => claim.icn === icn))
    .toSorted((one, other) => one.line.line - other.line.line)
    .map((judged) => caseOfLine(judged, ledger.resolution));
}

/** A line's case as it stands, whatever number its claim has now; null where it is gone. */
export function caseInLedger(
  { years, resolution }: BeneficiaryLedger,
  { caseId, subject }: Pick<CaseEntry, 'caseId' | 'subject'>,
): PresentCase | null {
  for (const { lines } of years) {
    for (const judged of lines) {
      if (subject.kind !== 'line' || judged.line.line !== subject.line) continue;
      const present = caseOfLine(judged, resolution);
      if (present.caseId === caseId) return present;
    }
  }
  return null;
}

/** What the page of a claim shows beside each line. */
export async function lineCases(
  known: { readonly cases: CaseStore; readonly tenantId: string; readonly clocks: CaseClocks },
  ledger: BeneficiaryLedger,
  icn: string,
): Promise<readonly LineCase[]> {
  const { cases, tenantId, clocks } = known;
  return Promise.all(
    linesOfClaim(ledger, icn).map(async (present) => {
      const entries = await cases.read(tenantId, present.caseId);
      const line = present.subject.kind === 'line' ? present.subject.line : 0;
      return { ...present, line, entries, state: caseState(entries, present.version, clocks) };
    }),
  );
}
