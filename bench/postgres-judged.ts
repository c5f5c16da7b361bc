// Row B: the same judged lines in a PostgreSQL table and in our Parquet files, the same measure
// queries on both, and equal answers. PostgreSQL gets only the columns that the queries read: a
// narrower table than ours, to its advantage.

import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { LAKE_TABLES, type LakeColumn } from '../lib/adapters/common/lake/lake-schema.js';
import type { NamedQuery } from '../lib/ports/query-engine.js';
import { BENCH_DATA, judgedSnapshot, type JudgedSnapshot } from './judged-lines.js';
import { measured } from './measured.js';
import {
  measureQueries,
  openPlainView,
  openSnapshot,
  parametersOf,
  queryFiles,
} from './measures-snapshot.js';
import { plainScan } from './measures-scan.js';
import { assertSameRows } from './postgres-compare.js';
import type { PostgresServer } from './postgres-server.js';
import { POSTGRES_TYPES, postgresText } from './postgres-sql.js';

const INDEXES = [
  'create index on ledger_lines (rendering_npi, service_date)',
  'create index on ledger_lines (billing_npi, service_date)',
  'create index on ledger_lines (beneficiary_token, service_date)',
];

export async function judgedRow(
  server: PostgresServer,
  lines: number,
  print: (text: string) => void,
): Promise<void> {
  const snapshot = await judgedSnapshot(lines);
  const queries = measureQueries(queryFiles());
  await loadTable(server, snapshot, queries);
  const from = openSnapshot(snapshot);
  print(`Row B, the same judged table: ${snapshot.lines} lines, the same answers`);
  print(
    '  measure                      PostgreSQL CPU s     s   ours CPU s     s   CPU of theirs to ours',
  );
  let [there, here] = [0, 0];
  for (const query of queries) {
    const theirs = server.ask(postgresText(query));
    const binding = { tenantId: from.tenantId, snapshotId: from.snapshotId };
    const ours = await measured(() =>
      from.engine.run(query, { ...binding, parameters: parametersOf(query) }),
    );
    assertSameRows(query.name, ours.answer, theirs.rows);
    there += theirs.cpuSeconds;
    here += ours.cpuSeconds;
    print(
      [
        `  ${query.name.padEnd(29)}`,
        theirs.cpuSeconds.toFixed(2).padStart(15),
        theirs.wallSeconds.toFixed(2).padStart(5),
        ours.cpuSeconds.toFixed(2).padStart(12),
        ours.wallSeconds.toFixed(2).padStart(5),
        `${(theirs.cpuSeconds / ours.cpuSeconds).toFixed(1)} x`.padStart(12),
      ].join(' '),
    );
  }
  print(
    `  all: PostgreSQL ${there.toFixed(1)} CPU s, ours ${here.toFixed(1)} CPU s, ` +
      `${(there / here).toFixed(1)} x`,
  );
  await from.engine.close();
}

async function loadTable(
  server: PostgresServer,
  snapshot: JudgedSnapshot,
  queries: readonly NamedQuery[],
): Promise<void> {
  const connection = await openPlainView(snapshot);
  const read = new Set<string>();
  for (const query of queries) {
    for (const name of (await plainScan(connection, query)).columns) read.add(name);
  }
  // Some queries name columns that their plan then leaves unread.
  for (const column of LAKE_TABLES.ledger_lines.columns) {
    if (queries.some(({ text }) => new RegExp(`\\b${column.name}\\b`).test(text)))
      read.add(column.name);
  }
  const { partition, columns } = LAKE_TABLES.ledger_lines;
  const wanted = [partition, ...columns.filter(({ name }) => read.has(name))];
  const csv = join(BENCH_DATA, 'judged.csv');
  const names = wanted.map(({ name }) => name).join(', ');
  // Quoted, because an empty text is not a null.
  await connection.run(
    `copy (select ${names} from ledger_lines) to '${csv}' (format csv, header false, force_quote *)`,
  );
  connection.closeSync();
  server.run(`create table ledger_lines (${wanted.map(columnText).join(', ')})`);
  server.load('ledger_lines', csv);
  rmSync(csv);
  for (const index of INDEXES) server.run(index);
  server.run('vacuum analyze ledger_lines');
}

function columnText({ name, type, isNullable }: LakeColumn): string {
  return `${name} ${POSTGRES_TYPES[type]}${isNullable ? '' : ' not null'}`;
}
