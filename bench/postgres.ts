// Beside PostgreSQL 15: raw lines with a covering index against our fold, write and query (row A),
// and the same judged table on both (row B). Says plainly when there is no PostgreSQL 15 here.
// Run: npm run bench:postgres [-- LINES].

import { startPostgres, SETTINGS } from './postgres-server.js';
import { judgedRow } from './postgres-judged.js';
import { rawRow } from './postgres-raw.js';

const [lines = '1000000', rows = 'AB'] = process.argv.slice(2);
const server = await startPostgres();
if (server === null) {
  print('skipped: this machine has no PostgreSQL 15 (postgres, initdb and psql)');
} else {
  try {
    const settings = Object.entries(SETTINGS).filter(([, value]) => value !== '');
    print(`PostgreSQL ${server.version}, CPU of all its processes; parallel as it decides:`);
    print(`  ${settings.map(([name, value]) => `${name} ${value}`).join(', ')}`);
    if (rows.includes('A')) await rawRow(server, Number(lines), print);
    if (rows.includes('B')) await judgedRow(server, Number(lines), print);
  } finally {
    await server.stop();
  }
}

function print(text: string): void {
  process.stdout.write(`${text}\n`);
}
