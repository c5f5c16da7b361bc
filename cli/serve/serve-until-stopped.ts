// The dashboard for a person at a terminal: prints the links, and ends cleanly on Ctrl-C.

import { spawn } from 'node:child_process';
import { printLine } from '../terminal.js';
import { runServer, type ServerOptions } from './run-server.js';

export async function serveUntilStopped(
  options: ServerOptions & { readonly isOpened: boolean },
): Promise<void> {
  const server = await runServer(options);
  printLine(`The dashboard runs at ${server.address}`);
  for (const { principal, url } of server.links) {
    printLine(`  ${principal.userId} (${principal.role}), once, within 15 minutes:\n    ${url}`);
  }
  printLine('Ctrl-C ends it.');
  const [first] = server.links;
  if (options.isOpened && first !== undefined) openBrowser(first.url);
  await stopSignal();
  printLine();
  await server.close();
}

function stopSignal(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve());
  });
}

/** Best effort: the link stands on the terminal as well. */
function openBrowser(url: string): void {
  const commands = { darwin: 'open', win32: 'explorer' } as Readonly<Record<string, string>>;
  const child = spawn(commands[process.platform] ?? 'xdg-open', [url], {
    stdio: 'ignore',
    detached: true,
  });
  child.once('error', () => printLine('No browser could be opened: use the link above.'));
  child.unref();
}
