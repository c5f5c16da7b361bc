// The embedded host of the dashboard on the bundled samples: what it answers is what the commands
// print, a file that is sent in changes it, and nothing of it names a beneficiary.

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import type { PartLinesAnswer, ProvidersAnswer } from '../../lib/api/contract/providers.js';
import type { BeneficiariesAnswer } from '../../lib/api/contract/beneficiaries.js';
import type { ClaimsAnswer, LookUpAnswer } from '../../lib/api/contract/claims.js';
import type { ExposuresAnswer } from '../../lib/api/contract/overview.js';
import { createApi } from '../../lib/api/create-api.js';
import type { ProviderPage } from '../../lib/pipeline/pages/page-contents.js';
import {
  createEmbeddedHost,
  rebuildPages,
  type EmbeddedHost,
} from '../../cli/serve/embedded-host.js';
import { openSession, type Session } from '../../cli/session.js';
import { runJson } from './run-cli.js';
import { SAMPLE_FILES, sampleWorkspace } from './sample-workspace.js';

const data = sampleWorkspace();
const ADMIN = { tenantId: 'default', userId: 'ada', role: 'admin' } as const;

let session: Session;
let host: EmbeddedHost;
let api: ReturnType<typeof createApi>;

beforeAll(async () => {
  session = await openSession({ data });
  host = createEmbeddedHost(session);
  await host.refresh();
  api = createApi(host.ports, { host: 'embedded', authenticate: () => Promise.resolve(ADMIN) });
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

describe('the figures', () => {
  it('are those of kxray totals', async () => {
    expect(await get('/api/totals')).toEqual(await runJson(['totals', '--data', data]));
  });

  it('are those of kxray overview', async () => {
    interface Row {
      readonly exposure: string;
      readonly service_year: number;
      readonly allowed_cents: number;
    }
    const { exposures } = await get<ExposuresAnswer>('/api/exposures');
    const overview = await runJson<{ exposures: readonly Row[] }>(['overview', '--data', data]);

    const shown = exposures.map(({ exposure, year, allowedCents }) => [
      exposure,
      year,
      allowedCents,
    ]);
    expect(shown).toEqual(
      overview.exposures.map((row) => [row.exposure, row.service_year, row.allowed_cents]),
    );
  });

  it('of a beneficiary are those of kxray beneficiary, and of the list', async () => {
    const { rows } = await get<BeneficiariesAnswer>('/api/beneficiaries?year=2026&limit=1');
    const [row] = rows;
    const token = row?.token ?? '';
    const person = await runJson<Record<string, unknown>>(['beneficiary', token, '--data', data]);

    const answer = await get<Record<string, unknown>>(`/api/beneficiaries/${token}`);
    expect(answer).toMatchObject(person);
    expect(person['years']).toEqual(
      expect.arrayContaining([
        expect.objectContaining({
          groups: expect.arrayContaining([
            expect.objectContaining({ accumulatedCents: row?.groups.PT_SLP?.accumulatedCents }),
          ]) as unknown,
        }),
      ]),
    );
  });

  it('lead from a part of a score to exactly its lines', async () => {
    const { rows } = await get<ProvidersAnswer>('/api/providers');
    const { role, npi, topPart } = rows[0] ?? { role: '', npi: '', topPart: '' };
    const path = `/api/providers/${role}/${npi}`;
    const { parts } = await get<ProviderPage>(path);
    const lines = await get<PartLinesAnswer>(`${path}/parts/${topPart}/lines`);
    const told = await runJson<{ readonly lines: readonly unknown[] }>([
      'explain',
      npi,
      topPart ?? '',
      '--data',
      data,
    ]);

    expect(parts.find(({ pattern }) => pattern === topPart)?.points).toBeGreaterThan(0);
    expect(lines.lines.map(({ claimRef: _, ...line }) => line)).toEqual(told.lines);
  });
});

describe('a look-up', () => {
  it('finds a claim by its number, and the claim is explained', async () => {
    const { rows } = await get<ClaimsAnswer>('/api/claims?limit=1&attention=early');
    const [row] = rows;
    const response = await api.request('/api/look-up', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ text: row?.claim }),
    });
    const { matches } = (await response.json()) as LookUpAnswer;

    expect(matches).toEqual([{ kind: 'claim', path: `/claims/${row?.claimRef}` }]);
    expect(await get(`/api/claims/${row?.claimRef}`)).toMatchObject({
      claim: row?.claim,
      token: row?.token,
    });
  });
});

describe('a file', () => {
  it('that comes again changes nothing, and every line of it is accounted for', async () => {
    const before = await get('/api/totals');
    const body = readFileSync(SAMPLE_FILES[0] ?? '');
    const sent = await api.request('/api/ingest/files?name=again.835&test=yes', {
      method: 'POST',
      headers: { 'content-type': 'application/octet-stream' },
      body,
    });
    await host.settle();
    const { jobs } = await get<{ readonly jobs: readonly unknown[] }>('/api/ingest/jobs');

    expect(sent.status).toBe(200);
    expect(jobs).toMatchObject([
      {
        name: 'again.835',
        state: 'done',
        bytesRead: body.byteLength,
        summary: { isBalanced: true, isReadWhole: true, rows: [{ fate: 'duplicate' }] },
      },
    ]);
    expect(await get('/api/totals')).toEqual(before);
  });

  it('that is a list of documents is taken as one, and tells refused rows by their place', async () => {
    const before = await get('/api/totals');
    const { rows } = await get<BeneficiariesAnswer>('/api/beneficiaries?year=2026&limit=1');
    const token = rows[0]?.token ?? '';
    const list = [
      'beneficiary,discipline,kind,date',
      `${token},GP,evaluation,2026-01-05`,
      `${token},GP,plan_of_care,2026-01-05`,
      `${token},GX,plan_of_care,2026-01-06`,
    ].join('\n');
    const send = async () => {
      const sent = await api.request('/api/ingest/files?name=documents.csv', {
        method: 'POST',
        headers: { 'content-type': 'application/octet-stream' },
        body: list,
      });
      await host.settle();
      const { jobs } = await get<{ readonly jobs: readonly unknown[] }>('/api/ingest/jobs');
      return { status: sent.status, job: jobs[0] };
    };

    const first = await send();
    const second = await send();

    const refused = { severity: 'refused', place: 'row 4', message: 'discipline: is GP, GO or GN' };
    expect(first).toMatchObject({
      status: 200,
      job: {
        name: 'documents.csv',
        state: 'done',
        bytesRead: list.length,
        summary: {
          isBalanced: true,
          isReadWhole: false,
          rows: [],
          messages: [refused],
          documents: { rows: 3, added: 2, known: 0, refused: 1 },
        },
      },
    });
    expect(second.job).toMatchObject({ summary: { documents: { added: 0, known: 2 } } });
    expect(await get('/api/totals')).toEqual(before);
    expect(await get('/api/quarantine')).toMatchObject({
      records: [{ kind: 'list', reason: 'DOCUMENT_ROWS_REFUSED' }],
    });
  });
});

describe('pages', () => {
  it('are built whatever trouble the alerts are in', async () => {
    const { workspace } = session;
    const trouble = (): never => {
      throw new Error('the records of alerts are damaged');
    };
    const broken = { load: trouble, list: trouble, commit: trouble };
    const alerts = broken as unknown as typeof workspace.alerts;
    const before = await rebuildPages(session);

    const after = await rebuildPages({ ...session, workspace: { ...workspace, alerts } });
    expect(after.snapshotId).toBe(before.snapshotId);
  });
});
