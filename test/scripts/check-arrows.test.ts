// The arrow check itself: each rule refuses what it should and lets pass what it should.

import { describe, expect, it } from '@jest/globals';
import { ARROW_RULES, findBreaches, importsOf } from '../../scripts/check-arrows.js';
import { isSource, repositoryFiles } from '../../scripts/repository-files.js';

function file(path: string, text: string) {
  return { path, text, bytes: text.length };
}

describe('importsOf', () => {
  it('finds every form of import, with its line', () => {
    const source = [
      '// import x from "./comment-at-the-start.js" is read too: a comment is no hiding place',
      "import { a } from './a.js';",
      'import {',
      '  b,',
      "} from '../ports/b.js';",
      "export type { C } from './c.js';",
      "import 'node:fs';",
      "const lazy = await import('lmdb');",
    ].join('\n');

    const found = importsOf(file('lib/domain/here.ts', source));

    expect(found.map(({ line, target }) => `${line} ${target}`)).toEqual([
      '2 lib/domain/a.ts',
      '3 lib/ports/b.ts',
      '6 lib/domain/c.ts',
      '7 node:fs',
      '8 lmdb',
    ]);
  });
});

describe('findBreaches', () => {
  it.each([
    { from: 'lib/domain/a.ts', imports: './b.js' },
    { from: 'lib/ports/a.ts', imports: '../domain/b.js' },
    { from: 'lib/intake/a.ts', imports: 'node:stream' },
    { from: 'lib/pipeline/a.ts', imports: '../intake/b.js' },
    { from: 'lib/adapters/aws/a.ts', imports: '../common/b.js' },
    { from: 'lib/adapters/embedded/a.ts', imports: 'lmdb' },
    { from: 'cli/a.ts', imports: '../lib/adapters/embedded/b.js' },
    { from: 'functions/ingest/handler.ts', imports: '../../lib/adapters/aws/b.js' },
    { from: 'test/domain/a.test.ts', imports: '../../lib/adapters/aws/b.js' },
  ])('lets $from import $imports', ({ from, imports }) => {
    expect(findBreaches([file(from, `import { b } from '${imports}';`)])).toEqual([]);
  });

  it.each([
    { from: 'lib/domain/a.ts', imports: 'zod-like', target: 'zod-like' },
    { from: 'lib/domain/a.ts', imports: 'node:fs', target: 'node:fs' },
    { from: 'lib/domain/a.ts', imports: '../ports/b.js', target: 'lib/ports/b.ts' },
    { from: 'lib/ports/a.ts', imports: 'node:stream', target: 'node:stream' },
    { from: 'lib/intake/a.ts', imports: '../ports/b.js', target: 'lib/ports/b.ts' },
    { from: 'lib/pipeline/a.ts', imports: '../adapters/common/b.js', target: 'common/b.ts' },
    { from: 'lib/adapters/aws/a.ts', imports: '../embedded/b.js', target: 'embedded/b.ts' },
    { from: 'lib/adapters/embedded/a.ts', imports: '../aws/b.js', target: 'aws/b.ts' },
    { from: 'lib/adapters/common/a.ts', imports: '../aws/b.js', target: 'aws/b.ts' },
    { from: 'lib/synth/a.ts', imports: '../pipeline/b.js', target: 'lib/pipeline/b.ts' },
    { from: 'cli/a.ts', imports: '../lib/adapters/aws/b.js', target: 'aws/b.ts' },
    { from: 'functions/a.ts', imports: '../lib/adapters/embedded/b.js', target: 'embedded/b.ts' },
    { from: 'infra/a.ts', imports: '../functions/b.js', target: 'functions/b.ts' },
    { from: 'web/a.ts', imports: '../lib/pipeline/b.js', target: 'lib/pipeline/b.ts' },
    { from: 'lib/other/a.ts', imports: '../../test/b.js', target: 'test/b.ts' },
  ])('refuses that $from imports $imports', ({ from, imports, target }) => {
    const breaches = findBreaches([file(from, `import type { B } from '${imports}';`)]);

    expect(breaches).toEqual([expect.stringContaining(`${target}: `)]);
    expect(breaches[0]).toMatch(new RegExp(`^${from}:1: imports `));
  });

  it.each([
    { statement: "import * as z from 'zod';", breaches: 0 },
    { statement: "import type * as z from 'zod';", breaches: 0 },
    { statement: "import { z } from 'zod';", breaches: 1 },
    { statement: "import z from 'zod';", breaches: 1 },
  ])('counts $breaches breaches in $statement', ({ statement, breaches }) => {
    expect(findBreaches([file('cli/a.ts', statement)])).toHaveLength(breaches);
  });

  it('finds a circle once, types included', () => {
    const circle = findBreaches([
      file('lib/domain/a.ts', "import { b } from './b.js';"),
      file('lib/domain/b.ts', "import type { C } from './c.js';"),
      file('lib/domain/c.ts', "import { a } from './a.js';"),
      file('lib/domain/d.ts', "import { a } from './a.js';"),
    ]);

    expect(circle).toEqual([
      'lib/domain/a.ts -> lib/domain/b.ts -> lib/domain/c.ts -> lib/domain/a.ts: ' +
        'files that need each other cannot be read alone',
    ]);
  });

  it('gives a reason for every rule and has a rule for every source of lib/', () => {
    expect(ARROW_RULES.filter(({ reason }) => reason.length < 20)).toEqual([]);
    const sources = repositoryFiles().filter((each) => isSource(each));
    const ruled = (path: string) => ARROW_RULES.some(({ from }) => from.test(path));

    expect(sources.length).toBeGreaterThan(20);
    expect(sources.filter(({ path }) => path.startsWith('lib/') && !ruled(path))).toEqual([]);
  });
});
