// `kxray case` over the bundled samples: taking, deciding, listing; what the report then says; and
// what is refused.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { REPORT_MODEL, type ReportModel } from '../../lib/pipeline/reports/report-model.js';
import { temporaryDirectory } from '../adapters/embedded/temporary-directory.js';
import { runCli, runJson } from './run-cli.js';
import { sampleWorkspace } from './sample-workspace.js';

interface ShownCase {
  readonly caseId: string;
  readonly state: { readonly status: string; readonly owner: string | null } | null;
  readonly entries: readonly { readonly note: string }[];
}

const directory = temporaryDirectory();
const data = sampleWorkspace();
const EARLY = '2526400419707/1';
const OTHER = '2526400423214/4';
const CONFLICT = '2525400721930/2';
const run = (...args: readonly string[]) => runCli(['case', ...args, '--data', data]);
const json = <Answer>(...args: readonly string[]) =>
  runJson<Answer>(['case', ...args, '--data', data]);

describe('kxray case', () => {
  it('starts with none, and says how one begins', async () => {
    expect(await json('list')).toEqual([]);
    expect((await run()).stdout).toContain('kxray case assign CLAIM/LINE --to NAME');
  });

  it('keeps who has it, what was decided and why, under one id', async () => {
    const assigned = await json<ShownCase>('assign', EARLY, '--to', 'dana');
    await json('decide', EARLY, '--status', 'resolved', '--note', 'corrected claim sent');
    const shown = await json<ShownCase>('show', assigned.caseId);

    expect(assigned.state).toMatchObject({ status: 'open', owner: 'dana' });
    expect(shown.state).toMatchObject({ status: 'resolved', owner: 'dana', isSettled: true });
    expect(shown.entries.map(({ note }) => note)).toEqual(['', 'corrected claim sent']);
    expect((await run('show', EARLY)).stdout).toMatch(/early\nresolved since .*dana has it\n/);
  });

  it('lists what is left to do, what is due first', async () => {
    await json('decide', OTHER, '--status', 'in_review', '--owner', 'lee');
    await json(
      'decide',
      CONFLICT,
      '--status',
      'confirmed',
      '--note',
      'no record',
      '--owner',
      'sam',
    );

    const states = (await json<readonly ShownCase[]>('list')).map(({ state }) => state);
    expect(states).toMatchObject([
      { status: 'confirmed', owner: 'sam', dueDay: expect.any(String) },
      { status: 'in_review', owner: 'lee', dueDay: expect.any(String) },
    ]);
    expect(await json('list', '--owner', 'lee')).toHaveLength(1);
    expect(await json('list', '--all')).toHaveLength(3);
    expect(await json('list', '--status', 'resolved')).toHaveLength(1);
    const { stdout } = await run('list', '--all');
    expect(stdout).toContain(EARLY);
    expect(stdout).toContain('3 cases.');
  });

  it('takes causes, and gives back what nobody has', async () => {
    const cause = await json<ShownCase>('assign', 'cause:single_early', '--to', 'lee');
    expect(cause.state).toMatchObject({ status: 'open', owner: 'lee' });
    const given = await json<ShownCase>('assign', 'cause:single_early', '--nobody');
    expect(given.state).toMatchObject({ owner: null, entries: 2 });
  });

  it.each([
    ['a status without a reason', ['decide', EARLY, '--status', 'dismissed'], /takes a reason/],
    ['an unknown status', ['decide', EARLY, '--status', 'done'], /--status takes open/],
    ['a name that names nothing', ['show', 'nothing'], /a case is named by/],
    ['an id of no case', ['show', 'c0123456789abcdef'], /no case of that id/],
    ['nobody and somebody', ['assign', EARLY, '--to', 'a', '--nobody'], /one of --to and/],
  ])('refuses %s', async (_what, args, words) => {
    const { code, stdout, stderr } = await run(...args);

    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(words);
  });

  it.each([
    ['a line that is not there', ['show', '2526400419707/99'], /no such current line/],
    ['a claim that is not there', ['show', '9999/1'], /no claim of that number/],
    ['a cause that is not there', ['show', 'cause:mixed'], /no such cause/],
  ])('fails for %s', async (_what, args, words) => {
    const { code, stderr } = await run(...args);

    expect(code).toBe(1);
    expect(stderr).toMatch(words);
  });

  it('writes no Medicare number down', async () => {
    const note = ['--note', 'of 1EG4-TE5-MK73'];
    const { code, stderr } = await run('decide', EARLY, '--status', 'dismissed', ...note);

    expect(code).toBe(2);
    expect(stderr).not.toContain('1EG4');
  });
});

describe('the report of the month of the decisions', () => {
  let model: ReportModel;
  let page = '';
  beforeAll(async () => {
    const month = new Date().toISOString().slice(0, 7);
    const out = join(directory, 'out');
    const args = ['report', '--month', month, '--out', out, '--format', 'json,html'];
    await runJson([...args, '--data', data]);
    const file = (format: string) =>
      readFileSync(join(out, `kxray-report-${month}.${format}`), 'utf8');
    model = REPORT_MODEL.parse(JSON.parse(file('json')));
    page = file('html');
  });

  it('resolves what was settled, and shows who has the rest', () => {
    expect(page).toContain('Lines with a finding, by who has them');
    const early = model.movement.find(({ measure }) => measure === 'early');
    const found = model.findings.filter(({ kind }) => kind === 'early');
    const lines = found.reduce((sum, row) => sum + row.lines, 0);

    expect(early?.resolved.count).toBe(1);
    expect(early?.closing.count).toBe(lines - 1);
    const owners = (model.cases?.owners ?? []).filter(({ finding }) => finding === 'early');
    expect(owners.map(({ owner }) => owner)).toEqual(['dana', 'lee', null]);
    const counted = owners.flatMap((row) => [row.open, row.inReview, row.confirmed, row.settled]);
    expect(counted.reduce((sum, count) => sum + count, 0)).toBe(lines);
    expect(model.cases?.lines.map(({ owner, status }) => `${owner} ${status}`)).toEqual([
      'sam confirmed',
      'lee in_review',
      'dana resolved',
    ]);
  });

  it('holds no note of anybody', () => {
    expect(JSON.stringify(model)).not.toMatch(/corrected claim sent|no record/);
  });
});
