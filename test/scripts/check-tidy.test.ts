// The tidy check itself: what each house rule refuses.

import { describe, expect, it } from '@jest/globals';
import { findLongFiles, findUntidy } from '../../scripts/check-tidy.js';

const HEADER = '// What it is, where it stands, why.\n';

function file(path: string, text: string) {
  return { path, text, bytes: text.length };
}

/** Written in parts, so that this file passes the check that it tests. */
const OPEN_END = `${'TO'}DO`;
const MACHINE_PATH = `${'/ro'}ot/claims`;

describe('findUntidy', () => {
  it.each([
    { path: 'lib/a.ts', text: `${HEADER}// ${OPEN_END} later\n`, said: `lib/a.ts:2: ${OPEN_END}` },
    { path: 'lib/a.ts', text: 'const a = 1;\n', said: 'lib/a.ts:1: opens without a comment' },
    { path: 'queries/a.sql', text: 'select 1\n', said: 'queries/a.sql:1: opens without' },
    { path: 'lib/a.ts', text: `${HEADER}export default 1;\n`, said: 'named exports only' },
    {
      path: 'lib/a.ts',
      text: `${HEADER}const a = 'fraudulent';\n`,
      said: 'say exposure or review',
    },
    { path: 'lib/domain/a.ts', text: `${HEADER}Date.now();\n`, said: 'reads no clock' },
    { path: 'lib/index.ts', text: HEADER, said: 'a barrel hides circles' },
    { path: 'lib/aB.ts', text: HEADER, said: 'file names are kebab-case' },
    { path: 'lib/a.ts', text: `${HEADER}// ${'word '.repeat(20)}x\n`, said: '104 columns' },
    {
      path: 'queries/a.sql',
      text: `-- ${'word '.repeat(16)}x\n`,
      said: '84 columns, the house has 80',
    },
    { path: 'docs/a.md', text: `see ${MACHINE_PATH}\n`, said: 'a path of one machine' },
    {
      path: 'test/a.test.ts',
      text: `${HEADER}it.${'only'}('x')\n`,
      said: 'a test runs or does not',
    },
    { path: 'test/a.test.ts', text: `${HEADER}${'xit'}('x')\n`, said: 'a test runs or does not' },
    { path: 'test/a.test.ts', text: `${HEADER}it('${'should'} x')\n`, said: 'a bare verb' },
    { path: 'package-lock.json', text: '"resolved": "x"\n', said: 'not the host that served them' },
  ])('says of $path: $said', ({ path, text, said }) => {
    expect(findUntidy([file(path, text)])).toEqual([expect.stringContaining(said)]);
  });

  it.each([
    { path: 'lib/a-b.ts', text: `${HEADER}export const a = 1;\n` },
    { path: 'cli/main.ts', text: `#!/usr/bin/env node\n${HEADER}` },
    { path: 'docs/a.md', text: `${'word '.repeat(40)}\nGET /api/items\n` },
    { path: 'lib/a.ts', text: `${HEADER}// https://example.org/${'long'.repeat(30)}\n` },
    { path: 'lib/a.ts', text: `${HEADER}    meaning: '${'word '.repeat(20)}',\n` },
    { path: 'jest.config.mjs', text: `${HEADER}export default {};\n` },
    { path: 'samples/a.835', text: 'ISA*00*' },
  ])('lets $path pass', ({ path, text }) => {
    expect(findUntidy([file(path, text)])).toEqual([]);
  });

  it('refuses a file of more than a megabyte', () => {
    const large = { path: 'samples/a.835', text: null, bytes: 1_000_001 };

    expect(findUntidy([large])).toEqual([expect.stringContaining('1000001 bytes')]);
  });
});

describe('findLongFiles', () => {
  it('tells of sources over 300 lines', () => {
    const long = file('lib/a.ts', `${HEADER}${'\n'.repeat(300)}`);
    const short = file('lib/b.ts', HEADER);

    expect(findLongFiles([long, short])).toEqual([
      'lib/a.ts: 302 lines, the house has at most 300',
    ]);
  });
});
