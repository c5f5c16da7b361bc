// The door of the monthly report: its files lie beside each other in the tenant's folder of the
// reports bucket, their data is the embedded host's, and doing the task again makes the same bytes.

import { beforeAll, describe, expect, it } from '@jest/globals';
import { join } from 'node:path';
import { ingestDocuments } from '../../cli/documents.js';
import { monthlyReport } from '../../cli/monthly-report.js';
import { newTokenKeyText } from '../../lib/adapters/common/token-key-text.js';
import { parseReportMonth, type ReportMonth } from '../../lib/pipeline/reports/report-month.js';
import { REPORT_MODEL, type ReportModel } from '../../lib/pipeline/reports/report-model.js';
import type { TaskInput } from '../../functions/task-answers.js';
import { temporaryDirectory } from '../adapters/embedded/temporary-directory.js';
import { openAwsHost, TENANT, type AwsHost } from '../support/aws-host.js';
import { withEmbedded } from '../functions/embedded-answer.js';
import { listText, syntheticDocuments } from '../functions/synthetic-documents.js';
import { syntheticRemittance } from '../functions/synthetic-remittance.js';

const directory = temporaryDirectory();
const tokenKeyText = newTokenKeyText();
const CLAIMS = syntheticRemittance(150, 8);
const LIST = syntheticDocuments(CLAIMS);
/** The last row is of no day that there is. */
const DOCUMENTS = listText({ ...LIST, rows: [...LIST.rows, 'x,GP,order,2026-02-31,,,'] });
const MONTH = '2026-09';
const EXTENSIONS = ['html', 'json', 'pdf', 'xlsx'];
let host: AwsHost;

function openHost(name: string): AwsHost {
  return openAwsHost({ directory: join(directory, name), tokenKeyText });
}

beforeAll(async () => {
  host = openHost('host');
  host.drop('a.835', CLAIMS);
  host.drop('documents.csv', DOCUMENTS);
  await host.work();
});

/** The bucket, by key. */
function filesOf({ s3 }: AwsHost): Readonly<Record<string, string>> {
  const files = [...(s3.buckets.get('reports') ?? [])];
  return Object.fromEntries(
    files.map(([key, { body }]) => [key, Buffer.from(body).toString('base64')]),
  );
}

function modelAt(key: string): ReportModel {
  const text = Buffer.from(filesOf(host)[key] ?? '', 'base64').toString();
  return REPORT_MODEL.parse(JSON.parse(text));
}

function monthOf(text: string): ReportMonth {
  const month = parseReportMonth(text);
  if (month === null) throw new Error('a month of this test is none');
  return month;
}

async function embeddedModel(month: string): Promise<ReportModel> {
  const place = { directory: join(directory, `embedded-${month}`), files: [CLAIMS], tokenKeyText };
  const wish = { month: monthOf(month), organisation: null, isNewEdition: false };
  const { model } = await withEmbedded(place, async (session) => {
    const list = { name: 'documents.csv', bytes: DOCUMENTS.length, open: () => one(DOCUMENTS) };
    await ingestDocuments(session, [list]);
    return monthlyReport(session, wish);
  });
  return model;
}

async function* one(body: Uint8Array): AsyncGenerator<Uint8Array> {
  yield body;
}

/**
 * A snapshot is named by the objects in it, and the log is cut into objects as claims arrived: that
 * name, and that of the scores over it, are each host's own. All other bytes are compared.
 */
function withoutOwnNames(model: ReportModel): string {
  const own = [model.snapshot.id, model.versions.snapshot, model.versions.scoreRun];
  const text = own.reduce<string>(
    (all, name) => (name === undefined ? all : all.replaceAll(name, 'of the host')),
    JSON.stringify(model, null, 1),
  );
  return text;
}

describe('the door of the monthly report', () => {
  it('lays files beside each other whose data is that of the embedded host', async () => {
    const answer = await host.report({ month: MONTH });

    expect(answer).toMatchObject({ tenantId: TENANT, month: MONTH, edition: 1 });
    const folder = `tenant=${TENANT}/${MONTH}/edition-1`;
    expect(Object.keys(filesOf(host)).sort()).toEqual([
      `${folder}/preview.json`,
      ...EXTENSIONS.map((extension) => `${folder}/report.${extension}`),
    ]);
    const model = modelAt(`${folder}/report.json`);
    expect(model.completeness).toMatchObject({
      quarantinedFiles: 0,
      refusedLists: [expect.stringMatching(/^1 of \d+ rows; the first: row \d+, /)],
      reconciliation: { isAgreed: true },
    });
    expect(model.documentation?.linesWithDocuments).toBeGreaterThan(10);
    expect(model.exposures.map(({ topic }) => topic)).toContain('targeted_review');
    expect(withoutOwnNames(model)).toBe(withoutOwnNames(await embeddedModel(MONTH)));
  });

  it('makes the same bytes of the same edition when it is asked again', async () => {
    const answer = await host.report({ month: MONTH });
    const files = filesOf(host);
    host.drop('b.835', syntheticRemittance(20, 9));
    await host.work();

    expect(await host.report({ month: MONTH })).toEqual(answer);
    // As the scheduler asks: by a day of the month after.
    expect(await host.report({ scheduledTime: '2026-10-03T09:00:00Z' })).toEqual(answer);
    expect(filesOf(host)).toEqual(files);
  });

  it('makes a new edition once, of what is known by then, and keeps the one before', async () => {
    const first = filesOf(host);
    const second = await host.report({ month: MONTH, edition: 2 });
    const files = filesOf(host);

    expect(second.edition).toBe(2);
    expect(await host.report({ month: MONTH, edition: 2 })).toEqual(second);
    expect((await host.report({ month: MONTH, edition: 1 })).edition).toBe(1);
    expect(filesOf(host)).toEqual(files);
    expect(files).toMatchObject(first);
    const [one, two] = [1, 2].map((edition) =>
      modelAt(`tenant=${TENANT}/${MONTH}/edition-${edition}/report.json`),
    );
    expect(two?.completeness.reconciliation).toMatchObject({ isAgreed: true });
    expect(two?.completeness.lines).toBeGreaterThan(one?.completeness.lines ?? 0);
    await expect(host.report({ month: MONTH, edition: 4 })).rejects.toThrow(TypeError);
  });

  it('says of a month without claims that there is nothing to count', async () => {
    await host.report({ month: '2024-01' });

    const model = modelAt(`tenant=${TENANT}/2024-01/edition-1/report.json`);
    expect(model.completeness.therapyLines).toBe(0);
    expect(model.unknowns.join(' ')).toContain('there is nothing to count');
  });

  it.each<readonly [string, Partial<Record<keyof TaskInput, unknown>>]>([
    ['that is none', { tenantId: 'a/b', month: MONTH }],
    ['of another type', { tenantId: 7, month: MONTH }],
    ['and a month that is none', { tenantId: TENANT, month: '2026-13' }],
  ])('refuses a tenant %s, and writes nothing', async (_, input) => {
    const other = openHost('refused');

    await expect(other.report(input as Partial<TaskInput>)).rejects.toThrow(TypeError);
    expect(filesOf(other)).toEqual({});
  });
});
