// What all commands share: the options of a workspace and of the output, wherever they are typed,
// and the examples below a help text.

import { Option, type Command } from 'commander';

export interface CommonOptions {
  readonly data: string;
  readonly keyFile?: string;
  readonly json?: boolean;
}

const DATA = '--data <dir>';
const KEY_FILE = '--key-file <file>';
const JSON_OUTPUT = '--json';
const COMMON_KEYS = ['data', 'keyFile', 'json'] as const;

/** A subcommand with --data, --key-file and --json. */
export function addCommand(program: Command, name: string, description: string): Command {
  return program
    .command(name)
    .description(description)
    .addOption(new Option(DATA, 'the workspace folder').default('./.kxray').env('KXRAY_DATA'))
    .addOption(
      new Option(KEY_FILE, 'where the token key lies, outside the workspace').env('KXRAY_KEY_FILE'),
    )
    .option(JSON_OUTPUT, 'machine-readable output');
}

/** A subcommand that needs no workspace: a script may name one all the same. */
export function addPlainCommand(program: Command, name: string, description: string): Command {
  return program
    .command(name)
    .description(description)
    .addOption(new Option(DATA).hideHelp())
    .addOption(new Option(KEY_FILE).hideHelp())
    .option(JSON_OUTPUT, 'machine-readable output');
}

/** `kxray --data DIR totals` means what `kxray totals --data DIR` means, also below a group. */
export function takeEarlyOptions(program: Command): void {
  for (const flags of [DATA, KEY_FILE, JSON_OUTPUT]) {
    program.addOption(new Option(flags).hideHelp());
  }
  program.hook('preAction', (_program, command) => {
    for (const key of COMMON_KEYS) takeFromAbove(command, key);
  });
}

/** The nearest one that was typed wins. */
function takeFromAbove(command: Command, key: string): void {
  for (let each: Command | null = command; each !== null; each = each.parent) {
    if (each.getOptionValueSource(key) !== 'cli') continue;
    command.setOptionValueWithSource(key, each.getOptionValue(key), 'cli');
    return;
  }
}

/** For the end of a help text: what somebody would type, without the leading `kxray`. */
export function examples(...words: readonly string[]): string {
  return ['', 'Examples:', ...words.map((each) => `  kxray ${each}`)].join('\n');
}
