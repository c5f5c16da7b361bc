// Runs jest as the project needs it: ES modules on, and without the warning about them that would
// only worry a newcomer. Arguments go to jest: `npm test -- test/domain`.
import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';

const jest = createRequire(import.meta.url).resolve('jest/bin/jest');
const flags = '--experimental-vm-modules --disable-warning=ExperimentalWarning';
const result = spawnSync(process.execPath, [jest, ...process.argv.slice(2)], {
  stdio: 'inherit',
  env: {
    ...process.env,
    NODE_OPTIONS: `${process.env.NODE_OPTIONS ?? ''} ${flags}`.trim(),
    // The AWS packages announce that they will leave Node 20 one day; tests run on what is there.
    AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
  },
});
if (result.error !== undefined) throw result.error;
process.exitCode = result.status ?? 1;
