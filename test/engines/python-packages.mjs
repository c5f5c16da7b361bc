// Packages of Python for a check, installed on first use into a folder of their own.
import { spawnSync } from 'node:child_process';
import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const caches = fileURLToPath(new URL('../../node_modules/.cache', import.meta.url));

/** Where a command of the packages lies, or why it is not there. */
export function installPackages(command, requirements) {
  const home = join(caches, command);
  const bin = join(home, process.platform === 'win32' ? 'Scripts' : 'bin');
  const path = join(bin, command);
  if (existsSync(path)) return { path };
  if (run('python3', ['-m', 'venv', home]) !== 0) {
    return { reason: 'there is no Python with venv here' };
  }
  const packages = ['-m', 'pip', 'install', '--quiet', '-r', requirements];
  if (run(join(bin, 'python'), packages) === 0) return { path };
  rmSync(home, { recursive: true, force: true });
  return { reason: 'the packages of Python are out of reach' };
}

function run(command, arguments_) {
  return spawnSync(command, arguments_, { stdio: 'ignore' }).status ?? 1;
}
