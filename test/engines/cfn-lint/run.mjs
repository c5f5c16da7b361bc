// Runs cfn-lint on the templates of every stage. Installs it on first use, in a folder of its own.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = fileURLToPath(new URL('.', import.meta.url));
const root = fileURLToPath(new URL('../../..', import.meta.url));
const home = join(root, 'node_modules', '.cache', 'cfn-lint');
const bin = join(home, process.platform === 'win32' ? 'Scripts' : 'bin');

/**
 * Warnings about what CDK writes on purpose: it names dependencies twice, and passes imports on.
 */
const IGNORED = ['W3005', 'W6001'];

const reason = install();
if (reason === null) {
  process.exitCode = lint();
} else {
  process.stdout.write(`cfn-lint: not run, ${reason}.\n`);
}

/** Null when it is there; else why it is not. */
function install() {
  if (existsSync(join(bin, 'cfn-lint'))) return null;
  if (run('python3', ['-m', 'venv', home]) !== 0) return 'there is no Python with venv here';
  const packages = ['-m', 'pip', 'install', '--quiet', '-r', join(here, 'requirements.txt')];
  if (run(join(bin, 'python'), packages) === 0) return null;
  rmSync(home, { recursive: true, force: true });
  return 'the packages of Python are out of reach';
}

function run(command, arguments_) {
  return spawnSync(command, arguments_, { stdio: 'ignore' }).status ?? 1;
}

function lint() {
  const folder = mkdtempSync(join(tmpdir(), 'kxray-templates-'));
  try {
    const tsx = join(root, 'node_modules', 'tsx', 'dist', 'cli.mjs');
    const written = spawnSync(process.execPath, [tsx, join(here, 'write-templates.ts'), folder], {
      cwd: root,
      stdio: ['ignore', 'inherit', 'inherit'],
    });
    if (written.status !== 0) return 1;
    const templates = readdirSync(folder, { recursive: true })
      .filter((name) => String(name).endsWith('.template.json'))
      .map((name) => join(folder, String(name)));
    const arguments_ = [
      '--regions',
      'us-east-1',
      '--ignore-checks',
      ...IGNORED,
      '--',
      ...templates,
    ];
    const { status } = spawnSync(join(bin, 'cfn-lint'), arguments_, { stdio: 'inherit' });
    process.stdout.write(`cfn-lint: ${templates.length} templates, exit code ${status}.\n`);
    return status ?? 1;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
