// What `cdk` runs (cdk.json): bundles the doors, then the app itself, and runs it. Bundled, the app
// starts in half the time that it would take to read its TypeScript file by file; the CDK is read
// while the doors are bundled.
import { spawn } from 'node:child_process';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { setFlagsFromString } from 'node:v8';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('..', import.meta.url));
const appFile = `${root}dist/infra/app.mjs`;

// The validation of templates is nine megabytes of WebAssembly that run for seconds: optimizing it
// costs more than it saves, four of twelve CPU seconds.
setFlagsFromString('--liftoff-only');

await Promise.all([bundleDoors(), bundleApp(), import('aws-cdk-lib'), import('cdk-nag')]);
await import(pathToFileURL(appFile).href);

function bundleDoors() {
  const bundling = spawn(process.execPath, [`${root}scripts/bundle-functions.mjs`], {
    cwd: root,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  return new Promise((resolve, reject) => {
    bundling.once('error', reject);
    bundling.once('exit', (code) => {
      if (code === 0) resolve();
      else reject(new Error('the doors could not be bundled'));
    });
  });
}

function bundleApp() {
  return build({
    entryPoints: [`${root}infra/app.ts`],
    outfile: appFile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    packages: 'external',
    sourcemap: 'inline',
    logLevel: 'warning',
  });
}
