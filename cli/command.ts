// What all commands share: the options of a workspace and of the output.

import { Option, type Command } from 'commander';

export interface CommonOptions {
  readonly data: string;
  readonly keyFile?: string;
  readonly json?: boolean;
}

/** A subcommand with --data, --key-file and --json. */
export function addCommand(program: Command, name: string, description: string): Command {
  return program
    .command(name)
    .description(description)
    .addOption(
      new Option('--data <dir>', 'the workspace folder').default('./.kxray').env('KXRAY_DATA'),
    )
    .addOption(
      new Option('--key-file <file>', 'where the token key lies, outside the workspace').env(
        'KXRAY_KEY_FILE',
      ),
    )
    .option('--json', 'machine-readable output');
}
