// Who may call what: every route of the API is a row here, with its roles and what the audit trail
// keeps of it. A route without a row cannot be registered, and a path without one is refused.

import { ROLES, type Role } from './principal.js';

export type AuditAction = 'view' | 'look_up' | 'export' | 'change' | 'list';

export interface AccessRow {
  readonly method: 'get' | 'post' | 'put' | 'delete';
  readonly path: string;
  /** `anyone`: without signing in. */
  readonly roles: 'anyone' | readonly Role[];
  /** Null: nothing about a beneficiary, and nothing changes. */
  readonly audit: AuditAction | null;
  readonly summary: string;
}

const ALL: readonly Role[] = ROLES;
const DETAIL: readonly Role[] = ['analyst', 'reviewer', 'admin'];
const ENTRY: readonly Role[] = ['analyst', 'admin'];
const APPROVAL: readonly Role[] = ['reviewer', 'admin'];
const ADMIN: readonly Role[] = ['admin'];

export const ACCESS_TABLE = {
  health: row('get /api/health', 'anyone', null, 'Is the service up'),
  document: row('get /api/openapi.json', 'anyone', null, 'This document'),
  me: row('get /api/me', ALL, null, 'Who is signed in, and what this host offers'),
  today: row('get /api/today', ALL, null, 'First page: exposures, zones, what to do next'),
  totals: row('get /api/totals', ALL, null, 'Counts and cents over current claims'),
  exposures: row('get /api/exposures', ALL, null, 'The two exposures, apart'),
  listBeneficiaries: row('get /api/beneficiaries', DETAIL, 'list', 'Beneficiaries of a year'),
  beneficiary: row('get /api/beneficiaries/{token}', DETAIL, 'view', 'One beneficiary in full'),
  evidence: row(
    'get /api/beneficiaries/{token}/documentation',
    DETAIL,
    'view',
    'The record behind the KX lines, item by item',
  ),
  whatIf: row('post /api/beneficiaries/{token}/what-if', DETAIL, 'view', 'When is a line crossed'),
  enterSeed: row('post /api/beneficiaries/{token}/seeds', ENTRY, 'change', 'Enter outside spend'),
  lookUp: row(
    'post /api/look-up',
    DETAIL,
    'look_up',
    'Find by claim, NPI, token or Medicare number',
  ),
  listClaims: row('get /api/claims', DETAIL, 'list', 'Current claims, latest first'),
  claim: row('get /api/claims/{claimRef}', DETAIL, 'view', 'One claim, each line explained'),
  claimCases: row('get /api/claims/{claimRef}/cases', DETAIL, 'view', 'What was decided on lines'),
  decideCase: row(
    'post /api/claims/{claimRef}/lines/{line}/case',
    DETAIL,
    'change',
    'Take, note or decide the case of a line; deciding is for reviewers',
  ),
  listCases: row('get /api/cases', DETAIL, 'list', 'Cases: the list of work'),
  listProviders: row('get /api/providers', ALL, null, 'Providers by score'),
  provider: row('get /api/providers/{role}/{npi}', DETAIL, null, 'One provider in full'),
  partLines: row(
    'get /api/providers/{role}/{npi}/parts/{pattern}/lines',
    DETAIL,
    'list',
    'The claim lines behind one part of a score',
  ),
  patterns: row('get /api/patterns', ALL, null, 'Causes, heat map, change points'),
  alerts: row('get /api/alerts', DETAIL, 'list', 'Crossing events and their deliveries'),
  redriveAlerts: row('post /api/alerts/redrive', ADMIN, 'change', 'Try failed deliveries again'),
  listEndpoints: row('get /api/endpoints', DETAIL, null, 'Who is told of crossings, and of what'),
  addEndpoint: row('post /api/endpoints', ADMIN, 'change', 'Tell a receiver from now on'),
  changeEndpoint: row(
    'put /api/endpoints/{endpointId}',
    ADMIN,
    'change',
    'Disable, enable, filter an endpoint, or record its agreement',
  ),
  rotateEndpoint: row('post /api/endpoints/{endpointId}/secret', ADMIN, 'change', 'A new secret'),
  testEndpoint: row('post /api/endpoints/{endpointId}/test', ADMIN, 'change', 'Send a test event'),
  removeEndpoint: row('delete /api/endpoints/{endpointId}', ADMIN, 'change', 'Forget an endpoint'),
  listReports: row('get /api/reports', ALL, null, 'Reports made so far'),
  makeReport: row('post /api/reports', DETAIL, 'change', 'Make the report of a month'),
  reportFile: row(
    'get /api/reports/{reportId}/files/{file}',
    DETAIL,
    'export',
    'A file of a report',
  ),
  reportLink: row(
    'get /api/reports/{reportId}/links/{file}',
    DETAIL,
    'export',
    'Where a file of a report is to be fetched',
  ),
  reportPreview: row(
    'get /api/reports/{reportId}/preview',
    DETAIL,
    'view',
    'A report as the page shows it',
  ),
  reference: row('get /api/reference', ALL, null, 'Amounts and codes with source and date'),
  listProposals: row('get /api/reference/proposals', DETAIL, null, 'Amounts that await approval'),
  propose: row('post /api/reference/proposals', ENTRY, 'change', 'Propose an amount'),
  decide: row(
    'post /api/reference/proposals/{proposalId}/decision',
    APPROVAL,
    'change',
    'Approve or refuse an amount that somebody else proposed',
  ),
  quarantine: row('get /api/quarantine', DETAIL, 'list', 'What could not be accepted, and why'),
  mendClaim: row(
    'post /api/quarantine/{quarantineKey}/mend',
    ENTRY,
    'change',
    'Mend what is at fault in a quarantined claim, and try it again',
  ),
  receiveFile: row('post /api/ingest/files', ENTRY, 'change', 'Send a claim file'),
  signUpload: row('post /api/ingest/uploads', ENTRY, 'change', 'Let one file into the inbox'),
  noteUpload: row(
    'post /api/ingest/uploads/{uploadId}/sent',
    ENTRY,
    'change',
    'Say that a file was sent to the inbox',
  ),
  listJobs: row('get /api/ingest/jobs', DETAIL, null, 'Files received, and how far each is'),
  listViews: row('get /api/views', ALL, null, 'Saved views'),
  saveView: row('put /api/views/{viewId}', DETAIL, 'change', 'Save a view'),
  removeView: row('delete /api/views/{viewId}', DETAIL, 'change', 'Remove a saved view'),
  noteExport: row('post /api/exports', ALL, 'export', 'Note that rows of a table were exported'),
  settings: row('get /api/settings', DETAIL, null, 'Order, tolerance, amounts entered'),
  changeSetting: row('post /api/settings', ADMIN, 'change', 'Change a setting'),
  auditTrail: row('get /api/audit', APPROVAL, null, 'Who looked at what, and who changed what'),
} as const satisfies Readonly<Record<string, AccessRow>>;

export type RouteId = keyof typeof ACCESS_TABLE;

export const ROUTE_IDS = Object.keys(ACCESS_TABLE) as readonly RouteId[];

export function mayCall(routeId: RouteId, role: Role): boolean {
  const { roles }: AccessRow = ACCESS_TABLE[routeId];
  return roles === 'anyone' || roles.includes(role);
}

function row(
  call: string,
  roles: AccessRow['roles'],
  audit: AccessRow['audit'],
  summary: string,
): AccessRow {
  const [method, path = ''] = call.split(' ');
  if (method !== 'get' && method !== 'post' && method !== 'put' && method !== 'delete') {
    throw new Error(`${call} names no method`);
  }
  return { method, path, roles, audit, summary };
}
