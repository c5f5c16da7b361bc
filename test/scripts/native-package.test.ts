// A package with native code for another machine: taken from the registry only when it is the one
// that the lock names, and then whole.

import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { repositoryRoot } from '../../scripts/repository-files.js';
import { temporaryDirectory } from '../adapters/embedded/temporary-directory.js';

interface NativePackage {
  readonly packageFolder: (name: string) => string;
  readonly unpackChecked: (
    archive: string,
    wanted: { readonly integrity: string; readonly folder: string },
  ) => void;
}

const directory = temporaryDirectory();
const archive = join(directory, 'x.tgz');
let script: NativePackage;

beforeAll(async () => {
  const url = pathToFileURL(join(repositoryRoot, 'scripts', 'native-package.mjs')).href;
  script = (await import(url)) as NativePackage;
  mkdirSync(join(directory, 'package'));
  writeFileSync(join(directory, 'package', 'x.node'), 'native');
  execFileSync('tar', ['-czf', archive, '-C', directory, 'package']);
});

describe('a package of another machine', () => {
  it('is unpacked when it is the one of the lock', () => {
    const folder = join(directory, 'right');
    const hash = createHash('sha512').update(readFileSync(archive)).digest('base64');

    script.unpackChecked(archive, { integrity: `sha512-${hash}`, folder });

    expect(readFileSync(join(folder, 'x.node'), 'utf8')).toBe('native');
  });

  it('is refused when it is another, and nothing of it stays', () => {
    const folder = join(directory, 'wrong', 'x');

    expect(() => script.unpackChecked(archive, { integrity: 'sha512-x', folder })).toThrow(/lock/);
    expect(existsSync(folder)).toBe(false);
    expect(readdirSync(directory)).not.toContain('wrong');
  });

  it('is not asked for where npm has installed it', () => {
    expect(script.packageFolder('zod')).toBe(join(repositoryRoot, 'node_modules', 'zod'));
  });

  it('is not taken at all when the lock does not know it', () => {
    expect(() => script.packageFolder('@kxray/none')).toThrow(/no integrity/);
  });
});
