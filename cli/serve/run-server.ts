// Runs the dashboard of one workspace on this machine until it is stopped: opens the workspace,
// builds the pages, listens on 127.0.0.1, and closes all of it in order.

import { createServer } from 'node:net';
import { serve, type ServerType } from '@hono/node-server';
import type { Principal } from '../../lib/api/principal.js';
import { openSession, type SessionOptions } from '../session.js';
import { dueDeliveries, startAlertTimer } from './alert-timer.js';
import { createEmbeddedHost } from './embedded-host.js';
import { createServeApp } from './serve-app.js';
import { createServeSessions } from './serve-sessions.js';
import { webDirectory } from './web-files.js';

export interface ServerOptions extends SessionOptions {
  /** Null: the usual one, or another that is free. */
  readonly port: number | null;
  readonly people: readonly Principal[];
  readonly maxUploadBytes?: number;
  /** Where the built dashboard lies; default: found, or built. */
  readonly web?: string;
}

export interface RunningServer {
  readonly address: string;
  /** One link a person, in their order. */
  readonly links: readonly { readonly principal: Principal; readonly url: string }[];
  close(): Promise<void>;
}

const USUAL_PORT = 4835;
const HOST = '127.0.0.1';

export async function runServer(options: ServerOptions): Promise<RunningServer> {
  const web = options.web ?? (await webDirectory());
  const session = await openSession(options);
  try {
    const host = createEmbeddedHost(session);
    await host.refresh();
    const port = options.port ?? (await freePort());
    const sessions = createServeSessions(() => Date.now());
    const app = createServeApp({
      ports: host.ports,
      sessions,
      port,
      webDirectory: web,
      ...(options.maxUploadBytes === undefined ? {} : { maxUploadBytes: options.maxUploadBytes }),
    });
    const server = await listen(app.fetch, port);
    const alerts = startAlertTimer(dueDeliveries(session));
    const address = `http://${HOST}:${port}`;
    return {
      address,
      links: options.people.map((principal) => ({
        principal,
        url: `${address}/sign-in?code=${sessions.newLink(principal)}`,
      })),
      close: async () => {
        await stop(server);
        await alerts.stop();
        await host.settle();
        await session.close();
      },
    };
  } catch (error) {
    await session.close();
    throw error;
  }
}

function listen(fetch: Parameters<typeof serve>[0]['fetch'], port: number): Promise<ServerType> {
  return new Promise((resolve, reject) => {
    const server = serve({ fetch, hostname: HOST, port }, () => resolve(server));
    server.once('error', reject);
  });
}

function stop(server: ServerType): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    if ('closeAllConnections' in server) server.closeAllConnections();
  });
}

/** The usual port where it is free, so that a bookmark stays right; else any. */
async function freePort(): Promise<number> {
  return (await tryPort(USUAL_PORT)) ?? (await tryPort(0)) ?? USUAL_PORT;
}

function tryPort(port: number): Promise<number | null> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(null));
    probe.listen(port, HOST, () => {
      const address = probe.address();
      const free = typeof address === 'object' && address !== null ? address.port : null;
      probe.close(() => resolve(free));
    });
  });
}
