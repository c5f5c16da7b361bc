// Beneficiaries: the list from a page object, one in full from its ledger documents, outside spend.

import type { OpenAPIHono } from '@hono/zod-openapi';
import { toIsoDay, yearOf, type IsoDay } from '../../domain/day.js';
import type { Seed } from '../../domain/ledger-document.js';
import { toCents } from '../../domain/money.js';
import { commitPerson } from '../../pipeline/commit-person.js';
import { emptyChange, seedKeyOf } from '../../pipeline/person-change.js';
import { claimRefOf } from '../../pipeline/pages/claim-ref.js';
import { forecastCrossing, visitSpend } from '../../pipeline/pages/crossing-forecast.js';
import { presentBeneficiary } from '../../pipeline/present-beneficiary.js';
import { readBeneficiary } from '../../pipeline/read-beneficiary.js';
import type { LedgerTools } from '../../pipeline/ledger-tools.js';
import type { ApiContext } from '../api-context.js';
import {
  beneficiariesAnswer,
  beneficiariesQuery,
  beneficiaryAnswer,
  beneficiaryQuery,
  seedAnswer,
  seedBody,
  tokenParams,
  whatIfAnswer,
  whatIfBody,
  type SeedBody,
  type WhatIfAnswer,
  type WhatIfBody,
} from '../contract/beneficiaries.js';
import { defineRoute, fail, ok } from '../define-route.js';
import { NOT_FOUND } from '../problem.js';
import { beneficiaryPage } from './beneficiary-page.js';

export function addBeneficiaryRoutes(app: OpenAPIHono, context: ApiContext): void {
  defineRoute(app, context, {
    id: 'listBeneficiaries',
    shapes: { query: beneficiariesQuery, answer: beneficiariesAnswer },
    handler: ({ principal, query }) => beneficiaryPage(context, principal.tenantId, query),
  });
  defineRoute(app, context, {
    id: 'beneficiary',
    shapes: { params: tokenParams, query: beneficiaryQuery, answer: beneficiaryAnswer },
    handler: async ({ principal, params, query }) => {
      const tools = withOrder(await context.ports.openTenant(principal.tenantId), query.order);
      const ledger = await readBeneficiary(tools, params.token);
      if (ledger === null) return fail(NOT_FOUND);
      const presented = presentBeneficiary(ledger);
      const claims = presented.years.flatMap((year) => year.lines);
      const claimRefs = Object.fromEntries(
        [...claims, ...presented.adjustments].map(({ claim }) => [
          claim,
          claimRefOf(tools.tokens, claim),
        ]),
      );
      const answer = {
        ...presented,
        order: query.order,
        claimRefs,
        groups: ['PT_SLP', 'OT'] as const,
      };
      return ok(answer, { subject: ledger.token, rows: claims.length });
    },
  });
  addChangeRoutes(app, context);
}

function addChangeRoutes(app: OpenAPIHono, context: ApiContext): void {
  defineRoute(app, context, {
    id: 'whatIf',
    shapes: { params: tokenParams, body: whatIfBody, answer: whatIfAnswer },
    handler: async ({ principal, params, body, now }) => {
      const tools = await context.ports.openTenant(principal.tenantId);
      const answer = await whatIf(tools, { token: params.token, body, today: now.slice(0, 10) });
      return answer === null ? fail(NOT_FOUND) : ok(answer, { subject: params.token });
    },
  });
  defineRoute(app, context, {
    id: 'enterSeed',
    shapes: { params: tokenParams, body: seedBody, answer: seedAnswer },
    handler: async ({ principal, params, body }) => {
      if (body.kind === 'totalUsed' && body.asOf === null) {
        const detail = 'A total holds own claims up to a day: say which.';
        return fail({ status: 422, code: 'as_of_missing', detail });
      }
      const tools = await context.ports.openTenant(principal.tenantId);
      // Only of beneficiaries who are there: an address cannot make new ones.
      if ((await readBeneficiary(tools, params.token)) === null) return fail(NOT_FOUND);
      const seed = seedOf(tools, { token: params.token, body, enteredBy: principal.userId });
      const done = await commitPerson(tools, emptyChange(params.token, { seeds: [seed] }));
      const isNew = done.changes.length > 0;
      if (isNew) await context.ports.actions.ledgerChanged?.(principal.tenantId);
      const after = await readBeneficiary(tools, params.token);
      const view = after?.years
        .find(({ year }) => year === body.year)
        ?.groups.find(({ group }) => group === body.group);
      return ok(
        { accumulatedCents: view?.accumulatedCents ?? null, isNew },
        { subject: params.token },
      );
    },
  });
}

function seedOf(
  tools: LedgerTools,
  entered: { readonly token: string; readonly body: SeedBody; readonly enteredBy: string },
): Seed {
  const { token, body, enteredBy } = entered;
  const { kind, year, group, source } = body;
  const asOf = body.asOf === null ? null : toIsoDay(body.asOf);
  const facts = { kind, year, group, cents: toCents(body.cents), asOf, source };
  return { ...facts, seedKey: seedKeyOf(tools.tokens, token, facts), enteredBy };
}

async function whatIf(
  tools: LedgerTools,
  asked: { readonly token: string; readonly body: WhatIfBody; readonly today: string },
): Promise<WhatIfAnswer | null> {
  const { body } = asked;
  const ledger = await readBeneficiary(tools, asked.token);
  const year = ledger?.years.find((each) => each.year === body.year);
  const view = year?.groups.find((each) => each.group === body.group);
  if (year === undefined || view === undefined) return null;
  const lines = year.lines
    .filter(({ group }) => group === body.group)
    .map(({ line, accruedCents }) => ({ serviceDate: line.serviceDate, accruedCents }));
  const seen = visitSpend(lines);
  const visitCents = body.visitCents ?? seen?.meanCents ?? 0;
  const deviationCents = seen?.deviationCents ?? 0;
  const from = startDay(body, asked.today, lines.at(-1)?.serviceDate);
  const lastDay = toIsoDay(`${body.year}-12-31`);
  const crossing = (thresholdCents: number | null): WhatIfAnswer['kx'] => {
    if (thresholdCents === null) return null;
    const remainingCents = thresholdCents - view.accumulatedCents;
    const { visitsPerWeek } = body;
    const input = { from, lastDay, remainingCents, visitsPerWeek, visitCents, deviationCents };
    return { ...forecastCrossing(input), thresholdCents };
  };
  return {
    year: body.year,
    group: body.group,
    from,
    visitCents,
    deviationCents,
    visitsSeen: seen?.visits ?? 0,
    accumulatedCents: view.accumulatedCents,
    isLowerBound: view.isLowerBound,
    kx: crossing(view.kxThresholdCents),
    review: crossing(view.reviewThresholdCents),
  };
}

/** From today where the year is this one; else from the last service known. */
function startDay(body: WhatIfBody, today: string, last: IsoDay | undefined): IsoDay {
  if (body.from !== undefined) return toIsoDay(body.from);
  const day = toIsoDay(today);
  if (yearOf(day) === body.year) return day;
  return last ?? toIsoDay(`${body.year}-01-01`);
}

function withOrder(tools: LedgerTools, order: 'receipt' | 'dos'): LedgerTools {
  const { context } = tools;
  return { ...tools, context: { ...context, settings: { ...context.settings, order } } };
}
