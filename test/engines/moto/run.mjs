// Runs the tests of this folder on moto's server: installs it on first use, starts it on a free
// port of 127.0.0.1, and stops it whatever becomes of the tests. Without Python it says so.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = fileURLToPath(new URL('.', import.meta.url));
const root = fileURLToPath(new URL('../../..', import.meta.url));
const home = join(root, 'node_modules', '.cache', 'moto');
const bin = join(home, process.platform === 'win32' ? 'Scripts' : 'bin');

const reason = install();
if (reason === null) {
  process.exitCode = await runTests();
} else {
  process.stdout.write(`moto: not run, ${reason}.\n`);
}

/** Null when it is there; else why it is not. */
function install() {
  if (existsSync(join(bin, 'moto_server'))) return null;
  if (run('python3', ['-m', 'venv', home]) !== 0) return 'there is no Python with venv here';
  const packages = ['-m', 'pip', 'install', '--quiet', '-r', join(here, 'requirements.txt')];
  if (run(join(bin, 'python'), packages) === 0) return null;
  rmSync(home, { recursive: true, force: true });
  return 'the packages of Python are out of reach';
}

function run(command, arguments_) {
  return spawnSync(command, arguments_, { stdio: 'ignore' }).status ?? 1;
}

async function runTests() {
  const port = await freePort();
  const endpoint = `http://127.0.0.1:${port}`;
  const server = spawn(join(bin, 'moto_server'), ['-H', '127.0.0.1', '-p', String(port)], {
    stdio: 'ignore',
  });
  try {
    await untilAnswering(server, `${endpoint}/moto-api/data.json`);
    const arguments_ = ['-c', join(here, 'jest.config.mjs'), ...process.argv.slice(2)];
    return await exitCode(
      spawn(process.execPath, [join(root, 'scripts', 'test.mjs'), ...arguments_], {
        cwd: root,
        stdio: 'inherit',
        env: { ...process.env, KXRAY_MOTO_ENDPOINT: endpoint },
      }),
    );
  } finally {
    server.kill();
    await exitCode(server);
  }
}

function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}

async function untilAnswering(server, address) {
  for (let attempt = 0; attempt < 600; attempt += 1) {
    if (server.exitCode !== null) throw new Error('moto ended before it answered');
    if (await answers(address)) return;
    await new Promise((wake) => setTimeout(wake, 100));
  }
  throw new Error('moto did not answer within a minute');
}

async function answers(address) {
  try {
    return (await fetch(address)).ok;
  } catch {
    return false;
  }
}

function exitCode(child) {
  if (child.exitCode !== null || child.signalCode !== null) {
    return Promise.resolve(child.exitCode ?? 1);
  }
  return new Promise((resolve) => child.once('exit', (code) => resolve(code ?? 1)));
}
