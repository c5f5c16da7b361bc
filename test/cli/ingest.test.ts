// `kxray ingest`: what is read from where, what is told of it, and which exit code it ends with.

import { describe, expect, it } from '@jest/globals';
import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { temporaryDirectory } from '../adapters/embedded/temporary-directory.js';
import { runCli, runJson } from './run-cli.js';
import { SAMPLE_FILES, TRUTH } from './sample-workspace.js';

interface Fate {
  readonly claims: number;
  readonly lines: number;
  readonly chargeCents: number;
}

interface IngestAnswer {
  readonly files: number;
  readonly unreadableFiles: number;
  readonly isBalanced: boolean;
  readonly isReadWhole: boolean;
  readonly read: Fate;
  readonly fates: Readonly<Record<string, Fate>>;
  readonly payersToConfirm: readonly { readonly payerId: string; readonly lines: number }[];
  readonly messageCounts: Readonly<Record<string, number>>;
}

const NOTHING: Fate = { claims: 0, lines: 0, chargeCents: 0 };
const directory = temporaryDirectory();
const [EARLIER = '', LATER = ''] = SAMPLE_FILES;

function ingest(data: string, ...words: readonly string[]): Promise<IngestAnswer> {
  return runJson(['ingest', ...words, '--include-test', '--data', join(directory, data)]);
}

function written(name: string, content: string | Uint8Array): string {
  const path = join(directory, name);
  writeFileSync(path, content);
  return path;
}

/** What a workspace answers; the same facts give the same text. */
async function answers(data: string): Promise<readonly string[]> {
  const at = ['--json', '--data', join(directory, data)];
  const [totals, reconcile] = [await runCli(['totals', ...at]), await runCli(['reconcile', ...at])];
  return [totals.stdout, reconcile.stdout];
}

describe('kxray ingest', () => {
  it('reads several files and accounts for every line', async () => {
    const answer = await ingest('several', EARLIER, LATER);

    expect(answer).toMatchObject({ files: 2, unreadableFiles: 0, isBalanced: true });
    expect(answer.read).toMatchObject({ claims: TRUTH.versions, lines: TRUTH.versionLines });
    expect(answer.fates).toMatchObject({
      current: { claims: TRUTH.finalClaims, lines: TRUTH.finalLines },
      duplicate: NOTHING,
      quarantined: NOTHING,
      test_refused: NOTHING,
    });
  });

  it('changes nothing when all of it comes again', async () => {
    const before = await answers('several');

    const answer = await ingest('several', LATER, EARLIER);

    expect(answer.fates).toMatchObject({ current: NOTHING, superseded: NOTHING });
    expect(answer.fates['duplicate']).toEqual(answer.read);
    expect(await answers('several')).toEqual(before);
  });

  it('reads a folder, files in other folders of it included, hidden ones left alone', async () => {
    mkdirSync(join(directory, 'inbox', 'old'), { recursive: true });
    cpSync(EARLIER, join(directory, 'inbox', 'old', 'a.835'));
    cpSync(LATER, join(directory, 'inbox', 'b.835'));
    written('inbox/.hidden', 'not a remittance');

    const answer = await ingest('folder', join(directory, 'inbox'));

    expect(answer).toMatchObject({ files: 2, isReadWhole: true });
    expect(answer.fates['current']?.claims).toBe(TRUTH.finalClaims);
    const [totals] = await answers('folder');
    const [same] = await answers('several');
    expect(totals).toBe(same);
  });

  it('reads gzip by content, whatever the name says', async () => {
    const packed = written('packed.txt', gzipSync(readFileSync(EARLIER)));

    const answer = await ingest('packed', packed);
    const again = await ingest('packed', EARLIER);

    expect(answer.fates['current']?.claims).toBeGreaterThan(0);
    expect(again.fates['duplicate']).toEqual(answer.read);
  });

  it('reads standard input', async () => {
    const args = ['ingest', '-', '--include-test', '--json', '--data', join(directory, 'stdin')];

    const end = await runCli(args, { stdin: readFileSync(EARLIER, 'latin1') });
    const again = await ingest('stdin', EARLIER);

    expect(end.code).toBe(0);
    expect(again.fates['duplicate']).toEqual((JSON.parse(end.stdout) as IngestAnswer).read);
  });

  it('refuses test files unless told otherwise, and says how many claims that are', async () => {
    const data = join(directory, 'refused');
    const json = await runJson<IngestAnswer>(['ingest', EARLIER, '--data', data]);
    const text = await runCli(['ingest', EARLIER, '--data', data]);

    expect(json.fates['test_refused']).toEqual(json.read);
    expect(json.read.claims).toBeGreaterThan(0);
    expect(json.fates['current']).toEqual(NOTHING);
    expect(text.code).toBe(0);
    expect(text.stdout).toMatch(/--include-test\)\s+337\s+1,112\s+\$119,118\.00/);
    expect(await runJson(['totals', '--data', data])).toMatchObject({ finalClaims: 0 });
  });

  it('ends with 0 when all that went wrong is in quarantine', async () => {
    const broken = readFileSync(EARLIER, 'latin1').replace(/(CLP\*[^*]*\*1\*)\d+/, '$1abc');

    const answer = await ingest('quarantine', written('broken.835', broken));

    expect(answer.isBalanced).toBe(true);
    expect(answer.fates['quarantined']).toMatchObject({ claims: 1 });
    expect(answer.messageCounts).toEqual({ 'quarantined:MONEY_NOT_A_NUMBER': 1 });
    const totals = await runJson(['totals', '--data', join(directory, 'quarantine')]);
    expect(totals).toMatchObject({ quarantinedClaims: 1, quarantinedFiles: 0 });
  });

  it('lists what is in quarantine, with reason and place', async () => {
    const at = ['--data', join(directory, 'quarantine')];
    const text = await runCli(['quarantine', ...at]);
    const [record] = await runJson<readonly Record<string, unknown>[]>(['quarantine', ...at]);

    expect(text.stdout).toMatch(
      /^MONEY_NOT_A_NUMBER {2}claim, \d+ lines?, \$[\d,.]+: CLP03 is not/,
    );
    expect(text.stdout).toMatch(/broken\.835, interchange 1, ST 0001, segment \d+, byte \d+\n/);
    expect(text.stdout).toContain('1 in all.');
    expect(record).toMatchObject({ kind: 'claim', reason: 'MONEY_NOT_A_NUMBER', field: 'CLP03' });
    expect(record).not.toHaveProperty('rawText');
  });

  it('takes a good version of a quarantined claim, and empties the quarantine', async () => {
    const answer = await ingest('quarantine', EARLIER);

    expect(answer.fates['current']?.claims).toBe(1);
    const totals = await runJson(['totals', '--data', join(directory, 'quarantine')]);
    expect(totals).toMatchObject({ quarantinedClaims: 0 });
    const list = await runCli(['quarantine', '--data', join(directory, 'quarantine')]);
    expect(list.stdout).toBe('Nothing is in quarantine.\n');
  });

  const whole = readFileSync(EARLIER, 'latin1');
  it.each([
    ['nothing in it', '', 'EMPTY'],
    ['no X12', 'name,amount\nx,1\n', 'NOT_X12'],
    ['no envelope', whole.slice(whole.indexOf('ST*835')), 'NO_ENVELOPE'],
    ['16-bit text', Buffer.from(whole.slice(0, 4000), 'utf16le'), 'NOT_X12'],
    ['only the beginning of ISA', 'ISA*00*', 'ISA_UNREADABLE'],
  ])('ends with 1 on a file with %s', async (_what, content, reason) => {
    const path = written('unreadable', content);

    const answer = await runJson<IngestAnswer>(
      ['ingest', path, '--data', join(directory, 'unreadable-data')],
      1,
    );

    expect(answer).toMatchObject({ unreadableFiles: 1, isReadWhole: false, read: NOTHING });
    expect(Object.keys(answer.messageCounts)).toEqual([`refused:${reason}`]);
  });

  it('ends with 1 when a file breaks off, and keeps what came before', async () => {
    const cut = written('cut.835', whole.slice(0, whole.length / 2));

    const args = ['ingest', cut, '--include-test', '--data', join(directory, 'cut')];
    const answer = await runJson<IngestAnswer>(args, 1);
    const text = await runCli(args);

    expect(answer).toMatchObject({ unreadableFiles: 0, isBalanced: true, isReadWhole: false });
    expect(answer.fates['current']?.claims).toBeGreaterThan(50);
    expect(text.stdout).toContain('Reading broke off before the end of a file');
  });

  it('goes on to the next file after one that cannot be read', async () => {
    const answer = await runJson<IngestAnswer>(
      [
        'ingest',
        written('none.835', ''),
        EARLIER,
        '--include-test',
        '--data',
        join(directory, 'after-bad'),
      ],
      1,
    );

    expect(answer).toMatchObject({ files: 2, unreadableFiles: 1 });
    expect(answer.fates['current']?.claims).toBeGreaterThan(300);
  });

  it('reads nothing at all when a file that was named is not there', async () => {
    const data = join(directory, 'absent');

    const end = await runCli(['ingest', EARLIER, join(directory, 'nowhere'), '--data', data]);

    expect(end).toMatchObject({ code: 2, stdout: '' });
    expect(end.stderr).toContain('there is no file or folder');
    expect((await runCli(['totals', '--data', data])).code).toBe(2);
  });

  it('names payers that say Medicare but are on no list, with counts', async () => {
    const path = written('unknown-payer.835', whole.replaceAll('12501', '99501'));

    const end = await runCli([
      'ingest',
      path,
      '--include-test',
      '--data',
      join(directory, 'payer'),
    ]);

    expect(end.stdout).toMatch(/99501 \(SYNTHETIC MAC PART A\): \d+ claims, \d+ lines/);
    expect(end.stdout).toContain('kxray reference confirm-payer 99501');
  });
});
