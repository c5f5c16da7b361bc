// The list of work: every case with where it stands. What was decided may rest on a version that is
// no more, so the newest cases are held against the ledger; a person's ledger is read once.

import { caseState, type CaseClocks } from '../pipeline/cases/case-state.js';
import { STATUS_WORDS } from '../pipeline/cases/case-words.js';
import { caseInLedger, readCases } from '../pipeline/cases/read-cases.js';
import { claimRefOf } from '../pipeline/pages/claim-ref.js';
import { readBeneficiary, type BeneficiaryLedger } from '../pipeline/read-beneficiary.js';
import type { CaseEntry, CaseStore, CaseVersion } from '../ports/case-store.js';
import type { ApiContext } from './api-context.js';
import { claimOwner } from './claim-owner.js';
import type { CaseRow, CasesAnswer } from './contract/cases.js';

/** Enough for a morning; each costs the ledger of one person at most. */
const CASES_CHECKED = 60;
const CASES_SHOWN = 1_000;

export async function caseList(
  context: ApiContext,
  cases: CaseStore,
  tenantId: string,
): Promise<CasesAnswer> {
  const clocks = (await context.ports.caseClocks?.()) ?? NO_CLOCKS;
  const histories = [...(await readCases(cases, tenantId)).values()].toSorted(newestFirst);
  const { tokens } = await context.ports.openTenant(tenantId);
  const standing = openStanding(context, tenantId);
  const rows = await Promise.all(
    histories.slice(0, CASES_SHOWN).map(async (entries, at): Promise<CaseRow | null> => {
      const last = entries.at(-1);
      if (last === undefined) return null;
      const isChecked = at < CASES_CHECKED && last.decidedOn.kind === 'line';
      const claimRef =
        last.decidedOn.kind === 'line' ? claimRefOf(tokens, last.decidedOn.icn) : null;
      const present = isChecked && claimRef !== null ? await standing(claimRef, last) : null;
      return caseRow(entries, { last, claimRef, isChecked, clocks, present });
    }),
  );
  const known = rows.filter((row) => row !== null);
  return { cases: known.toSorted(byWork), total: histories.length };
}

const NO_CLOCKS: CaseClocks = { refundDays: null, investigationDays: null };

function caseRow(
  entries: readonly CaseEntry[],
  known: {
    readonly last: CaseEntry;
    readonly claimRef: string | null;
    readonly isChecked: boolean;
    readonly clocks: CaseClocks;
    readonly present: CaseVersion | null;
  },
): CaseRow | null {
  const { last, claimRef, isChecked, clocks, present } = known;
  const { subject, decidedOn } = last;
  const state = caseState(entries, present, clocks);
  if (state === null) return null;
  const { caseId, status, isSettled, isReopened, owner, since, dueDay } = state;
  const isLine = decidedOn.kind === 'line';
  return {
    caseId,
    claimRef,
    line: subject.kind === 'line' ? subject.line : null,
    finding: isLine ? decidedOn.finding : subject.kind === 'cause' ? subject.cause : null,
    status,
    statusWords: STATUS_WORDS[status],
    isSettled,
    isReopened,
    isChecked,
    owner,
    since,
    dueDay,
    cents: isLine ? decidedOn.cents : decidedOn.exposedPaidCents,
    serviceDate: isLine ? decidedOn.serviceDate : null,
  };
}

/** What stands now of a case, by the claim that it was decided on; null where nothing does. */
function openStanding(context: ApiContext, tenantId: string) {
  const ledgers = new Map<string, Promise<BeneficiaryLedger | null>>();
  return async (claimRef: string, entry: CaseEntry): Promise<CaseVersion | null> => {
    const owner = await claimOwner(context, tenantId, claimRef);
    const [token] = owner?.tokens ?? [];
    if (owner === null || token === undefined) return null;
    const tools = await context.ports.openTenant(tenantId);
    const reading = ledgers.get(token) ?? readBeneficiary(tools, token);
    ledgers.set(token, reading);
    const ledger = await reading;
    return ledger === null ? null : (caseInLedger(ledger, entry)?.version ?? null);
  };
}

function newestFirst(one: readonly CaseEntry[], other: readonly CaseEntry[]): number {
  return (one.at(-1)?.enteredAt ?? '') < (other.at(-1)?.enteredAt ?? '') ? 1 : -1;
}

/** What is not settled first; of these what is due soonest; then by dollars. */
function byWork(one: CaseRow, other: CaseRow): number {
  if (one.isSettled !== other.isSettled) return one.isSettled ? 1 : -1;
  const [due, otherDue] = [one.dueDay ?? '9999', other.dueDay ?? '9999'];
  if (due !== otherDue) return due < otherDue ? -1 : 1;
  return other.cents - one.cents;
}
