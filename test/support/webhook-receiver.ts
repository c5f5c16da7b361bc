// A webhook receiver on this machine, as a customer would run one: it verifies every message with
// the library of Standard Webhooks and answers as it is told to.

import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Webhook } from 'standardwebhooks';
import type { AlertPayload } from '../../lib/pipeline/alerts/alert-payload.js';

export interface ReceivedMessage {
  readonly id: string;
  readonly body: string;
  readonly payload: AlertPayload;
  /** True when a known secret signed it; the library says so. */
  readonly isVerified: boolean;
  readonly signatures: number;
  readonly status: number;
}

/** A status, a status with headers, no answer ever, or a connection that breaks. */
export type Answer =
  | number
  | { readonly status: number; readonly headers: Readonly<Record<string, string>> }
  | 'hang'
  | 'break';

export interface WebhookReceiver {
  readonly url: string;
  readonly received: ReceivedMessage[];
  /** Answers to the next messages, then `otherwise`. */
  readonly answers: Answer[];
  otherwise: Answer;
  /** Called before a message is answered. */
  onMessage: () => void;
  /** By what the receiver knows the sender. */
  readonly secrets: string[];
  close(): Promise<void>;
}

export async function openReceiver(): Promise<WebhookReceiver> {
  const server = createServer((request, response) => void take(receiver, request, response));
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  const receiver: WebhookReceiver = {
    url: `http://127.0.0.1:${port}/hook`,
    received: [],
    answers: [],
    otherwise: 204,
    onMessage: () => undefined,
    secrets: [],
    close: () => closeServer(server),
  };
  return receiver;
}

async function take(
  receiver: WebhookReceiver,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const body = Buffer.concat(chunks).toString();
  const answer = receiver.answers.shift() ?? receiver.otherwise;
  const status =
    typeof answer === 'number' ? answer : typeof answer === 'string' ? 0 : answer.status;
  const headers = request.headers as Record<string, string>;
  receiver.received.push({
    id: headers['webhook-id'] ?? '',
    body,
    payload: JSON.parse(body) as AlertPayload,
    isVerified: receiver.secrets.some((secret) => verifies(secret, body, headers)),
    signatures: (headers['webhook-signature'] ?? '').split(' ').length,
    status,
  });
  receiver.onMessage();
  if (answer === 'hang') return;
  if (answer === 'break') {
    request.socket.destroy();
    return;
  }
  response.writeHead(status, typeof answer === 'number' ? {} : answer.headers);
  response.end();
}

/** The library compares the message's time with the clock: tests live at a time of their own. */
function verifies(secret: string, body: string, headers: Record<string, string>): boolean {
  const { now } = Date;
  Date.now = () => Number(headers['webhook-timestamp']) * 1_000;
  try {
    new Webhook(secret).verify(body, headers);
    return true;
  } catch {
    return false;
  } finally {
    Date.now = now;
  }
}

function closeServer(server: Server): Promise<void> {
  server.closeAllConnections();
  return new Promise((done) => server.close(() => done()));
}
