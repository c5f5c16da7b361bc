// The files of the project as its checks see them: everything but what is made or installed.

import { readdirSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export interface RepositoryFile {
  /** From the root of the project, with slashes. */
  readonly path: string;
  readonly bytes: number;
  /** Null when the file is not text. */
  readonly text: string | null;
}

const LEFT_OUT = new Set(['node_modules', 'dist', 'coverage', 'cdk.out', '.git', '.data']);
const SOURCES = new Set(['.ts', '.tsx', '.mts', '.mjs']);

export const repositoryRoot = fileURLToPath(new URL('..', import.meta.url));

export function repositoryFiles(root: string = repositoryRoot): readonly RepositoryFile[] {
  const files: RepositoryFile[] = [];
  const walk = (folder: string): void => {
    const entries = readdirSync(join(root, folder), { withFileTypes: true });
    for (const entry of entries.sort((left, right) => (left.name < right.name ? -1 : 1))) {
      const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
      if (isLeftOut(entry.name)) continue;
      if (entry.isDirectory()) walk(path);
      else if (entry.isFile()) files.push(readRepositoryFile(root, path));
    }
  };
  walk('');
  return files;
}

export function isSource(file: RepositoryFile): boolean {
  return SOURCES.has(extname(file.path));
}

function isLeftOut(name: string): boolean {
  return LEFT_OUT.has(name) || name.startsWith('.kxray') || name.endsWith('.log');
}

function readRepositoryFile(root: string, path: string): RepositoryFile {
  const body = readFileSync(join(root, path));
  const isText = !body.subarray(0, 8_000).includes(0);
  return { path, bytes: body.length, text: isText ? body.toString('utf8') : null };
}
