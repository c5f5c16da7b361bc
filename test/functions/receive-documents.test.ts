// Lists of documents at the door for files: told from claims by content, in any form, twice and in
// any order the same, every row accounted for and no number of a person kept or told.

import { gzipSync } from 'node:zlib';
import { describe, expect, it } from '@jest/globals';
import { join } from 'node:path';
import { newTokenKeyText } from '../../lib/adapters/common/token-key-text.js';
import { readAllDocuments } from '../../lib/pipeline/documents/document-store.js';
import { readPartRecord } from '../../lib/pipeline/receive/part-record.js';
import { receiveDocuments } from '../../lib/pipeline/receive/receive-documents.js';
import { createTokenizer } from '../../lib/pipeline/tokenizer.js';
import { temporaryDirectory } from '../adapters/embedded/temporary-directory.js';
import { seededDraws } from '../domain/statistics/seeded-draws.js';
import { openAwsHost, TENANT, type AwsHost, type AwsHostOptions } from '../support/aws-host.js';
import { openKiller } from '../support/aws-killer.js';
import { listText, syntheticDocuments } from './synthetic-documents.js';
import { syntheticRemittance } from './synthetic-remittance.js';

const directory = temporaryDirectory();
const KEY = newTokenKeyText();
const CLAIMS = syntheticRemittance(150, 8);
const LIST = syntheticDocuments(CLAIMS);
const [FIRST = ''] = LIST.rows;
const [MBI = ''] = FIRST.split(',');
const WRONG = {
  ...LIST,
  rows: [...LIST.rows, `${MBI},GP,order,2026-02-31,,,`, 'x,GP,order,2026-02-01,,,'],
};

function openHost(options: Partial<AwsHostOptions> = {}): AwsHost {
  return openAwsHost({ directory: join(directory, 'host'), tokenKeyText: KEY, ...options });
}

/** Everything that a host keeps of lists: documents, and what stands in the quarantine. */
async function recordOf({ stores }: AwsHost) {
  return {
    documents: await readAllDocuments({ tenantId: TENANT, objects: stores.objects }),
    quarantined: await stores.quarantine.list(TENANT),
  };
}

async function afterDropping(body: Uint8Array, host = openHost()) {
  host.drop('documents', body);
  expect(await host.work()).toBe(0);
  return recordOf(host);
}

describe('a list of documents in the inbox', () => {
  it('is taken into the record under tokens, and is no claim file', async () => {
    const { documents, quarantined } = await afterDropping(listText(LIST));

    expect(documents).toHaveLength(LIST.rows.length);
    expect(documents[0]).toMatchObject({ token: expect.stringMatching(/^k[0-9a-f]+_/) });
    expect(JSON.stringify(documents)).not.toContain(MBI);
    expect(quarantined).toEqual([]);
  });

  it.each([
    ['packed', gzipSync(listText(LIST))],
    ['with the mark of a spreadsheet', Buffer.concat([Buffer.from('\uFEFF'), listText(LIST)])],
    ['as NDJSON', Buffer.from(LIST.rows.map(ndjsonOf).join('\n'))],
  ])('is the same %s', async (_, body) => {
    expect(await afterDropping(body)).toEqual(await afterDropping(listText(LIST)));
  });

  it('comes to the same in parts, twice and shuffled among claims', async () => {
    const draws = seededDraws(5);
    const host = openHost();
    host.drop('claims.835', CLAIMS);
    for (let at = 0; at < LIST.rows.length; at += 3) {
      const rows = [...LIST.rows.slice(at, at + 3), FIRST];
      host.drop(`part-${at}.csv`, listText({ ...LIST, rows }));
    }
    const messages = [...host.waiting, ...host.waiting];
    host.waiting.splice(0, Infinity, ...messages.toSorted(() => draws.next() - 0.5));
    expect(await host.work()).toBe(0);

    expect(await recordOf(host)).toEqual(await afterDropping(listText(LIST)));
  });

  it('comes to the same when the door is killed in the middle', async () => {
    const killer = openKiller({ firstKill: 2, callsBetween: 3, kills: 12 });
    const host = openHost({ wrap: (stores) => killer.wrap(stores) });
    host.drop('documents', listText(WRONG));
    expect(await host.work()).toBeGreaterThan(3);

    expect(await recordOf(host)).toEqual(await afterDropping(listText(WRONG)));
  });

  it('stands in the quarantine with rows that are wrong, until it comes without them', async () => {
    const host = openHost();
    const { documents, quarantined } = await afterDropping(listText(WRONG), host);

    expect(documents).toHaveLength(LIST.rows.length);
    const rows = WRONG.rows.length;
    const message = `2 of ${rows} rows; the first: row ${rows}, date: is a day (YYYY-MM-DD)`;
    expect(quarantined).toEqual([
      expect.objectContaining({ kind: 'list', reason: 'DOCUMENT_ROWS_REFUSED', message }),
    ]);
    expect(JSON.stringify(quarantined)).not.toContain(MBI);
    const [key = ''] = await host.stores.objects.list(`tenant=${TENANT}/received/`);
    expect(await readPartRecord(host.stores.objects, key)).toMatchObject({
      documents: { rows, added: LIST.rows.length, known: 0, refused: 2 },
      messages: [{ severity: 'refused' }, { message: expect.stringMatching(/^row \d+, benef/) }],
      batches: [],
      next: null,
    });

    expect((await afterDropping(listText(LIST), host)).quarantined).toEqual([]);
  });

  it.each([
    ['is damaged', { bytes: 100, isDamaged: true }, 'GZIP_DAMAGED'],
    ['is no list that a function could hold', { bytes: 7e7, isDamaged: false }, 'LIST_TOO_LARGE'],
  ])('is refused whole when it %s', async (_, { bytes, isDamaged }, reason) => {
    const { objects, quarantine, secrets } = openHost().stores;
    const tokens = createTokenizer(TENANT, await secrets.tokenKey(TENANT));
    const file = { bytes, read: () => neverRead() };
    const ref = { key: `tenant=${TENANT}/list.csv`, etag: 'e' };
    const tools = { tenantId: TENANT, objects, quarantine, tokens };

    const { messages } = await receiveDocuments(tools, { ref, file, isDamaged });

    expect(messages).toEqual([expect.objectContaining({ severity: 'refused', reason })]);
    expect(await quarantine.list(TENANT)).toEqual([expect.objectContaining({ reason })]);
  });
});

async function* neverRead(): AsyncGenerator<Uint8Array> {
  yield await Promise.reject(new Error('nothing of it is read'));
}

function ndjsonOf(row: string): string {
  const [beneficiary, discipline, kind, date, signed_on, signer_role] = row.split(',');
  const location = /"(.*)"/.exec(row)?.[1];
  return JSON.stringify({
    beneficiary,
    discipline,
    kind,
    date,
    signed_on,
    signer_role,
    location,
  });
}
