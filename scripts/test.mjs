// Runs jest as the project needs it: ES modules on, and without the two warnings that would
// only worry a newcomer.
import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';

const jest = createRequire(import.meta.url).resolve('jest/bin/jest.js');
const flags = '--experimental-vm-modules --disable-warning=ExperimentalWarning';
const result = spawnSync(process.execPath, [jest, ...process.argv.slice(2)], {
  stdio: 'inherit',
  env: { ...process.env, NODE_OPTIONS: `${process.env.NODE_OPTIONS ?? ''} ${flags}`.trim() },
});
process.exit(result.status ?? 1);
