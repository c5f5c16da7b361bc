// Completes package-lock.json where a registry mirror lacks binaries for other machines: npm leaves
// those optional packages out of the lock, and `npm ci` then refuses the lock (npm/cli #8320).
// Each missing one gets an entry with its exact version and the machine that its name tells, so
// that `npm ci` passes everywhere and fetches it only there. Run it after the lock changed:
//   node scripts/complete-lock.mjs          adds what is missing
//   node scripts/complete-lock.mjs --check  changes nothing, fails when something is missing
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const SYSTEMS = [
  'aix',
  'android',
  'darwin',
  'freebsd',
  'linux',
  'netbsd',
  'openbsd',
  'openharmony',
  'sunos',
  'win32',
];
const PROCESSORS = [
  'arm',
  'arm64',
  'ia32',
  'loong64',
  'mips64el',
  'ppc64',
  'riscv64',
  's390x',
  'wasm32',
  'x64',
];
/** How some packages spell a processor or a system in their name. */
const SPELLINGS = new Map([
  ['aarch64', 'arm64'],
  ['armv7', 'arm'],
  ['eabi', 'arm'],
  ['gnueabihf', 'arm'],
  ['musleabihf', 'arm'],
  ['ppc64le', 'ppc64'],
  ['riscv64gc', 'riscv64'],
  ['windows', 'win32'],
]);

/** The machine that a binary package is for, as npm writes it: `@swc/core-linux-arm64-musl`. */
export function machineOf(name) {
  const words = name
    .split(/[-/@.]/)
    .flatMap((word) => [word, SPELLINGS.get(word)])
    .filter((word) => word !== undefined);
  const os = SYSTEMS.filter((system) => words.includes(system));
  const cpu = PROCESSORS.filter((processor) => words.includes(processor));
  const isMusl = words.some((word) => word.startsWith('musl'));
  const isGnu = words.some((word) => word.startsWith('gnu') || word === 'glibc');
  const libc = isMusl ? ['musl'] : isGnu ? ['glibc'] : [];
  return {
    ...(cpu.length > 0 ? { cpu } : {}),
    ...(os.length > 0 ? { os } : {}),
    ...(libc.length > 0 ? { libc } : {}),
  };
}

/** Node's own search: the nearest node_modules on the way up from `from`. */
function placeOf(packages, from, name) {
  for (let folder = from; ;) {
    const place = folder === '' ? `node_modules/${name}` : `${folder}/node_modules/${name}`;
    if (packages[place] !== undefined) return place;
    if (folder === '') return null;
    const at = folder.lastIndexOf('/node_modules/');
    folder = at < 0 ? '' : folder.slice(0, at);
  }
}

function exactVersion(range) {
  const found = /(\d+\.\d+\.\d+[-\w.]*)/.exec(range);
  if (found === null) throw new Error(`no exact version in the range ${range}`);
  return found[1];
}

/** Adds the missing optional packages to a parsed lock; returns their places. */
export function completeLock(lock) {
  const added = [];
  const packages = lock.packages;
  for (const [from, entry] of Object.entries({ ...packages })) {
    for (const [name, range] of Object.entries(entry.optionalDependencies ?? {})) {
      const place = placeOf(packages, from, name);
      const version = exactVersion(range);
      if (place !== null && (!added.includes(place) || packages[place].version === version)) {
        continue;
      }
      const free = place === null ? `node_modules/${name}` : `${from}/node_modules/${name}`;
      packages[free] = {
        version,
        ...machineOf(name),
        ...(entry.dev === true ? { dev: true } : {}),
        optional: true,
      };
      added.push(free);
    }
  }
  lock.packages = Object.fromEntries(
    Object.entries(packages).sort(([left], [right]) => left.localeCompare(right, 'en')),
  );
  return added;
}

function main(isCheck) {
  const path = fileURLToPath(new URL('../package-lock.json', import.meta.url));
  const lock = JSON.parse(readFileSync(path, 'utf8'));
  const added = completeLock(lock);
  if (isCheck && added.length > 0) {
    process.stderr.write(`package-lock.json lacks ${added.length} optional packages:\n`);
    process.stderr.write(`${added.join('\n')}\nRun: node scripts/complete-lock.mjs\n`);
    process.exitCode = 1;
    return;
  }
  if (added.length > 0) writeFileSync(path, `${JSON.stringify(lock, null, 2)}\n`);
  const said = isCheck ? 'complete for every machine' : `${added.length} optional packages added`;
  process.stdout.write(`package-lock.json: ${said}\n`);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) main(process.argv.includes('--check'));
