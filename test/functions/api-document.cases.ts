// The document of the API against what the API answers: every field that comes is told of, every
// field that is told of comes, and no answer is described as just an object.

import { beforeAll, describe, expect, it } from '@jest/globals';
import { ACCESS_TABLE, ROUTE_IDS, type RouteId } from '../../lib/api/access-table.js';
import type { BeneficiariesAnswer } from '../../lib/api/contract/beneficiaries.js';
import type { ClaimsAnswer } from '../../lib/api/contract/claims.js';
import type { ProvidersAnswer } from '../../lib/api/contract/providers.js';
import { apiWorkspace, type ApiWorkspace } from './api-workspace.js';
import type { Asked } from './ask-api.js';
import { schemaErrors, typesOf } from './json-schema-errors.js';

type Schema = Readonly<Record<string, unknown>>;
type Operation = {
  readonly responses: {
    readonly 200: { readonly content: Readonly<Record<string, { readonly schema: Schema }>> };
  };
};

let workspace: ApiWorkspace;
let paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
let ids: Readonly<Record<string, string>>;

beforeAll(async () => {
  workspace = await apiWorkspace();
  const { ask } = workspace;
  ({ paths } = (await ask({ path: '/api/openapi.json' })).json<{ readonly paths: typeof paths }>());
  const { rows } = (await ask({ path: '/api/beneficiaries' })).json<BeneficiariesAnswer>();
  const { rows: claims } = (await ask({ path: '/api/claims' })).json<ClaimsAnswer>();
  const { rows: providers } = (await ask({ path: '/api/providers' })).json<ProvidersAnswer>();
  const provider = providers.find(({ detected }) => detected.length > 0);
  ids = {
    token: rows[0]?.token ?? '',
    claimRef: claims[0]?.claimRef ?? '',
    role: 'rendering',
    npi: provider?.npi ?? '',
    pattern: provider?.detected[0] ?? '',
  };
});

function schemaOf(id: RouteId): Schema {
  const { method, path } = ACCESS_TABLE[id];
  const schema = paths[path]?.[method]?.responses[200].content['application/json']?.schema;
  if (schema === undefined) throw new Error(`the document has no ${id}`);
  return schema;
}

/** Routes without a shape of their own: the two that anybody may ask. */
const BARE: readonly RouteId[] = ['health', 'document'];

describe('the document', () => {
  it('has every route of the access table', () => {
    const described = Object.entries(paths).flatMap(([path, each]) =>
      Object.keys(each).map((method) => `${method} ${path}`),
    );
    const wanted = ROUTE_IDS.filter((id) => !BARE.includes(id)).map(
      (id) => `${ACCESS_TABLE[id].method} ${ACCESS_TABLE[id].path}`,
    );

    expect(described.sort()).toEqual(wanted.sort());
  });

  it.each(ROUTE_IDS.filter((id) => !BARE.includes(id)))('says what comes of %s', (id) => {
    expect(thinPlaces(schemaOf(id))).toEqual([]);
  });
});

/** Where it says no more than that there is an object, a list or anything. */
function thinPlaces(schema: Schema, path = ''): readonly string[] {
  const choices = (schema['anyOf'] ?? schema['oneOf']) as readonly Schema[] | undefined;
  if (choices !== undefined) return choices.flatMap((each) => thinPlaces(each, path));
  const types = typesOf(schema);
  if (schema['enum'] !== undefined || schema['const'] !== undefined) return [];
  if (types.length === 0) return [path];
  const properties = schema['properties'] as Readonly<Record<string, Schema>> | undefined;
  const others = schema['additionalProperties'] as Schema | undefined;
  const items = schema['items'] as Schema | undefined;
  return [
    ...(types.includes('array')
      ? items === undefined
        ? [path]
        : thinPlaces(items, `${path}[]`)
      : []),
    ...(types.includes('object') && properties === undefined && others === undefined ? [path] : []),
    ...Object.entries(properties ?? {}).flatMap(([name, each]) =>
      thinPlaces(each, `${path}.${name}`),
    ),
    ...(typeof others === 'object' && Object.keys(others).length > 0
      ? thinPlaces(others, `${path}.*`)
      : []),
  ];
}

describe('what comes', () => {
  it.each<[RouteId, Partial<Asked>]>([
    ['me', {}],
    ['today', {}],
    ['today', { role: 'viewer' }],
    ['totals', {}],
    ['exposures', {}],
    ['listBeneficiaries', {}],
    ['beneficiary', {}],
    ['whatIf', { body: { year: 2026, group: 'PT_SLP', visitsPerWeek: 2 } }],
    ['lookUp', { body: { text: '1234567893' } }],
    ['listClaims', {}],
    ['claim', {}],
    ['listProviders', {}],
    ['listProviders', { role: 'viewer' }],
    ['provider', {}],
    ['partLines', {}],
    ['patterns', {}],
    ['patterns', { role: 'viewer' }],
    ['alerts', {}],
    ['listReports', {}],
    ['reference', {}],
    ['listProposals', {}],
    ['quarantine', {}],
    ['listJobs', {}],
    ['listViews', {}],
    ['settings', {}],
    ['auditTrail', { role: 'admin' }],
  ])('of %s is what the document says: %j', async (id, more) => {
    const { method, path } = ACCESS_TABLE[id];
    const asked = path.replaceAll(/\{(\w+)\}/g, (_, name: string) => ids[name] ?? '');
    const call = { method: method.toUpperCase(), path: asked, ...more };
    let answer = await workspace.ask(call);
    for (let tries = 0; answer.status === 202 && tries < 20; tries += 1) {
      answer = await workspace.ask(call);
    }

    expect(answer.status).toBe(200);
    expect(schemaErrors(schemaOf(id), answer.json<unknown>()).slice(0, 10)).toEqual([]);
  });
});
