// Lists of documents as people write them: CSV and NDJSON, right and wrong, and nothing of a value
// in what is said about a wrong one.

import { describe, expect, it } from '@jest/globals';
import {
  DOCUMENT_COLUMNS,
  isDocumentList,
  readDocuments,
} from '../../../lib/intake/documents/read-documents.js';

const MBI = '1EG4-TE5-MK73';
const HEAD = 'beneficiary,discipline,kind,date';
const refusal = (text: string) => {
  const [first] = readDocuments(text).filter(({ kind }) => kind === 'refused');
  return first?.kind === 'refused' ? [first.row, first.field] : null;
};

describe('a list of documents', () => {
  it('reads all columns of CSV', () => {
    const head = DOCUMENT_COLUMNS.join(',');
    const days = '2026-01-05,2026-01-06,physician,2026-04-01,2026-01-07';
    const row = `${MBI},GP,plan_of_care,${days},goals type,38,50,2,"binder, page 4"`;

    expect(readDocuments(`\uFEFF${head}\r\n${row}\r\n\r\n`)).toEqual([
      {
        kind: 'document',
        row: 2,
        beneficiary: MBI,
        facts: {
          discipline: 'GP',
          kind: 'plan_of_care',
          date: '2026-01-05',
          signedOn: '2026-01-06',
          signerRole: 'physician',
          planEnd: '2026-04-01',
          sentOn: '2026-01-07',
          planParts: ['goals', 'type'],
          timedMinutes: 38,
          totalMinutes: 50,
          groupSize: 2,
          location: 'binder, page 4',
        },
      },
    ]);
  });

  it('reads the same from NDJSON', () => {
    const csv = readDocuments(
      `${HEAD},timed_minutes,plan_parts\n${MBI},GO,treatment_note,2026-01-05,38,goals type`,
    );
    const object = {
      beneficiary: MBI,
      discipline: 'GO',
      kind: 'treatment_note',
      date: '2026-01-05',
      timed_minutes: 38,
      plan_parts: ['goals', 'type'],
    };

    expect(readDocuments(`${JSON.stringify(object)}\n`)).toEqual(
      csv.map((each) => ({ ...each, row: 1 })),
    );
    expect(csv[0]).toMatchObject({ kind: 'document', facts: { signedOn: null, location: null } });
  });

  it.each([
    ['an unknown column', `${HEAD},name\n`, [1, 'column 5']],
    ['a column too few', 'beneficiary,discipline,kind\n', [1, 'date']],
    ['no beneficiary', `${HEAD}\n,GP,order,2026-01-05`, [2, 'beneficiary']],
    ['an unknown discipline', `${HEAD}\n${MBI},PT,order,2026-01-05`, [2, 'discipline']],
    ['an unknown kind', `${HEAD}\n${MBI},GP,letter,2026-01-05`, [2, 'kind']],
    ['no such day', `${HEAD}\n${MBI},GP,order,2026-02-30`, [2, 'date']],
    ['cells too few', `${HEAD}\n${MBI},GP,order`, [2, 'row']],
    [
      'an unknown signer',
      `${HEAD},signer_role\n${MBI},GP,order,2026-01-05,nurse`,
      [2, 'signer_role'],
    ],
    [
      'minutes in words',
      `${HEAD},timed_minutes\n${MBI},GP,order,2026-01-05,many`,
      [2, 'timed_minutes'],
    ],
    ['an unknown part', `${HEAD},plan_parts\n${MBI},GP,order,2026-01-05,hopes`, [2, 'plan_parts']],
    [
      'a number in the place',
      `${HEAD},location\n${MBI},GP,order,2026-01-05,scan_${MBI}.pdf`,
      [2, 'location'],
    ],
    ['a list in JSON', '[1]\n', [1, 'column 1']],
    ['no JSON', `{"beneficiary":"${MBI}",\n`, [1, 'row']],
    ['an unknown field', `{"beneficiary":"${MBI}","name":"x"}`, [1, 'field 2']],
    ['an open quote', `${HEAD}\n"${MBI},GP,order,2026-01-05`, [2, 'row']],
  ])('says where %s stands, and no value', (_what, text, expected) => {
    const rows = readDocuments(text);

    expect(refusal(text)).toEqual(expected);
    expect(rows.some(({ kind }) => kind === 'document')).toBe(false);
    expect(JSON.stringify(rows)).not.toMatch(/1EG4|nurse|hopes|letter"|many/);
  });

  it.each([
    [`${HEAD}\nx`, true],
    [`"beneficiary","kind","date","discipline"`, true],
    ['{"beneficiary":"x","kind":"order"}', true],
    ['ISA*00*', false],
    ['beneficiary,year,group,outside', false],
    ['{"resourceType":"Bundle"}', false],
    ['', false],
  ])('knows by its first line whether it is one: %j', (text, expected) => {
    expect(isDocumentList(text)).toBe(expected);
  });
});
