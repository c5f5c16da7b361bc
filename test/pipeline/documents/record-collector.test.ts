// Documents of a workspace on their way into a month's report: what is known of each line, what a
// simulated request would lack, and that documents of a number that changed count for the person.

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { loadReviewReference } from '../../../lib/adapters/common/load-review-reference.js';
import { referenceDirectory } from '../../../lib/adapters/common/reference-directory.js';
import { readDocuments } from '../../../lib/intake/documents/read-documents.js';
import { addDocuments } from '../../../lib/pipeline/documents/add-documents.js';
import { readAllDocuments } from '../../../lib/pipeline/documents/document-store.js';
import { recordCollector } from '../../../lib/pipeline/documents/record-collector.js';
import { commitPerson } from '../../../lib/pipeline/commit-person.js';
import { emptyChange } from '../../../lib/pipeline/person-change.js';
import type { ReportModel } from '../../../lib/pipeline/reports/report-model.js';
import { claim } from '../../support/claim-builder.js';
import { TENANT } from '../lake/lake-on-disk.js';
import { reportLedger, type ReportLedger } from '../reports/report-ledger.js';

const MBI = '1EG4TE5MK73';
const review = await loadReviewReference(referenceDirectory());

let ledger: ReportLedger;
let model: ReportModel;
const HEAD = 'beneficiary,discipline,kind,date,signed_on,signer_role,timed_minutes,total_minutes';

const add = (...rows: readonly string[]) =>
  addDocuments(
    { tenantId: TENANT, objects: ledger.lake.objects, tokens: ledger.tools.tokens },
    readDocuments([HEAD, ...rows].join('\n')),
  );
const report = (month: string, isNewEdition = false) =>
  ledger.report(month, {
    isNewEdition,
    ports: {
      records: (of) =>
        recordCollector({ tools: ledger.tools, objects: ledger.lake.objects, ...review }, of),
    },
  });
const item = (of: ReportModel, id: string) =>
  of.documentation?.items.find((each) => each.item === id);

beforeAll(async () => {
  ledger = await reportLedger();
  const token = ledger.tools.tokens.token(MBI, '');
  const kx = (icn: string, dos: string) =>
    claim({ icn, lines: [{ dos, mods: 'GP KX', units: 3 }] });
  await ledger.take(token, [kx('A', '2026-01-10'), kx('B', '2026-01-17')]);
  await ledger.take('k1_unlisted-beneficiary-0001', [kx('C', '2026-01-12')]);
  await add(
    `${MBI},GP,evaluation,2026-01-10,2026-01-10,therapist,,`,
    `${MBI},GP,certification,2026-03-10,2026-03-10,physician,,`,
    `${MBI},GP,treatment_note,2026-01-10,2026-01-10,therapist,40,45`,
  );
  model = (await report('2026-01')).model;
});
afterAll(() => ledger.lake.close());

describe('documents in a report', () => {
  it('count per KX line, with unknown where nothing of the course is listed', () => {
    expect(model.documentation).toMatchObject({ documents: 2, kxLines: 3, linesWithDocuments: 2 });
    expect(item(model, 'evaluation')).toMatchObject({ applicable: 3, present: 2, unknown: 1 });
    expect(item(model, 'treatment_note')).toMatchObject({ present: 1, absent: 1, unknown: 1 });
    expect(item(model, 'units_agree')).toMatchObject({ present: 1, absent: 0, unknown: 2 });
    expect(item(model, 'certification')).toMatchObject({ absent: 2, late: 0, unknown: 1 });
    expect(item(model, 'recertification')).toMatchObject({ applicable: 0 });
  });

  it('are those dated by the end of the month', async () => {
    const march = (await report('2026-03')).model;

    expect(item(march, 'certification')).toMatchObject({ late: 2, absent: 0 });
  });

  it('make the simulated request say what is lacking, the same for the same month', async () => {
    expect(model.simulatedAdr).toMatchObject({
      letterDate: '2026-01-31',
      dueDate: '2026-03-17',
      days: 45,
      claimsEligible: 3,
    });
    const claims = model.simulatedAdr?.claims ?? [];
    expect(claims.map(({ icn, lacking }) => [icn, lacking])).toContainEqual([
      'C',
      ['unknown: everything'],
    ]);
    const again = (await report('2026-01', true)).model;
    expect(again.simulatedAdr).toEqual(model.simulatedAdr);
  });

  it('move readiness when one is added', async () => {
    await add(`${MBI},GP,plan_of_care,2026-01-10,2026-01-10,therapist,,`);

    expect(item(model, 'plan_of_care')).toMatchObject({ present: 0, absent: 2 });
    expect(item((await report('2026-01', true)).model, 'plan_of_care')).toMatchObject({
      present: 2,
      absent: 0,
    });
  });

  it('follow a number that changed', async () => {
    const from = 'k1_former-number-of-beneficiary';
    await addDocuments(
      { tenantId: TENANT, objects: ledger.lake.objects, tokens: ledger.tools.tokens },
      readDocuments(`${HEAD}\n${from},GP,evaluation,2026-01-12,,,,`),
    );
    const to = 'k1_unlisted-beneficiary-0001';
    const join = { joinKey: 'j', from, to, source: 'test', isUndone: false };
    await commitPerson(ledger.tools, emptyChange(to, { joins: [join] }));

    const { model: after } = await report('2026-01', true);
    expect(item(after, 'evaluation')).toMatchObject({ present: 3, unknown: 0 });
  });

  it('are a set, and refuse what is no beneficiary', async () => {
    const row = `${MBI},GP,order,2026-01-10,,,,`;

    expect(await add(row, row)).toMatchObject({ rows: 2, added: 1, known: 1, refused: [] });
    expect(await add(row)).toMatchObject({ added: 0, known: 1 });
    expect(await add('somebody,GP,order,2026-01-10,,,,')).toMatchObject({
      added: 0,
      refused: [{ row: 2, field: 'beneficiary' }],
    });
    const place = { tenantId: TENANT, objects: ledger.lake.objects };
    expect(JSON.stringify(await readAllDocuments(place))).not.toContain(MBI);
  });
});

describe('review clocks and topics', () => {
  it('come with source and confidence, and each once', () => {
    expect(new Set(review.clocks.map(({ clock }) => clock)).size).toBe(review.clocks.length);
    expect(review.topics.map(({ topic }) => topic)).toContain('rac_0a339');
    for (const row of [...review.clocks, ...review.topics]) {
      expect(row.source.length).toBeGreaterThan(8);
      expect(['high', 'medium', 'low']).toContain(row.confidence);
    }
  });
});
