// Runs the tests of this folder; installs the interpreter here on first use.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = fileURLToPath(new URL('.', import.meta.url));
const root = fileURLToPath(new URL('../../..', import.meta.url));

if (!existsSync(join(here, 'node_modules', 'aws-local-stepfunctions'))) {
  // It asks for Node 22, and runs on 20 with what open-interpreter.ts adds.
  const { status } = spawnSync('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: here,
    stdio: 'inherit',
    shell: process.platform === 'win32',
  });
  if (status !== 0) throw new Error('the interpreter of state machines could not be installed');
}

const arguments_ = ['-c', join(here, 'jest.config.mjs'), ...process.argv.slice(2)];
const { status } = spawnSync(process.execPath, [join(root, 'scripts', 'test.mjs'), ...arguments_], {
  cwd: root,
  stdio: 'inherit',
});
process.exitCode = status ?? 1;
