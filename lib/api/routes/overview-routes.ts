// The first page, the totals, the exposures: from one page object.

import type { OpenAPIHono } from '@hono/zod-openapi';
import type { TodayPage } from '../../pipeline/pages/page-contents.js';
import type { ApiContext } from '../api-context.js';
import {
  exposuresAnswer,
  todayAnswer,
  totalsAnswer,
  type TodayAnswer,
} from '../contract/overview.js';
import { defineRoute, fail, ok } from '../define-route.js';
import { isMasked, maskToday } from '../masking.js';
import type { Principal } from '../principal.js';
import { NOT_BUILT } from './not-built.js';

export function addOverviewRoutes(app: OpenAPIHono, context: ApiContext): void {
  defineRoute(app, context, {
    id: 'today',
    shapes: { answer: todayAnswer },
    handler: async ({ principal }) => {
      const today = await todayOf(context, principal);
      return today === null ? fail(NOT_BUILT) : ok(today);
    },
  });
  defineRoute(app, context, {
    id: 'totals',
    shapes: { answer: totalsAnswer },
    handler: async ({ principal }) => {
      const today = await todayOf(context, principal);
      return today === null ? fail(NOT_BUILT) : ok(today.totals);
    },
  });
  defineRoute(app, context, {
    id: 'exposures',
    shapes: { answer: exposuresAnswer },
    handler: async ({ principal }) => {
      const today = await todayOf(context, principal);
      if (today === null) return fail(NOT_BUILT);
      const { asOf, lookBackFrom, exposures } = today;
      return ok({ asOf, lookBackFrom, exposures: [...exposures] });
    },
  });
}

async function todayOf(
  { pages, ports }: ApiContext,
  principal: Principal,
): Promise<TodayAnswer | null> {
  const { tenantId } = principal;
  const set = await pages.set(tenantId);
  if (set === null) return null;
  const page = await pages.page<TodayPage>(tenantId, set.pagesId, 'today');
  if (page === null) return null;
  const { claims, files } = await ports.quarantine.counts(tenantId);
  const today = { ...page, isMasked: false, quarantined: { claims, files } };
  return isMasked(principal) ? maskToday(today, page.zones) : today;
}
