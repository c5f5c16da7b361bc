// The cases of a workspace beside the ledger that they are about: which line or cause somebody
// names, and the version of it that stands now.

import { loadReviewReference } from '../lib/adapters/common/load-review-reference.js';
import { referenceDirectory } from '../lib/adapters/common/reference-directory.js';
import { caseClocks } from '../lib/pipeline/cases/case-clocks.js';
import type { CaseClocks } from '../lib/pipeline/cases/case-state.js';
import { caseOfCause, type PresentCase } from '../lib/pipeline/cases/case-subject.js';
import { caseInLedger, linesOfClaim } from '../lib/pipeline/cases/read-cases.js';
import { readBeneficiary, type BeneficiaryLedger } from '../lib/pipeline/read-beneficiary.js';
import type { CaseEntry } from '../lib/ports/case-store.js';
import { findClaim, ledgerOfIcn } from './claim-ledger.js';
import type { CommonOptions } from './command.js';
import { withLake, type OpenLake } from './lake.js';
import { openRun } from './score-session.js';
import { TENANT_ID, type Session } from './session.js';
import { withStoredSession } from './stored-session.js';
import { FailedError, UsageError } from './usage-error.js';

export interface OpenCases {
  readonly session: Session;
  readonly lake: OpenLake;
  readonly clocks: CaseClocks;
  /** Null where nothing of it stands any more. */
  presentOf(entries: readonly CaseEntry[]): Promise<PresentCase | null>;
}

/** How a case is named: `CLAIM/LINE`, `cause:KIND/ROLE/NPI/PAYER`, or as a list shows it. */
export const CASE_NAME = '<case>';
export const CASE_NAME_WORDS =
  'CLAIM/LINE, a cause as the list names it (cause:missing_kx/billing/NPI), or a case id';

const CLAIM_LINE = /^(.+)\/([1-9]\d{0,3})$/;
const CASE_ID = /^c[0-9a-f]{16}$/;
const CAUSE = /^cause:([a-z_]+)(?:\/(\w+)\/(\d{10})(?:\/(.+))?)?$/;

export async function withCases<Answer>(
  options: CommonOptions,
  action: (cases: OpenCases) => Promise<Answer>,
): Promise<Answer> {
  const { clocks } = await loadReviewReference(referenceDirectory());
  return withStoredSession(options, (session) =>
    withLake(session, (lake) => {
      const causes = once(() => presentCauses(session, lake));
      const people = new Map<string, BeneficiaryLedger | null>();
      return action({
        session,
        lake,
        clocks: caseClocks(clocks),
        presentOf: async (entries) => {
          const last = entries.at(-1);
          if (last === undefined) return null;
          if (last.decidedOn.kind === 'cause') {
            return (await causes()).find(({ caseId }) => caseId === last.caseId) ?? null;
          }
          return presentLine({ session, lake, people }, last, last.decidedOn.icn);
        },
      });
    }),
  );
}

/** The case that somebody named, as it stands now. */
export async function namedCase(open: OpenCases, name: string): Promise<PresentCase> {
  const { session, lake } = open;
  if (CASE_ID.test(name)) {
    const entries = await session.workspace.cases.read(TENANT_ID, name);
    if (entries.length === 0) throw new UsageError('there is no case of that id');
    const present = await open.presentOf(entries);
    if (present === null) throw new FailedError('nothing of that case stands any more');
    return present;
  }
  if (name.startsWith('cause:')) return namedCause(await presentCauses(session, lake), name);
  const [, icn, line] = CLAIM_LINE.exec(name) ?? [];
  if (icn === undefined) throw new UsageError(`a case is named by ${CASE_NAME_WORDS}`);
  const lines = linesOfClaim(await ledgerOfIcn(session, lake, icn), icn);
  const found = lines.find(
    ({ subject }) => subject.kind === 'line' && subject.line === Number(line),
  );
  if (found === undefined) throw new FailedError('the claim has no such current line');
  return found;
}

export function caseName({ subject, version }: Pick<PresentCase, 'subject' | 'version'>): string {
  if (subject.kind === 'line') {
    const icn = version.kind === 'line' ? version.icn : subject.placeIcn;
    return `${icn}/${subject.line}`;
  }
  const { cause, role, npi, payerId } = subject;
  return `cause:${[cause, role, npi, payerId].filter((part) => part !== null).join('/')}`;
}

function namedCause(causes: readonly PresentCase[], name: string): PresentCase {
  const [, cause, role, npi, payerId] = CAUSE.exec(name) ?? [];
  const found = causes.filter(
    ({ subject }) =>
      subject.kind === 'cause' &&
      subject.cause === cause &&
      (subject.role ?? undefined) === role &&
      (subject.npi ?? undefined) === npi &&
      (payerId === undefined || subject.payerId === payerId),
  );
  const [only] = found;
  if (only === undefined) throw new FailedError('the score run has no such cause (kxray score)');
  if (found.length > 1) throw new UsageError('several payers have that cause: add /PAYER');
  return only;
}

async function presentCauses(session: Session, lake: OpenLake): Promise<readonly PresentCase[]> {
  const run = await openRun(session, lake);
  return (run?.causes.causes ?? []).map(caseOfCause);
}

/** By the claim that was decided on; a correction under another number stands in its place. */
async function presentLine(
  known: {
    readonly session: Session;
    readonly lake: OpenLake;
    readonly people: Map<string, BeneficiaryLedger | null>;
  },
  { caseId, subject }: CaseEntry,
  icn: string,
): Promise<PresentCase | null> {
  if (subject.kind !== 'line') return null;
  const { session, lake, people } = known;
  for (const token of (await findClaim(lake, icn, subject.payerId)).tokens) {
    const ledger = people.get(token) ?? (await readBeneficiary(session.tools, token));
    people.set(token, ledger);
    const present = ledger === null ? null : caseInLedger(ledger, { caseId, subject });
    if (present !== null) return present;
  }
  return null;
}

function once<Value>(make: () => Promise<Value>): () => Promise<Value> {
  let made: Promise<Value> | undefined;
  return () => (made ??= make());
}
