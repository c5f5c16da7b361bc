// Runs cfn-lint on the templates of every stage. Installs it on first use, in a folder of its own.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { installPackages } from '../python-packages.mjs';

const here = fileURLToPath(new URL('.', import.meta.url));
const root = fileURLToPath(new URL('../../..', import.meta.url));

/**
 * Warnings about what CDK writes on purpose: it names dependencies twice, and passes imports on.
 */
const IGNORED = ['W3005', 'W6001'];

const { path, reason } = installPackages('cfn-lint', join(here, 'requirements.txt'));
if (path === undefined) {
  process.stdout.write(`cfn-lint: not run, ${reason}.\n`);
} else {
  process.exitCode = lint();
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
    const { status } = spawnSync(path, arguments_, { stdio: 'inherit' });
    process.stdout.write(`cfn-lint: ${templates.length} templates, exit code ${status}.\n`);
    return status ?? 1;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
