// Mending a quarantined claim: opened for as long as a request lasts, read again by the reader of
// every claim, and committed by the host. The trail keeps which claim and which elements, no value.

import type { OpenAPIHono } from '@hono/zod-openapi';
import type { LedgerTools } from '../../pipeline/ledger-tools.js';
import { INGEST_FATES, type IngestSummary } from '../../pipeline/ingest-summary.js';
import {
  mendClaim,
  type ClaimRead,
  type MendResult,
} from '../../pipeline/quarantine/mend-claim.js';
import { mendSubject } from '../../pipeline/quarantine/mend-subject.js';
import type { ApiContext } from '../api-context.js';
import {
  mendAnswer,
  mendBody,
  quarantineParams,
  type MendAnswer,
  type MendBody,
} from '../contract/mend.js';
import { defineRoute, fail, ok, type Answer } from '../define-route.js';
import type { Principal } from '../principal.js';
import { NOT_FOUND, type Problem } from '../problem.js';
import { NOT_HERE } from './not-built.js';

const OTHER_FAULT: Problem = {
  status: 409,
  code: 'other_fault',
  detail: 'The claim was looked at meanwhile: open it again.',
};

const BAD_VALUE: Problem = {
  status: 422,
  code: 'bad_value',
  detail: 'That is no value for this element: write it as the remittance should have.',
};

export function addMendRoutes(app: OpenAPIHono, context: ApiContext): void {
  defineRoute(app, context, {
    id: 'mendClaim',
    shapes: { params: quarantineParams, body: mendBody, answer: mendAnswer },
    handler: async ({ principal, params, body }) => {
      const { tenantId } = principal;
      if (context.ports.actions.acceptMended === undefined) return fail(NOT_HERE);
      const tools = await context.ports.openTenant(tenantId);
      const { quarantineKey } = params;
      const result = await readMended(context, tools, { quarantineKey, body });
      if (result === null) return fail(NOT_FOUND);
      return answerOf(context, result, { principal, quarantineKey, body });
    },
  });
}

/** Null where nothing of that name is in quarantine. */
async function readMended(
  { ports }: ApiContext,
  { tenantId, context }: LedgerTools,
  { quarantineKey, body }: { readonly quarantineKey: string; readonly body: MendBody },
): Promise<MendResult | null> {
  const records = await ports.quarantine.list(tenantId);
  const record = records.find((each) => each.quarantineKey === quarantineKey);
  if (record === undefined) return null;
  const { reason, message } = record;
  const rawText = await ports.quarantine.open(tenantId, quarantineKey);
  if (rawText === null) return { kind: 'unmendable', reason, message };
  return mendClaim({ ...record, rawText }, body.mends, context.reference);
}

async function answerOf(
  { ports }: ApiContext,
  result: MendResult,
  asked: {
    readonly principal: Principal;
    readonly quarantineKey: string;
    readonly body: MendBody;
  },
): Promise<Answer<MendAnswer>> {
  const { principal, quarantineKey, body } = asked;
  const tried = { quarantineKey, mends: body.mends };
  const subject = mendSubject(tried);
  switch (result.kind) {
    case 'other_fault':
      return fail(OTHER_FAULT);
    case 'bad_value':
      return fail(BAD_VALUE);
    case 'unmendable':
      return ok({ kind: 'unmendable', message: result.message }, { subject });
    case 'fault':
      return ok({ kind: 'fault', fault: result.fault }, { subject });
    case 'readable': {
      const { claim } = result;
      if (!body.isFinal) return ok(readable(claim), { subject });
      const summary = await ports.actions.acceptMended?.(principal.tenantId, {
        quarantineKey,
        claim,
      });
      if (summary === undefined) return fail(NOT_HERE);
      return ok(accepted(summary), { subject: mendSubject({ ...tried, isAccepted: true }) });
    }
  }
}

function readable({ claim }: ClaimRead): MendAnswer {
  const chargeCents = claim.lines.reduce((sum, line) => sum + line.chargeCents, 0);
  return { kind: 'readable', lines: claim.lines.length, chargeCents };
}

function accepted({ fates, read }: IngestSummary): MendAnswer {
  const fate = INGEST_FATES.find((each) => fates[each].claims > 0) ?? 'current';
  return { kind: 'accepted', fate, lines: read.lines };
}
