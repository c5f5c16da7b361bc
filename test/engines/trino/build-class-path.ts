// Gets Trino by Maven and compiles the one Java file here. Where Java or Maven is missing, or Maven
// cannot reach its packages, there is nothing to run: the reason is told, in one line.

import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';

const CACHE = join(import.meta.dirname, '../../../node_modules/.cache/trino');
const CLASS_PATH = join(CACHE, 'class-path.txt');
const OLDEST_JAVA = 17;
/** Maven's words when the network or its repository is the trouble, and not what is built. */
const OUT_OF_REACH =
  /could not be resolved|Could not (?:transfer|resolve|find) |Non-resolvable|Unknown host/;

export type ClassPath =
  { readonly classPath: string } | { readonly missing: string } | { readonly fault: string };

export function buildClassPath(): ClassPath {
  const java = run('java', ['-version']);
  if (java === null) return { missing: 'no java on the path' };
  const version = Number(/version "(?:1\.)?(\d+)/.exec(java.text)?.[1] ?? 0);
  if (version < OLDEST_JAVA) return { missing: `java is older than ${OLDEST_JAVA}` };
  if (run('javac', ['-version']) === null) return { missing: 'java without its compiler' };
  if (run('mvn', ['-v']) === null) return { missing: 'no mvn on the path' };
  const flags = ['-B', '-q', '-Dstyle.color=never', '-f', join(import.meta.dirname, 'pom.xml')];
  const goals = ['compile', 'dependency:build-classpath', `-Dmdep.outputFile=${CLASS_PATH}`];
  const built = run('mvn', [...flags, ...goals]);
  if (built?.status === 0) {
    const jars = readFileSync(CLASS_PATH, 'utf8').trim();
    return { classPath: `${join(CACHE, 'classes')}:${jars}` };
  }
  const text = built?.text ?? '';
  if (OUT_OF_REACH.test(text)) return { missing: `Maven cannot get Trino: ${firstError(text)}` };
  return { fault: firstError(text) };
}

function run(
  command: string,
  args: readonly string[],
): { readonly status: number | null; readonly text: string } | null {
  const { error, status, stdout, stderr } = spawnSync(command, args, { encoding: 'utf8' });
  return error === undefined ? { status, text: `${stdout}${stderr}` } : null;
}

/** Without colours, and without addresses: they are those of one machine's settings. */
function firstError(text: string): string {
  const lines = text.split('\n').filter((each) => each.includes('ERROR'));
  const line = lines.find((each) => OUT_OF_REACH.test(each)) ?? lines[0] ?? 'no word of why';
  return stripVTControlCharacters(line)
    .replaceAll('[ERROR]', '')
    .replaceAll(/ from\/to .*|https?:\/\/\S+/g, '')
    .trim()
    .slice(0, 200);
}
