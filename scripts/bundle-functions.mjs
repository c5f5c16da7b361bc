// Bundles every Lambda door into dist/functions/NAME/index.mjs, in one call: minified, with the SDK
// inside (the tested version, not whatever a runtime happens to hold). Beside those that read them
// lie reference/ and queries/, and packages with native code. A first argument names another folder
// than dist/functions.
import { cpSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { packageFolder } from './native-package.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const target = process.argv[2] ?? join(root, 'dist', 'functions');
const REQUIRE =
  "import { createRequire as requireFrom } from 'node:module';" +
  ' const require = requireFrom(import.meta.url);';

/**
 * Lambda hands a function its credentials in the environment, and nowhere else: the SDK's search
 * through profiles, containers and sign-ins is left out, a fifth of the bundle.
 */
const CREDENTIALS = `
export const defaultProvider = () => async () => {
  const { AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_SESSION_TOKEN } = process.env;
  if (!AWS_ACCESS_KEY_ID || !AWS_SECRET_ACCESS_KEY) throw new Error('no credentials of a function');
  return {
    accessKeyId: AWS_ACCESS_KEY_ID,
    secretAccessKey: AWS_SECRET_ACCESS_KEY,
    ...(AWS_SESSION_TOKEN ? { sessionToken: AWS_SESSION_TOKEN } : {}),
  };
};
export const credentialsWillNeedRefresh = () => true;
export const credentialsTreatedAsExpired = () => true;
`;

const lambdaCredentials = {
  name: 'lambda-credentials',
  setup(bundle) {
    bundle.onResolve({ filter: /^@aws-sdk\/credential-provider-node$/ }, () => ({
      path: 'credentials',
      namespace: 'lambda',
    }));
    bundle.onLoad({ filter: /.*/, namespace: 'lambda' }, () => ({ contents: CREDENTIALS }));
  },
};

/**
 * The SDK describes every operation of a service, and bundlers keep all: they cannot see that
 * making a description does nothing else. Told so, they keep those of operations that are called.
 */
const prunedSchemas = {
  name: 'pruned-schemas',
  setup(bundle) {
    const filter = /client-[a-z0-9-]+\/dist-es\/schemas\/schemas_0\.js$/;
    bundle.onLoad({ filter }, ({ path }) => {
      const described = readFileSync(path, 'utf8').replaceAll(
        /^(export )?(var|const) (\w+\$?) = (\[[^;]*\]);$/gm,
        '$1$2 $3 = /* @__PURE__ */ (() => ($4))();',
      );
      return { contents: NAMES_SUFFICE.test(path) ? withoutErrorClasses(described) : described };
    });
  },
};

/**
 * Whoever calls these services looks at the name of an error, which it has without a class too; but
 * for two of DynamoDB, which carry more.
 */
const NAMES_SUFFICE = /client-(dynamodb|secrets-manager|sqs|sts)\//;

function withoutErrorClasses(code) {
  return code.replaceAll(
    /^n0_registry\.registerError\((?!ConditionalCheckFailed|TransactionCanceled).*\);$/gm,
    '',
  );
}

/** Of its own description a client reads name and version, for the header that names who asks. */
const shortManifests = {
  name: 'short-manifests',
  setup(bundle) {
    const filter = /@aws-sdk\/client-[a-z0-9-]+\/package\.json$/;
    bundle.onLoad({ filter }, ({ path }) => {
      const { name, version } = JSON.parse(readFileSync(path, 'utf8'));
      return { contents: JSON.stringify({ name, version }), loader: 'json' };
    });
  },
};

/** Parts of packages that no door comes near, and that the rest of the package only names. */
const LEFT_OUT = [
  // JSON Schema of a schema: scripts write it, doors do not. Nor do they read any.
  /zod\/v4\/core\/(to-json-schema|json-schema-processors)\.js$/,
  /zod\/v4\/classic\/from-json-schema\.js$/,
  // Validators as generated code: asked for by name, which nobody does.
  /zod\/v4\/core\/compile\.js$/,
  // Hashes in JavaScript, for where Node has none.
  /\/submodules\/(checksum|sha)\/(sha256\/Sha256Js|md5\/Md5Js|sha1\/Sha1Js)\.js$/,
  // Operations that answer in a stream of events, of which no door calls any.
  /@smithy\/core\/dist-es\/submodules\/event-streams\/index\.js$/,
];

/** Words of errors in fifty languages, which a namespace of the library keeps: ours is English. */
const ONE_LANGUAGE = /zod\/v4\/locales\/index\.js$/;

const leftOut = {
  name: 'left-out',
  setup(bundle) {
    bundle.onLoad({ filter: ONE_LANGUAGE }, () => ({
      contents: "export { default as en } from './en.js';",
    }));
    for (const filter of LEFT_OUT) {
      bundle.onLoad({ filter }, ({ path }) => ({ contents: standIn(readFileSync(path, 'utf8')) }));
    }
  },
};

/** The same names; whatever is called gives back what it got, or itself. */
function standIn(code) {
  const own = [...code.matchAll(/^export (?:const|function|class) (\w+)/gm)].map(
    ([, name]) => name,
  );
  const passedOn = [...code.matchAll(/^export \{([^}]*)\}/gm)].flatMap(([, list]) =>
    list.split(','),
  );
  const names = passedOn.map((each) => each.trim().split(/ as /).at(-1)).filter(Boolean);
  const all = [...new Set([...own, ...names])].map((name) => `export const ${name} = passOn;`);
  return ['const passOn = (given) => given ?? passOn;', ...all].join('\n');
}

/**
 * What cannot be in a bundle, by the package that is imported: native code of a Linux with glibc on
 * x86_64, as such doors are deployed, and the fonts that it reads.
 */
const BESIDE = {
  '@myriaddreamin/typst-ts-node-compiler': [
    '@myriaddreamin/typst-ts-node-compiler',
    '@myriaddreamin/typst-ts-node-compiler-linux-x64-gnu',
    '@expo-google-fonts/open-sans',
  ],
};

/** Names of the folders of functions/ that hold a handler. */
function functionNames() {
  const contract = readFileSync(join(root, 'functions', 'contract.ts'), 'utf8');
  const names = [...contract.matchAll(/^ {4}entry: 'functions\/([a-z-]+)\/handler\.ts',$/gm)];
  return names.map(([, name]) => name);
}

const names = functionNames();
rmSync(target, { recursive: true, force: true });
await build({
  absWorkingDir: root,
  entryPoints: names.map((name) => ({
    in: `functions/${name}/handler.ts`,
    out: `${name}/index`,
  })),
  outdir: target,
  outExtension: { '.js': '.mjs' },
  bundle: true,
  minify: true,
  platform: 'node',
  format: 'esm',
  target: 'node22',
  mainFields: ['module', 'main'],
  banner: { js: REQUIRE },
  legalComments: 'none',
  logLevel: 'warning',
  external: Object.keys(BESIDE),
  plugins: [lambdaCredentials, prunedSchemas, shortManifests, leftOut],
});
for (const name of names) {
  const code = readFileSync(join(target, name, 'index.mjs'), 'utf8');
  for (const folder of ['reference', 'queries']) {
    // The name stands in the bundle of whoever opens the folder.
    if (!code.includes(`"${folder}"`)) continue;
    cpSync(join(root, folder), join(target, name, folder), { recursive: true });
  }
  for (const [wanted, packages] of Object.entries(BESIDE)) {
    if (!code.includes(`import("${wanted}")`)) continue;
    for (const each of packages) {
      const place = join(target, name, 'node_modules', each);
      cpSync(packageFolder(each), place, { recursive: true, dereference: true });
    }
  }
}
