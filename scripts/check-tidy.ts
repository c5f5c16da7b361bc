// House rules that a machine can see, as a check (CONTRIBUTING.md tells them in words).
// Run by `npm run check`. Long files are reported, everything else must be put right.

import { existsSync, readdirSync } from 'node:fs';
import { basename, extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import {
  isSource,
  repositoryFiles,
  repositoryRoot,
  type RepositoryFile,
} from './repository-files.js';

interface WordRule {
  readonly files: RegExp;
  readonly word: RegExp;
  readonly reason: string;
}

const SOURCE = /\.(ts|tsx|mts|mjs)$/;
const TEST = /^test\/.*\.ts$/;
const SHIPPED = /^(lib|cli|functions|web|queries)\/.*\.(ts|tsx|sql)$/;
const ANY_TEXT = /^(?!package-lock\.json$)/;

const WORD_RULES: readonly WordRule[] = [
  {
    files: SOURCE,
    word: /\b(TO_?DO|FIX_?ME)\b/,
    reason: 'an open end belongs in an issue, where somebody finds it',
  },
  {
    files: SHIPPED,
    word: /\b(fraud\w*|wrongdoing|offen[cs]e|suspicious\w*)\b/i,
    reason: 'findings are screening results: say exposure or review',
  },
  {
    files: /^lib\/domain\//,
    word: /\bDate\.now\b|\bnew Date\(\)|\bMath\.random\b/,
    reason: 'the domain reads no clock and throws no dice: the caller gives the day',
  },
  {
    files: /^(?!.*\.config\.mjs$).*\.(ts|tsx|mts)$/,
    word: /^\s*export\s+default\b/,
    reason: 'named exports only, so that a thing has one name everywhere',
  },
  {
    files: TEST,
    word: /\b(it|test|describe)(\.\w+)*\.(only|skip|todo)\b/,
    reason: 'a test runs or does not exist',
  },
  {
    files: TEST,
    word: /^\s*(fit|fdescribe|xit|xtest|xdescribe)\(/,
    reason: 'a test runs or does not exist',
  },
  {
    files: TEST,
    word: /\b(it|test)(\.each)?\(\s*['"`]should\b/,
    reason: 'a test name is a bare verb: "refuses", not "should refuse"',
  },
  {
    files: SOURCE,
    word: /@ts-(ignore|nocheck)\b/,
    reason: 'the types are right or get fixed',
  },
  {
    files: ANY_TEXT,
    word: /(?:^|[\s'"`(=:])\/(?:root|work|home\/\w+|Users\/\w+|tmp)\/[\w.]/,
    reason: 'a path of one machine means nothing on another',
  },
  {
    files: /^package-lock\.json$/,
    word: /"resolved":/,
    reason: 'a lock names versions and hashes, not the host that served them',
  },
];

const COLUMNS: readonly { readonly files: RegExp; readonly most: number }[] = [
  { files: SOURCE, most: 100 },
  { files: /\.sql$/, most: 80 },
];

/** A line that opens with a text may run over a little: a cut text is hard to find. */
const TEXT_ONLY = /^\s*(\w+(: |\())?['"`]/;
const TEXT_EXTRA = 20;

/** An address or a pattern, which has no place to break. */
const ONE_WORD = /^\s*((\/\/|\/|--|\w+:)\s*)?\S+[;,]?$/;

const LONG_FILE_LINES = 300;
const LARGE_FILE_BYTES = 1_000_000;

/** Folders that exist for tools, not for readers; lib/ is read by its parts. */
const FOLDERS_WITHOUT_README = new Set(['node_modules', 'dist', 'coverage', 'cdk.out', 'lib']);

export function findUntidy(files: readonly RepositoryFile[]): readonly string[] {
  return files.flatMap((file) => [
    ...wordBreaches(file),
    ...wideLines(file),
    ...headerBreaches(file),
    ...nameBreaches(file),
    ...sizeBreaches(file),
  ]);
}

/** Told, not refused: a rule in a long file is hard to find. */
export function findLongFiles(files: readonly RepositoryFile[]): readonly string[] {
  return files.flatMap((file) => {
    const lines = file.text?.split('\n').length ?? 0;
    if (!isSource(file) || lines <= LONG_FILE_LINES) return [];
    return [`${file.path}: ${lines} lines, the house has at most ${LONG_FILE_LINES}`];
  });
}

function wordBreaches(file: RepositoryFile): readonly string[] {
  const rules = WORD_RULES.filter(({ files }) => files.test(file.path));
  if (rules.length === 0 || file.text === null) return [];
  const breaches: string[] = [];
  file.text.split('\n').forEach((line, at) => {
    for (const { word, reason } of rules) {
      const found = word.exec(line)?.[0].trim();
      if (found !== undefined) breaches.push(`${file.path}:${at + 1}: ${found}: ${reason}`);
    }
  });
  return breaches;
}

function wideLines(file: RepositoryFile): readonly string[] {
  const most = COLUMNS.find(({ files }) => files.test(file.path))?.most;
  if (most === undefined || file.text === null) return [];
  return file.text.split('\n').flatMap((line, at) => {
    const columns = TEXT_ONLY.test(line) ? most + TEXT_EXTRA : most;
    if (line.length <= columns || ONE_WORD.test(line)) return [];
    return [`${file.path}:${at + 1}: ${line.length} columns, the house has ${columns}`];
  });
}

/** A test is named after its unit, and its describe says the rest. */
function headerBreaches(file: RepositoryFile): readonly string[] {
  if (file.path.endsWith('.test.ts')) return [];
  const comment = isSource(file) ? '//' : extname(file.path) === '.sql' ? '--' : null;
  if (comment === null || file.text === null) return [];
  const first = file.text.split('\n').find((line) => !line.startsWith('#!')) ?? '';
  if (first.startsWith(`${comment} `)) return [];
  return [`${file.path}:1: opens without a comment that says what it is, where and why`];
}

function nameBreaches(file: RepositoryFile): readonly string[] {
  if (!isSource(file)) return [];
  const name = basename(file.path);
  if (name === 'index.ts') return [`${file.path}: a barrel hides circles; import the file itself`];
  if (/^[a-z0-9]+(-[a-z0-9]+)*(\.[a-z0-9]+)*\.\w+$/.test(name)) return [];
  return [`${file.path}: file names are kebab-case`];
}

function sizeBreaches(file: RepositoryFile): readonly string[] {
  if (file.bytes <= LARGE_FILE_BYTES) return [];
  return [`${file.path}: ${file.bytes} bytes: large data is made or fetched, not committed`];
}

function foldersWithoutReadme(): readonly string[] {
  const foldersIn = (parent: string) =>
    readdirSync(join(repositoryRoot, parent), { withFileTypes: true })
      .filter((entry) => entry.isDirectory() && !entry.name.startsWith('.'))
      .map(({ name }) => (parent === '' ? name : `${parent}/${name}`));
  return [...foldersIn(''), ...foldersIn('lib')]
    .filter((folder) => !FOLDERS_WITHOUT_README.has(folder))
    .filter((folder) => !existsSync(join(repositoryRoot, folder, 'README.md')))
    .map((folder) => `${folder}/: a top folder says in its README what belongs in it`);
}

function main(): void {
  const files = repositoryFiles();
  const untidy = [...findUntidy(files), ...foldersWithoutReadme()];
  for (const line of findLongFiles(files)) process.stdout.write(`note: ${line}\n`);
  for (const line of untidy) process.stderr.write(`${line}\n`);
  process.stdout.write(`tidy: ${files.length} files, ${untidy.length} untidy places\n`);
  if (untidy.length > 0) process.exitCode = 1;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) main();
