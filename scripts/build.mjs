// Bundles the command into dist/kxray.js, one file to start with Node alone. The packages with
// native code stay outside; reference/ and queries/ are found beside dist/ (referenceDirectory).
// A first argument names another file than dist/kxray.js.
import { chmodSync, renameSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('..', import.meta.url));
const REQUIRE =
  "import { createRequire as requireFrom } from 'node:module';" +
  ' const require = requireFrom(import.meta.url);';
const target = process.argv[2] ?? `${root}dist/kxray.js`;
// Whole or not at all: somebody may be starting the command at this moment.
const outfile = `${target}.${process.pid}.tmp.js`;

const options = {
  absWorkingDir: root,
  entryPoints: ['cli/main.ts'],
  outfile,
  bundle: true,
  platform: 'node',
  format: 'esm',
  target: 'node20',
  external: ['lmdb', '@duckdb/node-api', '@myriaddreamin/typst-ts-node-compiler'],
  // Packages in the older module form call require(), which an ES module does not have.
  banner: { js: REQUIRE },
  legalComments: 'inline',
  logLevel: 'warning',
};

// esbuild says itself what is wrong and where.
const isBuilt = await build(options).then(
  () => true,
  () => false,
);
if (isBuilt) {
  chmodSync(outfile, 0o755);
  renameSync(outfile, target);
} else process.exitCode = 1;
