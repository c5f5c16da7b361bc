// The folder of an installed package; or, of one whose native code is for Lambda's machine and not
// for this one (npm installs no such package), of a copy from the registry that is checked against
// the lock.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));

export function packageFolder(name) {
  const installed = join(root, 'node_modules', name);
  if (existsSync(installed)) return installed;
  const lock = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'));
  const { version, integrity } = lock.packages[`node_modules/${name}`] ?? {};
  if (integrity === undefined) throw new Error(`the lock has no integrity of ${name}`);
  const folder = join(root, 'dist', 'native', `${name}@${version}`.replaceAll('/', '-'));
  if (existsSync(folder)) return folder;
  const archive = fetched(`${name}@${version}`);
  try {
    unpackChecked(archive, { integrity, folder });
  } finally {
    rmSync(archive, { force: true });
  }
  return folder;
}

/** One name at the end: half of a package never stands there. */
export function unpackChecked(archive, { integrity, folder }) {
  const hash = createHash('sha512').update(readFileSync(archive)).digest('base64');
  if (integrity !== `sha512-${hash}`) throw new Error('the package is not the one of the lock');
  const part = `${folder}.${process.pid}.part`;
  mkdirSync(part, { recursive: true });
  try {
    execFileSync('tar', ['-xzf', archive, '-C', part, '--strip-components=1']);
    renameSync(part, folder);
  } finally {
    rmSync(part, { recursive: true, force: true });
  }
}

/** Once for each version; whoever bundles without a network has run this before with one. */
function fetched(spec) {
  const place = join(root, 'dist', 'native');
  mkdirSync(place, { recursive: true });
  // On Windows npm is a script, which needs a shell.
  const shell = process.platform === 'win32';
  const words = ['pack', spec, '--silent', '--pack-destination', place];
  const file = execFileSync('npm', words, { cwd: root, encoding: 'utf8', shell }).trim();
  return join(place, file.split(/\r?\n/).at(-1));
}
