// A PostgreSQL of the bench's own: a fresh cluster in bench/.data, reached by a socket file only,
// stopped and removed at the end. Driven by psql; its cost is the CPU time of all its processes.

import { spawn, spawnSync } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  closeSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
} from 'node:fs';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BENCH_DATA } from './judged-lines.js';

export interface PostgresCost {
  readonly cpuSeconds: number;
  readonly wallSeconds: number;
}

export interface PostgresAnswer extends PostgresCost {
  readonly rows: readonly Readonly<Record<string, string | null>>[];
}

export interface PostgresServer {
  readonly version: string;
  /** Statements without an answer. */
  run(sql: string): PostgresCost;
  /** One select. */
  ask(sql: string): PostgresAnswer;
  /** A CSV file without header into a table. */
  load(table: string, file: string): PostgresCost;
  stop(): Promise<void>;
}

const MAJOR = '15';
const FOLDERS = [`/usr/lib/postgresql/${MAJOR}/bin`, `/usr/pgsql-${MAJOR}/bin`];
const USER = 'bench';
/** Linux counts CPU time of processes in hundredths of a second. */
const TICKS_PER_SECOND = 100;
const START_ATTEMPTS = 100;

/** What the machine offers, said in the output; the rest as PostgreSQL comes. */
export const SETTINGS: Readonly<Record<string, string>> = {
  listen_addresses: '',
  shared_buffers: '1GB',
  work_mem: '256MB',
  maintenance_work_mem: '512MB',
  effective_cache_size: '4GB',
  max_parallel_workers_per_gather: '2',
  max_wal_size: '8GB',
  fsync: 'off',
  autovacuum: 'off',
};

/** Null where this machine has no PostgreSQL 15. */
export async function startPostgres(): Promise<PostgresServer | null> {
  const bin = FOLDERS.find((folder) => existsSync(join(folder, 'postgres')));
  if (bin === undefined || psqlVersion() === null) return null;
  const user = unprivilegedUser();
  const data = join(BENCH_DATA, 'postgres');
  rmSync(data, { recursive: true, force: true });
  mkdirSync(data, { recursive: true, mode: 0o700 });
  const socket = mkdtempSync(join(tmpdir(), 'kxray-pg-'));
  for (const folder of [data, socket]) {
    if (user !== null) chownSync(folder, user.uid, user.gid);
  }
  chmodSync(socket, 0o755);
  const initArguments = ['-D', data, '-U', USER, '-A', 'trust', '--locale=C', '-E', 'UTF8', '-N'];
  const made = spawnSync(join(bin, 'initdb'), initArguments, { ...user, encoding: 'utf8' });
  if (made.status !== 0) throw new Error(`initdb failed: ${made.stderr}`);
  const settings = Object.entries({ ...SETTINGS, unix_socket_directories: socket });
  const log = openSync(join(BENCH_DATA, 'postgres.log'), 'w');
  const postmaster = spawn(
    join(bin, 'postgres'),
    ['-D', data, ...settings.flatMap(([name, value]) => ['-c', `${name}=${value}`])],
    { ...user, stdio: ['ignore', log, log] },
  );
  closeSync(log);
  const { pid } = postmaster;
  if (pid === undefined) throw new Error('postgres did not start');
  const ended = once(postmaster, 'exit');
  const stop = async (): Promise<void> => {
    postmaster.kill('SIGINT');
    await ended;
    for (const folder of [data, socket]) rmSync(folder, { recursive: true, force: true });
  };
  try {
    await untilReady(socket);
    return { ...clientOf(socket, pid), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

function clientOf(socket: string, pid: number): Omit<PostgresServer, 'stop'> {
  const timed = (action: () => string) => {
    const cpu = cpuSecondsOf(pid);
    const started = performance.now();
    const answer = action();
    const wallSeconds = (performance.now() - started) / 1000;
    return { answer, cost: { cpuSeconds: cpuSecondsOf(pid) - cpu, wallSeconds } };
  };
  return {
    version: psql(socket, ['-Atc', 'show server_version']).trim(),
    run: (sql) => timed(() => psql(socket, ['-c', sql])).cost,
    ask: (sql) => {
      const { answer, cost } = timed(() => psql(socket, ['--csv', '-c', sql]));
      return { rows: csvRows(answer), ...cost };
    },
    load: (table, file) => {
      const input = openSync(file, 'r');
      const copy = ['-c', `copy ${table} from stdin (format csv)`];
      const { cost } = timed(() => psql(socket, copy, input));
      closeSync(input);
      return cost;
    },
  };
}

function psql(
  socket: string,
  given: readonly string[],
  input: number | 'ignore' = 'ignore',
): string {
  const connection = ['-h', socket, '-U', USER, '-d', 'postgres', '-X', '-q'];
  const result = spawnSync('psql', [...connection, '-v', 'ON_ERROR_STOP=1', ...given], {
    encoding: 'utf8',
    maxBuffer: 2 ** 30,
    stdio: [input, 'pipe', 'pipe'],
  });
  if (result.status !== 0) throw new Error(`psql failed: ${result.stderr}`);
  return result.stdout;
}

/** An empty field is null, as psql writes it: no text of ours is empty. */
function csvRows(text: string): readonly Readonly<Record<string, string | null>>[] {
  const [header = '', ...lines] = text.trimEnd().split('\n');
  const names = header.split(',');
  return lines.map((line) => {
    const fields = splitCsv(line);
    return Object.fromEntries(names.map((name, at) => [name, fields[at] || null]));
  });
}

function splitCsv(line: string): readonly string[] {
  return [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map(
    ([, quoted, plain]) => quoted?.replaceAll('""', '"') ?? plain ?? '',
  );
}

/** The postmaster, what it has reaped, and the processes that it runs now. */
function cpuSecondsOf(postmaster: number): number {
  let ticks = 0;
  for (const entry of readdirSync('/proc')) {
    if (!/^\d+$/.test(entry)) continue;
    const stat = statOf(entry);
    if (stat === null) continue;
    const own = stat.user + stat.system;
    if (Number(entry) === postmaster) ticks += own + stat.reaped;
    else if (stat.parent === postmaster) ticks += own;
  }
  return ticks / TICKS_PER_SECOND;
}

function statOf(pid: string) {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // After the name, which may hold anything: state, parent, ... user and system time from 11.
    const fields = text
      .slice(text.lastIndexOf(')') + 2)
      .split(' ')
      .map(Number);
    const [user = 0, system = 0, reapedUser = 0, reapedSystem = 0] = fields.slice(11, 15);
    return { parent: fields[1], user, system, reaped: reapedUser + reapedSystem };
  } catch {
    return null;
  }
}

async function untilReady(socket: string): Promise<void> {
  for (let attempt = 0; attempt < START_ATTEMPTS; attempt += 1) {
    const ready = spawnSync('psql', ['-h', socket, '-U', USER, '-d', 'postgres', '-c', 'select 1']);
    if (ready.status === 0) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`postgres does not answer; see ${join(BENCH_DATA, 'postgres.log')}`);
}

function psqlVersion(): string | null {
  const result = spawnSync('psql', ['--version'], { encoding: 'utf8' });
  return result.status === 0 ? result.stdout.trim() : null;
}

/** PostgreSQL refuses to run as root; null = we are not root. */
function unprivilegedUser(): { readonly uid: number; readonly gid: number } | null {
  if (process.getuid?.() !== 0) return null;
  for (const name of ['postgres', 'nobody']) {
    const ids = ['-u', '-g'].map((flag) => spawnSync('id', [flag, name], { encoding: 'utf8' }));
    const [uid, gid] = ids.map((result) => (result.status === 0 ? Number(result.stdout) : 0));
    if (uid !== undefined && gid !== undefined && uid > 0) return { uid, gid };
  }
  throw new Error('there is no user other than root to run PostgreSQL as');
}
