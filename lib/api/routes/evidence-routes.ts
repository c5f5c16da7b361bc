// The record behind a beneficiary's KX lines, from the ledger and the documents that are known.

import type { OpenAPIHono } from '@hono/zod-openapi';
import { readDocumentsOf } from '../../pipeline/documents/document-store.js';
import { lineEvidence } from '../../pipeline/documents/line-evidence.js';
import { claimRefOf } from '../../pipeline/pages/claim-ref.js';
import { readBeneficiary } from '../../pipeline/read-beneficiary.js';
import type { ApiContext } from '../api-context.js';
import { tokenParams } from '../contract/beneficiaries.js';
import { evidenceAnswer } from '../contract/evidence.js';
import { defineRoute, fail, ok } from '../define-route.js';
import { NOT_FOUND } from '../problem.js';

export function addEvidenceRoutes(app: OpenAPIHono, context: ApiContext): void {
  defineRoute(app, context, {
    id: 'evidence',
    shapes: { params: tokenParams, answer: evidenceAnswer },
    handler: async ({ principal, params }) => {
      const { tenantId } = principal;
      const tools = await context.ports.openTenant(tenantId);
      const ledger = await readBeneficiary(tools, params.token);
      if (ledger === null) return fail(NOT_FOUND);
      const place = { tenantId, objects: context.ports.objects };
      const documents = await readDocumentsOf(place, ledger.tokens);
      const evidence = lineEvidence(ledger, { documents, reference: tools.context.reference });
      const claimRefs = Object.fromEntries(
        evidence.lines.map(({ claim }) => [claim, claimRefOf(tools.tokens, claim)]),
      );
      const { length: rows } = evidence.lines;
      return ok({ ...evidence, claimRefs }, { subject: ledger.token, rows });
    },
  });
}
