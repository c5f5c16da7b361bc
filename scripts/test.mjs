// Runs jest as the project needs it: TypeScript by tsx, and without warnings that would only worry
// a newcomer. Arguments go to jest: `npm test -- test/domain`; `npm run test:long` is `--long`.
import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';

/** The runner knows no time-outs: a suite that hangs must still end one day. */
const LONGEST_MS = 60 * 60_000;

const root = fileURLToPath(new URL('..', import.meta.url));
const jest = createRequire(import.meta.url).resolve('jest/bin/jest');
const flags = '--import tsx --disable-warning=ExperimentalWarning';
const isLong = process.argv[2] === '--long';
const words = process.argv.slice(isLong ? 3 : 2);
const result = spawnSync(process.execPath, [jest, ...words], {
  cwd: root,
  stdio: 'inherit',
  timeout: LONGEST_MS,
  env: {
    ...process.env,
    ...(isLong ? { KXRAY_LONG_TESTS: '1' } : {}),
    TSX_TSCONFIG_PATH: `${root}tsconfig.jest.json`,
    NODE_OPTIONS: `${process.env.NODE_OPTIONS ?? ''} ${flags}`.trim(),
    // The AWS packages announce that they will leave Node 20 one day; tests run on what is there.
    AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
  },
});
if (result.error !== undefined) throw result.error;
process.exitCode = result.status ?? 1;
