// Builds the dashboard into web/dist (or the folder that is named): quick, quiet, the same bytes
// from the same sources. The aws host and `kxray serve` ship the folder as it is.
import { rm } from 'node:fs/promises';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';

const root = fileURLToPath(new URL('../web/', import.meta.url));
const started = performance.now();

const outDir = resolve(process.argv[2] ?? fileURLToPath(new URL('../web/dist/', import.meta.url)));

await rm(outDir, { recursive: true, force: true });
const result = await build({
  root,
  configFile: false,
  logLevel: 'error',
  publicDir: false,
  oxc: { jsx: { runtime: 'automatic' } },
  build: {
    outDir,
    target: 'es2022',
    // No inline script or data: the policy of the pages allows neither.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    chunkSizeWarningLimit: 2_000,
  },
});
const files = Array.isArray(result)
  ? result.flatMap(({ output }) => output)
  : (result.output ?? []);
const seconds = ((performance.now() - started) / 1000).toFixed(1);
process.stdout.write(`web: ${files.length} files in ${seconds} s\n`);
