// Keeps the arrows of the house: who may import whom, and why (docs/architecture.md draws them).
// Run by `npm run check`; it reads the import statements of every source file, types included.

import { posix } from 'node:path';
import { fileURLToPath } from 'node:url';
import { isSource, repositoryFiles, type RepositoryFile } from './repository-files.js';

interface ArrowRule {
  readonly from: RegExp;
  /** What these files may import: paths in the project, package names, `node:` names. */
  readonly mayImport: readonly RegExp[];
  readonly reason: string;
}

interface Import {
  readonly line: number;
  /** As written. */
  readonly specifier: string;
  /** Path in the project, or the specifier itself when it is a package. */
  readonly target: string;
  readonly statement: string;
}

const PACKAGES = /^(?![./])(?!(lib|cli|functions|infra|web|test|bench|scripts)\/)/;
const DOMAIN = /^lib\/domain\//;
const PORTS = /^lib\/ports\//;
const INTAKE = /^lib\/intake\//;
/** The shapes of answers, as types: the dashboard and the API cannot disagree. */
const CONTRACT = /^lib\/api\/contract\//;
const COMMON = /^lib\/adapters\/common\//;
/** The schema that writes the Parquet is also the one that the catalogue is told. */
const LAKE_TABLES = /^lib\/adapters\/common\/(glue|lake)\//;
/** Drawing: figures in, SVG text out; the report and the dashboard share it. */
const CHARTS = /^lib\/charts\//;
/** What a handler asks of its stack, and what a page may do: data, and nothing that runs. */
const CONTRACTS =
  /^(functions\/(contract|environment|function-contract|metrics|task-answers)|lib\/api\/security-headers)\.ts$/;

/** The first rule that meets a file holds for it. */
export const ARROW_RULES: readonly ArrowRule[] = [
  {
    from: DOMAIN,
    mayImport: [DOMAIN],
    reason: 'the rules are pure: no package, no Node, no clock, so that both hosts judge alike',
  },
  {
    from: PORTS,
    mayImport: [PORTS, DOMAIN],
    reason: 'a port speaks the words of the domain; a package in it would bind every adapter',
  },
  {
    from: INTAKE,
    mayImport: [INTAKE, DOMAIN, PACKAGES],
    reason: 'a reader turns a feed into claims and knows nothing of where they are kept',
  },
  {
    from: /^lib\/pipeline\//,
    mayImport: [/^lib\/pipeline\//, CHARTS, PORTS, INTAKE, DOMAIN, PACKAGES],
    reason: 'a step runs on both hosts: it sees ports, the door that starts it picks the adapters',
  },
  {
    from: CHARTS,
    mayImport: [CHARTS, PACKAGES],
    reason: 'a chart draws what it is given and knows nothing of where it comes from',
  },
  {
    from: /^lib\/synth\//,
    mayImport: [/^lib\/synth\//, INTAKE, DOMAIN, PACKAGES],
    reason: 'synthetic claims must not depend on the ledger that they are meant to test',
  },
  {
    from: COMMON,
    mayImport: [COMMON, PORTS, DOMAIN, PACKAGES],
    reason: 'what both hosts share must not know either of them',
  },
  {
    from: /^lib\/adapters\/aws\//,
    mayImport: [/^lib\/adapters\/aws\//, COMMON, PORTS, DOMAIN, PACKAGES],
    reason: 'the two hosts never meet: an aws adapter works without the embedded ones',
  },
  {
    from: /^lib\/adapters\/embedded\//,
    mayImport: [/^lib\/adapters\/embedded\//, COMMON, PORTS, DOMAIN, PACKAGES],
    reason: 'the two hosts never meet: an embedded adapter works without an AWS package',
  },
  {
    from: /^lib\/api\//,
    mayImport: [/^lib\/(api|pipeline)\//, PORTS, DOMAIN, PACKAGES],
    reason: 'the API serves both hosts: it sees steps and ports, the door picks the adapters',
  },
  {
    from: /^cli\//,
    mayImport: [/^cli\//, /^lib\/(?!adapters\/aws\/)/, PACKAGES],
    reason: 'the command is the door of the embedded host and starts without the cloud',
  },
  {
    from: /^functions\//,
    mayImport: [/^functions\//, /^lib\/(?!adapters\/embedded\/)/, PACKAGES],
    reason: 'a handler is a door of the aws host: parse, one step, answer',
  },
  {
    from: /^infra\//,
    mayImport: [/^infra\//, DOMAIN, PORTS, LAKE_TABLES, CONTRACTS, PACKAGES],
    reason: 'stacks deploy handlers as built files and never run their code',
  },
  {
    from: /^web\//,
    mayImport: [/^web\//, CHARTS, CONTRACT, DOMAIN, PACKAGES],
    reason: 'the dashboard talks to the API and shares only words with the rest',
  },
  {
    from: /^(lib|scripts)\//,
    mayImport: [/^(lib|scripts)\//, PACKAGES],
    reason: 'arrows point down: what ships imports neither a door nor a test',
  },
];

/** `import ... from 'x'` and `export ... from 'x'`, `import 'x'`, `import('x')`. */
const STATEMENT = new RegExp(
  [
    String.raw`^[ \t]*(?:import|export)\b[^'"\`;]*?\bfrom\s*['"]([^'"\n]+)['"]`,
    String.raw`^[ \t]*import\s*['"]([^'"\n]+)['"]`,
    String.raw`\bimport\(\s*['"]([^'"\n]+)['"]\s*\)`,
  ].join('|'),
  'gm',
);

export function importsOf(file: RepositoryFile): readonly Import[] {
  const text = file.text ?? '';
  return [...text.matchAll(STATEMENT)].map((match) => {
    const specifier = match[1] ?? match[2] ?? match[3] ?? '';
    return {
      line: text.slice(0, match.index).split('\n').length,
      specifier,
      target: targetOf(file.path, specifier),
      statement: match[0].trim(),
    };
  });
}

function targetOf(path: string, specifier: string): string {
  if (!specifier.startsWith('.')) return specifier;
  return posix.join(posix.dirname(path), specifier).replace(/\.js$/, '.ts');
}

export function findBreaches(files: readonly RepositoryFile[]): readonly string[] {
  const sources = files.filter(isSource);
  return [
    ...sources.flatMap(arrowBreaches),
    ...sources.flatMap(zodBreaches),
    ...findCircles(sources).map(
      (circle) => `${circle.join(' -> ')}: files that need each other cannot be read alone`,
    ),
  ];
}

function arrowBreaches(file: RepositoryFile): readonly string[] {
  const rule = ARROW_RULES.find(({ from }) => from.test(file.path));
  if (rule === undefined) return [];
  return importsOf(file)
    .filter(({ target }) => !rule.mayImport.some((allowed) => allowed.test(target)))
    .map(({ line, target }) => `${file.path}:${line}: imports ${target}: ${rule.reason}`);
}

function zodBreaches(file: RepositoryFile): readonly string[] {
  return importsOf(file)
    .filter(({ specifier }) => specifier === 'zod')
    .filter(({ statement }) => !/^import (type )?\* as z from/.test(statement))
    .map(
      ({ line }) =>
        `${file.path}:${line}: write import * as z from 'zod': the named import adds 355 KB`,
    );
}

/** Each circle once, from its first file in order. */
export function findCircles(sources: readonly RepositoryFile[]): readonly (readonly string[])[] {
  const known = new Set(sources.map(({ path }) => path));
  const targets = new Map(
    sources.map((file) => [
      file.path,
      importsOf(file).flatMap(({ target }) => (known.has(target) ? [target] : [])),
    ]),
  );
  const circles: (readonly string[])[] = [];
  const done = new Set<string>();
  const visit = (path: string, trail: readonly string[]): void => {
    const at = trail.indexOf(path);
    if (at >= 0) circles.push([...trail.slice(at), path]);
    if (at >= 0 || done.has(path)) return;
    for (const target of targets.get(path) ?? []) visit(target, [...trail, path]);
    done.add(path);
  };
  for (const path of [...known].sort()) visit(path, []);
  return circles;
}

function main(): void {
  const files = repositoryFiles();
  const breaches = findBreaches(files);
  for (const breach of breaches) process.stderr.write(`${breach}\n`);
  const sources = files.filter(isSource).length;
  process.stdout.write(`arrows: ${sources} files, ${breaches.length} breaches\n`);
  if (breaches.length > 0) process.exitCode = 1;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) main();
