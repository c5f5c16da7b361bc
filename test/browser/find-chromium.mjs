// The browser that is installed, in the order in which somebody would expect it: KXRAY_CHROMIUM,
// the PATH, then the one that install.mjs unpacks; null without one.
import { accessSync, constants, existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome'];

export const CHROMIUM_FOLDER = join(import.meta.dirname, 'node_modules', '.chromium');
export const INSTALLED_CHROMIUM = join(CHROMIUM_FOLDER, 'chromium');

export function findChromium() {
  const folders = (process.env.PATH ?? '').split(delimiter);
  const onPath = NAMES.flatMap((name) => folders.map((folder) => join(folder, name)));
  const places = [process.env.KXRAY_CHROMIUM ?? '', ...onPath, INSTALLED_CHROMIUM];
  return places.find(isExecutable) ?? null;
}

/** The installed one has fonts with it, and libraries where the machine lacked them. */
export function chromiumEnv(chromium) {
  if (chromium !== INSTALLED_CHROMIUM) return process.env;
  const libraries = join(CHROMIUM_FOLDER, 'al2023', 'lib');
  const paths = [libraries, process.env.LD_LIBRARY_PATH ?? ''].filter((path) => path !== '');
  return {
    ...process.env,
    FONTCONFIG_PATH: join(CHROMIUM_FOLDER, 'fonts'),
    ...(existsSync(libraries) ? { LD_LIBRARY_PATH: paths.join(delimiter) } : {}),
  };
}

function isExecutable(path) {
  if (path === '') return false;
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
