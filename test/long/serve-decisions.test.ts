// What reviewers work with, on the embedded host over the bundled samples: cases of claim lines,
// the record behind KX lines, and a report before it is downloaded.

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { CasesAnswer, ClaimCasesAnswer } from '../../lib/api/contract/cases.js';
import type { ClaimsAnswer } from '../../lib/api/contract/claims.js';
import type { EvidenceAnswer } from '../../lib/api/contract/evidence.js';
import type { PreviewAnswer } from '../../lib/api/contract/report-preview.js';
import type { MadeReport } from '../../lib/api/contract/reports.js';
import { createApi } from '../../lib/api/create-api.js';
import type { Role } from '../../lib/api/principal.js';
import { createEmbeddedHost, type EmbeddedHost } from '../../cli/serve/embedded-host.js';
import { openSession, type Session } from '../../cli/session.js';
import { sampleWorkspace } from '../cli/sample-workspace.js';

const data = sampleWorkspace();
let session: Session;
let host: EmbeddedHost;
let role: Role = 'reviewer';
let api: ReturnType<typeof createApi>;

beforeAll(async () => {
  session = await openSession({ data });
  host = createEmbeddedHost(session);
  await host.refresh();
  api = createApi(host.ports, {
    host: 'embedded',
    authenticate: () => Promise.resolve({ tenantId: 'default', userId: `a ${role}`, role }),
  });
});
afterAll(async () => {
  await host.settle();
  await session.close();
});

async function get<Answer>(path: string): Promise<Answer> {
  const response = await api.request(path);
  if (response.status !== 200) throw new Error(`${path}: ${response.status}`);
  return (await response.json()) as Answer;
}

function post(path: string, body: unknown) {
  const headers = { 'content-type': 'application/json' };
  return api.request(path, { method: 'POST', headers, body: JSON.stringify(body) });
}

describe('the case of a line', () => {
  const earlyLine = async () => {
    const { rows } = await get<ClaimsAnswer>('/api/claims?limit=1&attention=early');
    const path = `/api/claims/${rows[0]?.claimRef}`;
    const { lines } = await get<ClaimCasesAnswer>(`${path}/cases`);
    const line = lines.find(({ finding }) => finding === 'early');
    if (line === undefined) throw new Error('the sample has lines with early KX');
    return { path, ...line };
  };

  it('is taken, decided by a reviewer, and listed with what is settled last', async () => {
    const { path, line, caseId } = await earlyLine();
    const decide = (body: object) => post(`${path}/lines/${line}/case`, { note: '', ...body });

    role = 'analyst';
    const taken = await decide({ status: 'in_review', owner: 'dana', expected: 0 });
    const notTheirs = await decide({ status: 'dismissed', note: 'fine', expected: 1 });
    const open = await get<CasesAnswer>('/api/cases');
    role = 'reviewer';
    const late = await decide({ status: 'dismissed', note: 'fine', expected: 0 });
    const bare = await decide({ status: 'dismissed', expected: 1 });
    const decided = await decide({ status: 'dismissed', note: 'the record holds', expected: 1 });
    const settled = await get<CasesAnswer>('/api/cases');
    const { lines } = (await decided.json()) as ClaimCasesAnswer;

    const statuses = [taken, notTheirs, late, bare, decided].map(({ status }) => status);
    expect(statuses).toEqual([200, 403, 409, 422, 200]);
    expect(open.cases).toMatchObject([
      { caseId, line, status: 'in_review', owner: 'dana', isSettled: false, isReopened: false },
    ]);
    expect(settled.cases).toMatchObject([
      { caseId, claimRef: path.split('/').at(-1), isSettled: true, isChecked: true },
    ]);
    expect(lines.find((each) => each.line === line)).toMatchObject({
      state: { status: 'dismissed', owner: 'dana', isSettled: true, entries: 2 },
      history: [
        { status: 'in_review', enteredBy: 'a analyst' },
        { status: 'dismissed', note: 'the record holds', enteredBy: 'a reviewer' },
      ],
    });
  });

  it('is not there for a line that the claim does not have', async () => {
    const { path } = await earlyLine();
    const body = { status: 'in_review', note: '', expected: 0 };

    expect((await post(`${path}/lines/999/case`, body)).status).toBe(404);
  });
});

describe('the record behind KX lines', () => {
  it('is unknown where nobody listed a document, and prompts only past the KX line', async () => {
    const { rows } = await get<{ readonly rows: readonly { readonly token: string }[] }>(
      '/api/beneficiaries?limit=1&sort=total',
    );
    const path = `/api/beneficiaries/${rows[0]?.token}/documentation`;
    const { lines, items, documents } = await get<EvidenceAnswer>(path);

    expect(documents).toBe(0);
    expect(lines.filter(({ isPastAmount }) => isPastAmount).length).toBeGreaterThan(0);
    expect(lines.filter(({ isPastAmount }) => !isPastAmount).length).toBeGreaterThan(0);
    for (const line of lines) {
      expect(line.items.every(({ status }) => status === 'unknown')).toBe(true);
      expect(line.prompts.length > 0).toBe(line.isPastAmount);
    }
    expect(items.every(({ section }) => section.length > 0)).toBe(true);
  });
});

describe('a report before it is downloaded', () => {
  it('shows what paper shows, under the hash of its figures', async () => {
    const made = (await (await post('/api/reports', { month: '2026-05' })).json()) as MadeReport;
    const preview = await get<PreviewAnswer>(`/api/reports/${made.reportId}/preview`);
    const blocks = preview.sections.flatMap((section) => section.blocks);
    const tables = blocks.filter((block) => block.kind === 'table');

    expect(preview.facts).toContainEqual(['SHA-256 of the data', made.sha256]);
    expect(tables.every(({ rows, total }) => rows.length <= total)).toBe(true);
    expect(blocks.filter(({ kind }) => kind === 'chart').length).toBeGreaterThan(0);
    expect(JSON.stringify(preview)).not.toMatch(/<script/i);
  });

  it('is not there for a month without one', async () => {
    expect((await api.request('/api/reports/2024-01.1/preview')).status).toBe(404);
  });
});
