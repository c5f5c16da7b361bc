// Law 10: outside intake and quarantine no output or file contains a Medicare number or a name.
// A remittance with names that occur nowhere else goes in, sound claims and broken ones; then every
// command runs, in text and JSON, and all that it printed and all that lies in the workspace is
// searched, as bytes and as what the stores give back.

import { beforeAll, describe, expect, it } from '@jest/globals';
import { DuckDBInstance } from '@duckdb/node-api';
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { createFileClaimSpool } from '../../lib/adapters/embedded/file-claim-spool.js';
import { readRemittance } from '../../lib/intake/x12-835/read-remittance.js';
import { spoolClaims } from '../../lib/pipeline/ingest-claims.js';
import { newIngestSummary } from '../../lib/pipeline/ingest-summary.js';
import type { PresentedBeneficiary } from '../../lib/pipeline/present-beneficiary.js';
import type { Truth } from '../../lib/synth/truth.js';
import { openSession, TENANT_ID } from '../../cli/session.js';
import { temporaryDirectory } from '../adapters/embedded/temporary-directory.js';
import { runCli, runJson } from '../cli/run-cli.js';

const directory = temporaryDirectory();
const data = join(directory, 'workspace');
const at = ['--data', data];
/** They occur in no other text of the project. */
const NAMES = ['QUIXOTEZAN', 'DULCINEAXA', 'SANCHOPANZ'];
const CORRECTED = '1EG4TE5MK73';
const said: string[] = [];
let numbers: readonly string[];
let hidden: readonly string[];
let input: string;

/** Runs a command and keeps all that it said. */
async function say(args: readonly string[], stdin?: string): Promise<string> {
  const end = await runCli(args, stdin === undefined ? {} : { stdin });
  said.push(end.stdout, end.stderr);
  return end.stdout;
}

function written(name: string, content: string): string {
  const path = join(directory, name);
  writeFileSync(path, content, 'latin1');
  return path;
}

/** Names replaced by ours, a corrected number, and a claim of every kind of trouble. */
function remittance(text: string): string {
  const [family = '', given = '', middle = ''] = NAMES;
  let claims = 0;
  return text
    .replace(/NM1\*QC\*1\*[^*]*\*[^*]*\*[^*]*\*/g, `NM1*QC*1*${family}*${given}*${middle}*`)
    .replace(/(NM1\*QC[^~]*~)/, `$1\nNM1*74*1*${family}*${given}****C*${CORRECTED}~`)
    .replace(/CLP\*[^~]*~/g, (segment) => {
      claims += 1;
      if (claims === 20) return segment.replace(/\*1\*\d+/, `*1*${family}`);
      if (claims === 30) return segment.replace(/\*1\*/, '*77*');
      if (claims === 40) return segment.replace(/\*1\*/, '*25*');
      return segment;
    })
    .replaceAll('12501', '99501');
}

/** As it stands in a file and as people write it. */
function spellings(number: string): readonly string[] {
  return [number, [number.slice(0, 4), number.slice(4, 7), number.slice(7)].join('-')];
}

/** The first hidden thing in a text; no test output repeats the text. */
function findHidden(text: string): string | null {
  const upper = text.toUpperCase();
  return hidden.find((each) => upper.includes(each)) ?? null;
}

function filesBelow(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((path) => statSync(path).isFile());
}

beforeAll(async () => {
  const out = join(directory, 'synthetic');
  const size = ['--beneficiaries', '30', '--years', '2025-2026', '--seed', '4'];
  await runJson(['synth', '--out', out, ...size]);
  const truth = JSON.parse(readFileSync(join(out, 'truth.json'), 'utf8')) as Truth;
  numbers = [...truth.beneficiaries.map(({ mbi }) => mbi), CORRECTED];
  hidden = [...NAMES, ...numbers.flatMap(spellings)];
  input = remittance(readFileSync(join(out, 'remittance.835'), 'latin1'));
  // Cut off, so that the last claim is broken too.
  const file = written('remittance.835', input.slice(0, -400));
  await say(['ingest', file, ...at]);
  await say(['ingest', file, '--include-test', ...at]);
  await say(['ingest', file, '--include-test', '--json', ...at]);
});

describe('what went in', () => {
  it('holds the names and numbers that are searched for', () => {
    expect(hidden.filter((each) => !each.includes('-') && !input.includes(each))).toEqual([]);
    expect(findHidden(input)).not.toBeNull();
    expect(findHidden(numbers[0]?.toLowerCase() ?? '')).toBe(numbers[0]);
  });

  it('was accepted in part and quarantined in part', async () => {
    const totals = await runJson<Record<string, number>>(['totals', ...at]);

    expect(totals['finalClaims']).toBeGreaterThan(100);
    expect(totals['quarantinedClaims']).toBe(3);
    expect(totals['quarantinedFiles']).toBe(1);
  });
});

describe('no Medicare number and no name', () => {
  it('is printed by any command', async () => {
    const [who = '', other = ''] = numbers;
    const person = await runJson<PresentedBeneficiary>(['beneficiary', who, ...at]);
    const claim = person.years[0]?.lines[0]?.claim ?? '';
    const draft = written('draft.json', JSON.stringify(draftOf(who, NAMES[0] ?? '')));
    const noDraft = written('no-draft.json', `{"beneficiary": "${who}", ${NAMES[0]}`);
    const noClaims = written('no-claims.txt', `${NAMES.join(' ')} ${numbers.join(' ')}`);
    const commands: readonly (readonly string[])[] = [
      ['overview'],
      ['totals'],
      ['beneficiary', who],
      ['beneficiary', who, '--order', 'dos'],
      ['beneficiary', CORRECTED],
      ['beneficiary', '-'],
      ['explain', claim],
      ['explain', who],
      ['advise', draft],
      ['advise', noDraft],
      ['score'],
      ['providers', '--all'],
      ['provider', '1234567893'],
      ['provider', who],
      ['quarantine'],
      ['reference'],
      ['reference', 'confirm-payer', '99501', '--source', 'letter'],
      ['seed', who, ...'--year 2026 --group OT --outside 100 --source family'.split(' ')],
      ['join', who, other, '--source', 'letter'],
      ['join', who, other, '--undo', '--source', 'letter'],
      ['reconcile'],
      ['verify', noClaims],
      ['ingest', noClaims],
      [who],
      ['totals', who],
      ['beneficiary', `${who}X`],
      ['beneficiary', who, who],
      ['reference', who],
    ];

    for (const words of commands) {
      for (const json of [[], ['--json']]) {
        await say([...words, ...at, ...json], words[1] === '-' ? `${who}\n` : undefined);
      }
    }

    expect(said.join('').length).toBeGreaterThan(50_000);
    expect(said.map(findHidden).filter((found) => found !== null)).toEqual([]);
  });

  it('lies in any file of the workspace, the token key apart', () => {
    const files = filesBelow(data).filter((path) => !path.includes('/secrets/'));

    const found = files.filter((path) => findHidden(readFileSync(path, 'latin1')) !== null);

    expect(files.some((path) => path.endsWith('data.mdb'))).toBe(true);
    expect(found.map((path) => relative(data, path))).toEqual([]);
    expect(files.map((path) => findHidden(path)).filter((each) => each !== null)).toEqual([]);
  });

  it('lies in any column of the Parquet tables', async () => {
    const instance = await DuckDBInstance.create();
    const connection = await instance.connect();
    const tables = filesBelow(data).filter((path) => path.endsWith('.parquet'));

    const found: string[] = [];
    let rows = 0;
    for (const table of tables) {
      const read = await connection.runAndReadAll(`select * from read_parquet('${table}')`);
      rows += read.currentRowCount;
      if (findHidden(JSON.stringify(read.getRowsJson())) !== null) found.push(table);
    }
    connection.closeSync();
    instance.closeSync();

    expect(rows).toBeGreaterThan(1_000);
    expect(found).toEqual([]);
  });

  it('comes out of the stores, but for the sealed texts of the quarantine', async () => {
    const session = await openSession({ data });
    const { ledger, quarantine } = session.tools;
    const given: unknown[] = [await session.workspace.settings.read(TENANT_ID)];
    const tokens = new Set<string>();
    for (const { year, shard } of await ledger.listShards(TENANT_ID)) {
      for await (const document of ledger.readShard(TENANT_ID, year, shard)) {
        given.push(document);
        tokens.add(document.token);
      }
    }
    for (const token of tokens) {
      given.push(await ledger.load([{ kind: 'chain', tenantId: TENANT_ID, token }]));
    }
    const records = await quarantine.list(TENANT_ID);
    const sealed: (string | null)[] = [];
    for (const { quarantineKey } of records) {
      sealed.push(await quarantine.open(TENANT_ID, quarantineKey));
    }
    await session.close();

    expect(tokens.size).toBeGreaterThan(25);
    expect(given.filter((each) => findHidden(JSON.stringify(each)) !== null)).toEqual([]);
    expect(findHidden(JSON.stringify(records))).toBeNull();
    // They are there, under seal: what is hidden is hidden by encryption, not by having been lost.
    expect(sealed.filter((text) => text !== null && findHidden(text) !== null)).toHaveLength(3);
  });

  it('lies in what a large ingest spills on its way, and a killed one leaves behind', async () => {
    const session = await openSession({ data });
    const folder = join(directory, 'spill');
    const spool = createFileClaimSpool(folder, 1);
    async function* bytes() {
      yield await Promise.resolve(Buffer.from(input, 'latin1'));
    }
    const options = { file: 'spilled', includeTest: true, contractorPart: () => null };
    const into = { spool, marks: new Map(), summary: newIngestSummary() };
    await spoolClaims(session.tools, readRemittance(bytes(), options), into);
    let claims = 0;
    for await (const part of spool.parts()) claims += part.length;

    const files = filesBelow(folder);
    const found = files.filter((path) => findHidden(readFileSync(path, 'latin1')) !== null);
    const size = files.reduce((sum, path) => sum + statSync(path).size, 0);
    await spool.close();
    await session.close();

    expect(claims).toBeGreaterThan(100);
    expect(size).toBeGreaterThan(50_000);
    expect(found).toEqual([]);
  });
});

/** A draft with a name where none belongs. */
function draftOf(beneficiary: string, name: string) {
  const line = { line: 1, serviceDate: '2026-06-01', hcpcs: '97110', modifiers: ['GP'] };
  return {
    beneficiary,
    claimType: name,
    lines: [{ ...line, units: 1, expectedAllowed: '30.00' }],
  };
}
