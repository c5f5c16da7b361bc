// Runs jest as the project needs it: TypeScript by tsx, and without warnings that would only worry
// a newcomer. Arguments go to jest: `npm test -- test/domain`; `npm run test:long` is `--long`.
// The runner knows no time-outs, and module hooks of Node 20 have been seen to wait for each other
// for ever while a suite was loaded: a run that falls silent is ended and tried once more, aloud.
import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const jest = createRequire(import.meta.url).resolve('jest/bin/jest');
const flags = '--import tsx --disable-warning=ExperimentalWarning';
const isLong = process.argv[2] === '--long';
const words = process.argv.slice(isLong ? 3 : 2);

/** Several times what the slowest suite takes on a busy machine. */
const LONGEST_SILENCE_MS = (isLong ? 15 : 6) * 60_000;
const TRIES = 2;

const env = {
  ...process.env,
  ...(isLong ? { KXRAY_LONG_TESTS: '1' } : {}),
  ...(process.stdout.isTTY ? { FORCE_COLOR: '1' } : {}),
  TSX_TSCONFIG_PATH: `${root}tsconfig.jest.json`,
  NODE_OPTIONS: `${process.env.NODE_OPTIONS ?? ''} ${flags}`.trim(),
  // The AWS packages announce that they will leave Node 20 one day; tests run on what is there.
  AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
};

/** The exit code; null when the run fell silent and was ended. */
function runJest() {
  return new Promise((resolve, reject) => {
    // A group of its own, so that its workers and their children end with it.
    const child = spawn(process.execPath, [jest, ...words], {
      cwd: root,
      env,
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: true,
    });
    const end = () => process.kill(-child.pid, 'SIGKILL');
    let isSilent = false;
    const onSilence = () => {
      isSilent = true;
      end();
    };
    let timer = setTimeout(onSilence, LONGEST_SILENCE_MS);
    const passOn = (target) => (chunk) => {
      target.write(chunk);
      clearTimeout(timer);
      timer = setTimeout(onSilence, LONGEST_SILENCE_MS);
    };
    child.stdout.on('data', passOn(process.stdout));
    child.stderr.on('data', passOn(process.stderr));
    const stop = () => {
      end();
      process.exit(130);
    };
    process.once('SIGINT', stop);
    process.once('SIGTERM', stop);
    child.on('error', reject);
    child.on('close', (code) => {
      clearTimeout(timer);
      process.off('SIGINT', stop);
      process.off('SIGTERM', stop);
      resolve(isSilent ? null : (code ?? 1));
    });
  });
}

let code = null;
for (let tried = 0; code === null && tried < TRIES; tried += 1) {
  if (tried > 0) process.stderr.write('No suite ended for minutes. All once more:\n');
  code = await runJest();
}
if (code === null) process.stderr.write('No suite ended for minutes, twice: one hangs.\n');
process.exitCode = code ?? 1;
