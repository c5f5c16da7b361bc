// `kxray verify`: replays a file of worked examples; every difference is printed, none is a pass.

import { readFile } from 'node:fs/promises';
import type { Command } from 'commander';
import { verifyExamples, type ExampleResult } from '../../lib/pipeline/verify/verify-examples.js';
import { addPlainCommand, examples } from '../command.js';
import { referenceOf } from '../session.js';
import { printJson, printLine } from '../terminal.js';
import { FailedError, UsageError } from '../usage-error.js';

export function registerVerify(program: Command): void {
  addPlainCommand(program, 'verify', 'replay a file of worked examples and print every difference')
    .argument('<file>', 'examples (JSON), as test/model/worked-examples.json shows them')
    .addHelpText('after', examples('verify test/model/worked-examples.json'))
    .action(async (file: string, options: { readonly json?: boolean }) => {
      // The shipped amounts and codes alone: an example means the same in every workspace.
      const result = verifyExamples(await readText(file), await referenceOf([]));
      if (result.kind === 'refused') {
        if (options.json === true) printJson({ refused: result.problems });
        throw new FailedError(`${file} is refused:\n${result.problems.map(indent).join('\n')}`);
      }
      const passed = result.examples.filter((example) => example.differences.length === 0).length;
      const total = result.examples.length;
      if (options.json === true) printJson({ passed, total, examples: result.examples });
      else printLine([...result.examples.map(exampleText), `${passed} of ${total}`].join('\n'));
      if (passed < total) process.exitCode = 1;
    });
}

function exampleText({ id, differences }: ExampleResult): string {
  const mark = differences.length === 0 ? 'ok  ' : 'DIFF';
  return [`${mark} ${id}`, ...differences.map(indent)].join('\n');
}

async function readText(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch {
    throw new UsageError(`there is no readable file ${file}`);
  }
}

function indent(text: string): string {
  return `     ${text}`;
}
