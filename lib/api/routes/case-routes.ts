// What reviewers decided: the cases of a claim's lines, a decision on one of them, and the list of
// work. Everybody with detail may take a case and note something; settling it is a reviewer's.

import type { OpenAPIHono } from '@hono/zod-openapi';
import { SETTLED_STATUSES } from '../../pipeline/cases/case-state.js';
import { STATUS_MEANINGS, STATUS_WORDS } from '../../pipeline/cases/case-words.js';
import { lineCases, type LineCase } from '../../pipeline/cases/read-cases.js';
import { recordDecision, type DecisionFault } from '../../pipeline/cases/record-decision.js';
import { CASE_STATUSES, type CaseStatus } from '../../ports/case-store.js';
import type { ApiContext } from '../api-context.js';
import { caseList } from '../case-list.js';
import { claimLedger } from '../claim-owner.js';
import { claimParams } from '../contract/claims.js';
import {
  caseBody,
  casesAnswer,
  claimCasesAnswer,
  lineParams,
  type CaseOfLine,
  type ClaimCasesAnswer,
} from '../contract/cases.js';
import { defineRoute, fail, ok } from '../define-route.js';
import type { Role } from '../principal.js';
import { NOT_FOUND, type Problem } from '../problem.js';
import { NOT_HERE } from './not-built.js';

const NOT_YOURS: Problem = {
  status: 403,
  code: 'reviewer_decides',
  detail: 'A reviewer or an admin decides that: hand the case over to one.',
};

const DECIDED_MEANWHILE: Problem = {
  status: 409,
  code: 'decided_meanwhile',
  detail: 'Somebody wrote to this case meanwhile: look at it again before you decide.',
};

const FAULTS: Readonly<Record<DecisionFault, string>> = {
  note_needed: 'Say why: a decision without a reason helps nobody later.',
  note_too_long: 'The note is too long.',
  note_has_mbi: 'A Medicare number has no place in a note: take it out.',
  bad_owner: 'Name an owner by letters, digits and blanks.',
};

export function addCaseRoutes(app: OpenAPIHono, context: ApiContext): void {
  const { cases } = context.ports;
  defineRoute(app, context, {
    id: 'listCases',
    shapes: { answer: casesAnswer },
    handler: async ({ principal }) => {
      if (cases === undefined) return fail(NOT_HERE);
      const listed = await caseList(context, cases, principal.tenantId);
      return ok(listed, { rows: listed.cases.length });
    },
  });
  defineRoute(app, context, {
    id: 'claimCases',
    shapes: { params: claimParams, answer: claimCasesAnswer },
    handler: async ({ principal, params }) => {
      const found = await casesOfClaim(context, principal.tenantId, params.claimRef);
      if (found === 'not_here') return fail(NOT_HERE);
      if (found === null) return fail(NOT_FOUND);
      const answer = presented(params.claimRef, found, principal.role);
      return ok(answer, { subject: params.claimRef, rows: found.length });
    },
  });
  addDecisionRoute(app, context);
}

function addDecisionRoute(app: OpenAPIHono, context: ApiContext): void {
  const { cases, clock } = context.ports;
  defineRoute(app, context, {
    id: 'decideCase',
    shapes: { params: lineParams, body: caseBody, answer: claimCasesAnswer },
    handler: async ({ principal, params, body }) => {
      const { tenantId, userId, role } = principal;
      const { claimRef, line } = params;
      if (body.status !== undefined && !mayChoose(role, body.status)) return fail(NOT_YOURS);
      const found = await casesOfClaim(context, tenantId, claimRef);
      if (cases === undefined || found === 'not_here') return fail(NOT_HERE);
      const present = found?.find((each) => each.line === line);
      if (present === undefined) return fail(NOT_FOUND);
      const { status, owner, note, expected } = body;
      const result = await recordDecision({ tenantId, cases, clock }, present, {
        ...(status === undefined ? {} : { status }),
        ...(owner === undefined ? {} : { owner }),
        note,
        enteredBy: userId,
        expected,
      });
      if (result.kind === 'conflict') return fail(DECIDED_MEANWHILE);
      if (result.kind === 'refused') {
        return fail({ status: 422, code: result.reason, detail: FAULTS[result.reason] });
      }
      const after = await casesOfClaim(context, tenantId, claimRef);
      if (after === null || after === 'not_here') return fail(NOT_FOUND);
      return ok(presented(claimRef, after, role), { subject: `${claimRef} ${line}` });
    },
  });
}

async function casesOfClaim(
  context: ApiContext,
  tenantId: string,
  claimRef: string,
): Promise<readonly LineCase[] | 'not_here' | null> {
  const { ports } = context;
  const { cases } = ports;
  if (cases === undefined || ports.caseClocks === undefined) return 'not_here';
  const found = await claimLedger(context, tenantId, claimRef);
  if (found === null) return null;
  return lineCases({ cases, tenantId, clocks: await ports.caseClocks() }, found.ledger, found.icn);
}

function presented(claimRef: string, lines: readonly LineCase[], role: Role): ClaimCasesAnswer {
  return {
    claimRef,
    lines: lines.map(presentedLine),
    choices: CASE_STATUSES.map((status) => ({
      status,
      words: STATUS_WORDS[status],
      meaning: STATUS_MEANINGS[status],
      mayChoose: mayChoose(role, status),
    })),
  };
}

function presentedLine({ line, caseId, version, state, entries }: LineCase): CaseOfLine {
  return {
    line,
    caseId,
    finding: version.kind === 'line' ? version.finding : null,
    state,
    history: entries.map(({ number, status, owner, note, enteredBy, enteredAt }) => {
      return { number, status, owner, note, enteredBy, enteredAt };
    }),
  };
}

/** `confirmed` starts a clock of the law: as grave as settling it. */
function mayChoose(role: Role, status: CaseStatus): boolean {
  const isGrave = status === 'confirmed' || SETTLED_STATUSES.includes(status);
  return !isGrave || role === 'reviewer' || role === 'admin';
}
