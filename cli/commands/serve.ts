// `kxray serve`: the dashboard and its API on 127.0.0.1, for the people named, until Ctrl-C.

import type { Command } from 'commander';
import { ROLES, type Principal } from '../../lib/api/principal.js';
import { addCommand, examples, type CommonOptions } from '../command.js';
import { toOneOf } from '../option-values.js';
import { operator, TENANT_ID } from '../session.js';
import { UsageError } from '../usage-error.js';

interface ServeOptions extends CommonOptions {
  readonly port?: string;
  readonly open?: boolean;
  readonly user: readonly string[];
}

const PORT_MAX = 65_535;

export function registerServe(program: Command): void {
  addCommand(program, 'serve', 'the dashboard on 127.0.0.1, until Ctrl-C')
    .option('--port <number>', 'port to listen on (default: 4835, or one that is free)')
    .option('--open', 'open the browser')
    .option(
      '--user <name:role>',
      'somebody who may sign in: viewer, analyst, reviewer or admin (repeatable)',
      (one: string, all: readonly string[]) => [...all, one],
      [] as readonly string[],
    )
    .addHelpText('after', examples('serve --open', 'serve --user dana:analyst --user sam:reviewer'))
    .action(async (options: ServeOptions) => {
      // Loaded here: no other command needs a web server.
      const { serveUntilStopped } = await import('../serve/serve-until-stopped.js');
      await serveUntilStopped({
        data: options.data,
        keyFile: options.keyFile,
        port: options.port === undefined ? null : toPort(options.port),
        people: toPeople(options.user),
        isOpened: options.open === true,
      });
    });
}

/** Without names: the account of this machine, as admin. */
export function toPeople(users: readonly string[]): readonly Principal[] {
  if (users.length === 0) return [operator()];
  const people = users.map((user): Principal => {
    const [name = '', role = '', ...rest] = user.split(':');
    if (rest.length > 0 || !/^[\w.-]{1,40}$/.test(name)) {
      throw new UsageError('--user takes name:role, such as dana:analyst');
    }
    return { tenantId: TENANT_ID, userId: name, role: toOneOf(role, ROLES, 'the role in --user') };
  });
  const names = new Set(people.map(({ userId }) => userId));
  if (names.size < people.length) throw new UsageError('--user names somebody twice');
  return people;
}

function toPort(text: string): number {
  const port = Number(text);
  if (!/^\d+$/.test(text) || port < 1 || port > PORT_MAX) {
    throw new UsageError('--port takes a number from 1 to 65535');
  }
  return port;
}
