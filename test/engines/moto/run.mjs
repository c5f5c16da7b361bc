// Runs the tests of this folder on moto's server: installs it on first use, starts it on a free
// port of 127.0.0.1, and stops it whatever becomes of the tests. Without Python it says so.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { exitCode, freePort } from '../child-process.mjs';
import { installPackages } from '../python-packages.mjs';

const here = fileURLToPath(new URL('.', import.meta.url));
const root = fileURLToPath(new URL('../../..', import.meta.url));

const { path, reason } = installPackages('moto_server', join(here, 'requirements.txt'));
if (path === undefined) {
  process.stdout.write(`moto: not run, ${reason}.\n`);
} else {
  process.exitCode = await runTests();
}

async function runTests() {
  const port = await freePort();
  const endpoint = `http://127.0.0.1:${port}`;
  const server = spawn(path, ['-H', '127.0.0.1', '-p', String(port)], {
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
