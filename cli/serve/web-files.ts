// Where the built dashboard lies: beside the built command, or in a checkout, which builds it (a
// few seconds) on the first start and whenever its sources have changed since.

import { spawn } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { referenceDirectory } from '../../lib/adapters/common/reference-directory.js';

/** What the pages are made of, from the root of a checkout. */
const SOURCES = ['web/src', 'web/index.html', 'lib/api', 'lib/charts', 'lib/domain'];

/** The folder; built first where that is possible. */
export async function webDirectory(): Promise<string> {
  const root = dirname(referenceDirectory());
  const script = join(root, 'scripts', 'build-web.mjs');
  const dist = join(root, 'web', 'dist');
  if (!existsSync(script)) return [dist, join(root, 'web')].find(isBuilt) ?? dist;
  if (!isBuilt(dist) || isOlder(dist, root)) await runScript(script);
  return dist;
}

function isBuilt(place: string): boolean {
  return existsSync(join(place, 'index.html')) && existsSync(join(place, 'assets'));
}

/** Whether a source has changed since the pages were built. */
export function isOlder(dist: string, root: string): boolean {
  const built = statSync(join(dist, 'index.html')).mtimeMs;
  return SOURCES.some((source) => newestChange(join(root, source)) > built);
}

/** In milliseconds; 0 where there is nothing. */
function newestChange(place: string): number {
  const stats = statSync(place, { throwIfNoEntry: false });
  if (stats === undefined) return 0;
  if (!stats.isDirectory()) return stats.mtimeMs;
  const inside = readdirSync(place).map((name) => newestChange(join(place, name)));
  return Math.max(0, ...inside);
}

async function runScript(script: string): Promise<void> {
  const child = spawn(process.execPath, [script], { stdio: ['ignore', 'ignore', 'inherit'] });
  await new Promise<void>((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', () => resolve());
  });
}
