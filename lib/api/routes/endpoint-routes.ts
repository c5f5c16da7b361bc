// Endpoints of alerts for an admin: added, tried, changed, given a new secret, removed. The steps
// are those of `kxray webhook`; the host says which addresses it may reach.

import type { OpenAPIHono } from '@hono/zod-openapi';
import { toCents } from '../../domain/money.js';
import type { WebhookEndpoint } from '../../pipeline/alerts/alert-records.js';
import {
  addEndpoint,
  changeEndpoint,
  listEndpoints,
  MAX_ENDPOINTS,
  removeEndpoint,
  rotateSecret,
  type EndpointFacts,
} from '../../pipeline/alerts/webhook-endpoints.js';
import type { ApiContext } from '../api-context.js';
import {
  endpointBody,
  endpointChangeBody,
  endpointParams,
  endpointRow,
  endpointsAnswer,
  endpointTestAnswer,
  endpointWithSecret,
  rotationBody,
  type EndpointBody,
  type EndpointChange,
  type EndpointRow,
} from '../contract/endpoints.js';
import { removedAnswer } from '../contract/workspace.js';
import { defineRoute, fail, ok } from '../define-route.js';
import { NOT_FOUND, type Problem } from '../problem.js';
import { NOT_HERE } from './not-built.js';

const HOUR_MS = 60 * 60 * 1_000;

const TOO_MANY: Problem = {
  status: 409,
  code: 'too_many_endpoints',
  detail: `There are ${MAX_ENDPOINTS} endpoints already: remove one first.`,
};

export function addEndpointRoutes(app: OpenAPIHono, context: ApiContext): void {
  const { endpoints } = context.ports.actions;
  defineRoute(app, context, {
    id: 'listEndpoints',
    shapes: { answer: endpointsAnswer },
    handler: async ({ principal }) => {
      if (endpoints === undefined) return fail(NOT_HERE);
      const listed = await endpoints.withTools(principal.tenantId, listEndpoints);
      return ok({ endpoints: listed.map(rowOf), most: MAX_ENDPOINTS });
    },
  });
  defineRoute(app, context, {
    id: 'addEndpoint',
    shapes: { body: endpointBody, answer: endpointWithSecret },
    handler: async ({ principal, body }) => {
      if (endpoints === undefined) return fail(NOT_HERE);
      const check = endpoints.checkUrl(body.url);
      if (check.kind === 'refused') return fail(refusedUrl(check.reason));
      const facts = factsOf({ ...body, url: check.url }, principal.userId);
      const added = await endpoints.withTools(principal.tenantId, async (tools) => {
        // What stood before nobody was waiting for: it is listed, and not sent.
        await endpoints.noteWhatStands?.(tools);
        return addEndpoint(tools, facts);
      });
      if (added === 'too_many') return fail(TOO_MANY);
      const { endpoint, secret } = added;
      return ok({ endpoint: rowOf(endpoint), secret }, { subject: endpoint.endpointId });
    },
  });
  addOneEndpointRoutes(app, context);
}

function addOneEndpointRoutes(app: OpenAPIHono, context: ApiContext): void {
  const { endpoints } = context.ports.actions;
  defineRoute(app, context, {
    id: 'changeEndpoint',
    shapes: { params: endpointParams, body: endpointChangeBody, answer: endpointRow },
    handler: async ({ principal, params, body, now }) => {
      if (endpoints === undefined) return fail(NOT_HERE);
      const by = { userId: principal.userId, now };
      const changed = await endpoints.withTools(principal.tenantId, (tools) =>
        changeEndpoint(tools, params.endpointId, (before) => changedBy(before, body, by)),
      );
      const subject = `${params.endpointId} ${body.change}`;
      return changed === null ? fail(NOT_FOUND) : ok(rowOf(changed), { subject });
    },
  });
  defineRoute(app, context, {
    id: 'rotateEndpoint',
    shapes: { params: endpointParams, body: rotationBody, answer: endpointWithSecret },
    handler: async ({ principal, params, body }) => {
      if (endpoints === undefined) return fail(NOT_HERE);
      const rotated = await endpoints.withTools(principal.tenantId, (tools) =>
        rotateSecret(tools, params.endpointId, body.overlapHours * HOUR_MS),
      );
      if (rotated === null) return fail(NOT_FOUND);
      const { endpoint, secret } = rotated;
      return ok({ endpoint: rowOf(endpoint), secret }, { subject: params.endpointId });
    },
  });
  defineRoute(app, context, {
    id: 'testEndpoint',
    shapes: { params: endpointParams, answer: endpointTestAnswer },
    handler: async ({ principal, params }) => {
      if (endpoints === undefined) return fail(NOT_HERE);
      const { endpointId } = params;
      const result = await endpoints.test(principal.tenantId, endpointId);
      return result === null ? fail(NOT_FOUND) : ok(result, { subject: endpointId });
    },
  });
  defineRoute(app, context, {
    id: 'removeEndpoint',
    shapes: { params: endpointParams, answer: removedAnswer },
    handler: async ({ principal, params }) => {
      if (endpoints === undefined) return fail(NOT_HERE);
      const removed = await endpoints.withTools(principal.tenantId, (tools) =>
        removeEndpoint(tools, params.endpointId),
      );
      return removed ? ok({ removed }, { subject: params.endpointId }) : fail(NOT_FOUND);
    },
  });
}

function refusedUrl(reason: string): Problem {
  return { status: 422, code: 'url_refused', detail: `That address is not taken: ${reason}.` };
}

function factsOf(body: EndpointBody, userId: string): EndpointFacts {
  const { url, description, filter, fields, baaNote } = body;
  return {
    url,
    description,
    filter: { ...filter, minimumCents: toCents(filter.minimumCents) },
    fields,
    baa: baaNote === null ? null : { note: baaNote, recordedBy: userId },
  };
}

function changedBy(
  before: WebhookEndpoint,
  change: EndpointChange,
  { userId, now }: { readonly userId: string; readonly now: string },
): WebhookEndpoint {
  switch (change.change) {
    case 'enable':
      return { ...before, disabled: null };
    case 'disable':
      return { ...before, disabled: { reason: `by ${userId}`, at: now } };
    case 'baa':
      return { ...before, baa: { note: change.note, recordedBy: userId, recordedAt: now } };
    case 'baa_withdrawn':
      return { ...before, baa: null };
    case 'filter': {
      const { minimumCents } = change.filter;
      return { ...before, filter: { ...change.filter, minimumCents: toCents(minimumCents) } };
    }
  }
}

/** Sealed secrets are nobody's business either. */
function rowOf({ url, secrets, ...endpoint }: WebhookEndpoint): EndpointRow {
  return {
    ...endpoint,
    host: new URL(url).host,
    secrets: secrets.map(({ sealed: _, ...secret }) => secret),
  };
}
