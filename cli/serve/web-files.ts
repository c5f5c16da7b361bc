// Where the built dashboard lies: beside the built command, or in a checkout, which builds it on
// the first start (a few seconds).

import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { referenceDirectory } from '../../lib/adapters/common/reference-directory.js';

/** The folder; built first where that is possible. */
export async function webDirectory(): Promise<string> {
  const root = dirname(referenceDirectory());
  const places = [join(root, 'web', 'dist'), join(root, 'web')];
  const built = places.find((place) => existsSync(join(place, 'index.html')) && isBuilt(place));
  if (built !== undefined) return built;
  const script = join(root, 'scripts', 'build-web.mjs');
  if (existsSync(script)) await runScript(script);
  return join(root, 'web', 'dist');
}

function isBuilt(place: string): boolean {
  return existsSync(join(place, 'assets'));
}

async function runScript(script: string): Promise<void> {
  const child = spawn(process.execPath, [script], { stdio: ['ignore', 'ignore', 'inherit'] });
  await new Promise<void>((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', () => resolve());
  });
}
