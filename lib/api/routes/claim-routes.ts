// Claims: the list, one claim explained line by line, and looking up by what a person has at hand.

import type { OpenAPIHono } from '@hono/zod-openapi';
import { isMbi } from '../../domain/identifiers.js';
import { PROVIDER_ROLES } from '../../domain/patterns/provider-role.js';
import { explainLine } from '../../pipeline/explain-line.js';
import type { LedgerTools } from '../../pipeline/ledger-tools.js';
import { claimRefOf } from '../../pipeline/pages/claim-ref.js';
import type { ProvidersPage } from '../../pipeline/pages/page-contents.js';
import { readBeneficiary } from '../../pipeline/read-beneficiary.js';
import { looksLikeToken } from '../../pipeline/tokenizer.js';
import type { ApiContext } from '../api-context.js';
import { claimOwner } from '../claim-owner.js';
import {
  claimAnswer,
  claimParams,
  claimsAnswer,
  claimsQuery,
  lookUpAnswer,
  lookUpBody,
  type LookUpAnswer,
} from '../contract/claims.js';
import { defineRoute, fail, ok } from '../define-route.js';
import { NOT_FOUND } from '../problem.js';
import { claimPage } from './claim-page.js';
import { conditionsOf } from './claim-conditions.js';

export function addClaimRoutes(app: OpenAPIHono, context: ApiContext): void {
  defineRoute(app, context, {
    id: 'listClaims',
    shapes: { query: claimsQuery, answer: claimsAnswer },
    handler: ({ principal, query }) => claimPage(context, principal.tenantId, query),
  });
  defineRoute(app, context, {
    id: 'claim',
    shapes: { params: claimParams, answer: claimAnswer },
    handler: async ({ principal, params }) => {
      const { claimRef } = params;
      const tools = await context.ports.openTenant(principal.tenantId);
      const owner = await claimOwner(context, principal.tenantId, claimRef);
      // Several people may have one number: the first is shown, the others are named beside it.
      const [token, ...others] = owner?.tokens ?? [];
      if (owner === null || token === undefined) return fail(NOT_FOUND);
      const ledger = await readBeneficiary(tools, token);
      if (ledger === null) return fail(NOT_FOUND);
      const explained = explainLine(ledger, owner.claim);
      if (explained.kind !== 'explained') return fail(NOT_FOUND);
      const { kind: _, ...explanation } = explained;
      const conditions = conditionsOf(ledger, owner.claim, tools.context.reference);
      const { payerIds } = owner;
      const answer = { ...explanation, claimRef, payerIds, others, conditions };
      return ok(answer, { subject: claimRef, rows: explanation.lines.length });
    },
  });
  defineRoute(app, context, {
    id: 'lookUp',
    shapes: { body: lookUpBody, answer: lookUpAnswer },
    handler: async ({ principal, body }) => {
      const tools = await context.ports.openTenant(principal.tenantId);
      const matches = await lookUp(context, tools, body.text);
      return ok({ matches: [...matches] }, { rows: matches.length });
    },
  });
}

type Match = LookUpAnswer['matches'][number];

/** What was typed goes no further than this function: addresses hold keyed hashes and NPIs only. */
async function lookUp(
  context: ApiContext,
  tools: LedgerTools,
  text: string,
): Promise<readonly Match[]> {
  if (looksLikeToken(text) || isMbi(text)) {
    const token = looksLikeToken(text) ? text : tools.tokens.token(text, '');
    const ledger = await readBeneficiary(tools, token);
    return ledger === null ? [] : [{ kind: 'beneficiary', path: `/beneficiaries/${ledger.token}` }];
  }
  return [...(await claimsOf(context, tools, text)), ...(await providersOf(context, tools, text))];
}

async function claimsOf(
  context: ApiContext,
  tools: LedgerTools,
  text: string,
): Promise<readonly Match[]> {
  const claimRef = claimRefOf(tools.tokens, text);
  const owner = await claimOwner(context, tools.tenantId, claimRef);
  return owner === null ? [] : [{ kind: 'claim', path: `/claims/${claimRef}` }];
}

async function providersOf(
  { pages }: ApiContext,
  { tenantId }: LedgerTools,
  text: string,
): Promise<readonly Match[]> {
  if (!/^\d{10}$/.test(text)) return [];
  const set = await pages.set(tenantId);
  if (set === null) return [];
  const page = await pages.page<ProvidersPage>(tenantId, set.pagesId, 'providers');
  return PROVIDER_ROLES.filter((role) =>
    page?.providers.some((each) => each.npi === text && each.role === role),
  ).map((role) => ({ kind: 'provider', path: `/providers/${role}/${text}` }));
}
