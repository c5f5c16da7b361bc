// Installs the Chromium of the browser tests with npm alone, and unpacks
// it once: workers that unpacked it together would start a file that is still being written.
// It brings libraries of its own, used only on a machine that lacks them.
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { CHROMIUM_FOLDER, chromiumEnv, INSTALLED_CHROMIUM } from './find-chromium.mjs';

const UNPACK = `
  const { default: chromium } = await import('@sparticuz/chromium');
  await chromium.executablePath();
`;
/** What its package takes for the sign of Amazon Linux, on which it unpacks the libraries too. */
const WITH_LIBRARIES = { AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs20.x' };

function main() {
  if (runs()) return say('is installed');
  execFileSync('npm', ['ci', '--no-audit', '--no-fund'], {
    cwd: import.meta.dirname,
    stdio: 'inherit',
  });
  unpack({});
  if (!runs()) unpack(WITH_LIBRARIES);
  if (!runs()) throw new Error('the Chromium of npm does not run here: set KXRAY_CHROMIUM');
  say('installed');
}

/** Into a folder beside, renamed when whole: what is half there is never found. */
function unpack(env) {
  const part = `${CHROMIUM_FOLDER}.part`;
  for (const folder of [part, CHROMIUM_FOLDER]) rmSync(folder, { recursive: true, force: true });
  mkdirSync(part, { recursive: true });
  execFileSync(process.execPath, ['--input-type=module', '-e', UNPACK], {
    cwd: import.meta.dirname,
    env: { ...process.env, ...env, TMPDIR: part },
    stdio: 'inherit',
  });
  renameSync(part, CHROMIUM_FOLDER);
}

function runs() {
  if (!existsSync(INSTALLED_CHROMIUM)) return false;
  const { status } = spawnSync(INSTALLED_CHROMIUM, ['--version', '--no-sandbox'], {
    env: chromiumEnv(INSTALLED_CHROMIUM),
    stdio: 'ignore',
  });
  return status === 0;
}

function say(word) {
  process.stdout.write(`Chromium of the browser tests: ${word}\n`);
}

main();
