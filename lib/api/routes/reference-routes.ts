// Reference data: shown to all; an amount is proposed by one person and entered by the approval of
// another.

import type { OpenAPIHono } from '@hono/zod-openapi';
import type { ApiContext } from '../api-context.js';
import {
  decisionBody,
  proposal,
  proposalBody,
  proposalParams,
  proposalsAnswer,
  referenceAnswer,
  type AmountProposal,
} from '../contract/reference.js';
import { defineRoute, fail, ok } from '../define-route.js';
import { NOT_FOUND, type Problem } from '../problem.js';
import { newProposal, readProposals, storeProposal } from '../proposals.js';
import { NOT_HERE } from './not-built.js';

const OWN_PROPOSAL: Problem = {
  status: 409,
  code: 'own_proposal',
  detail: 'An amount is approved by somebody other than the one who proposed it.',
};

const DECIDED: Problem = { status: 409, code: 'decided', detail: 'That was decided already.' };

export function addReferenceRoutes(app: OpenAPIHono, context: ApiContext): void {
  const { settings, actions } = context.ports;
  defineRoute(app, context, {
    id: 'reference',
    shapes: { answer: referenceAnswer },
    handler: async ({ principal }) => ok(await actions.reference(principal.tenantId)),
  });
  defineRoute(app, context, {
    id: 'listProposals',
    shapes: { answer: proposalsAnswer },
    handler: async ({ principal }) =>
      ok({ proposals: [...(await readProposals(settings, principal.tenantId))] }),
  });
  defineRoute(app, context, {
    id: 'propose',
    shapes: { body: proposalBody, answer: proposal },
    handler: async ({ principal, body, now }) => {
      const { tenantId, userId } = principal;
      const made = newProposal(body, { userId, now });
      await storeProposal(settings, { tenantId, proposal: made, by: userId, now });
      return ok(made, { subject: made.proposalId });
    },
  });
  defineRoute(app, context, {
    id: 'decide',
    shapes: { params: proposalParams, body: decisionBody, answer: proposal },
    handler: async ({ principal, params, body, now }) => {
      const { tenantId, userId } = principal;
      const all = await readProposals(settings, tenantId);
      const asked = all.find(({ proposalId }) => proposalId === params.proposalId);
      if (asked === undefined) return fail(NOT_FOUND);
      if (asked.state !== 'proposed') return fail(DECIDED);
      if (asked.proposedBy === userId) return fail(OWN_PROPOSAL);
      if (body.decision === 'approve' && actions.enterAmount === undefined) return fail(NOT_HERE);
      const state = body.decision === 'approve' ? ('approved' as const) : ('refused' as const);
      const decided: AmountProposal = { ...asked, state, decidedBy: userId, decidedAt: now };
      // Entered before it is marked: what a crash cuts short is asked again and changes nothing.
      if (state === 'approved') await actions.enterAmount?.(principal, decided);
      await storeProposal(settings, { tenantId, proposal: decided, by: userId, now });
      return ok(decided, { subject: asked.proposalId });
    },
  });
}
