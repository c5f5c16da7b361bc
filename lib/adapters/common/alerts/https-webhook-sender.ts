// WebhookSender over HTTPS. The name is resolved here, every address that it gives is judged, and
// the connection goes to one of these, so that a name cannot lead elsewhere between the look and
// the call (DNS rebinding). No redirect is followed; size and time are capped; the answer's body is
// let go unread.

import { lookup } from 'node:dns/promises';
import http from 'node:http';
import https from 'node:https';
import type {
  SendFailure,
  SendResult,
  WebhookMessage,
  WebhookSender,
} from '../../../ports/webhook-sender.js';
import { addressKind } from './public-address.js';
import { checkWebhookUrl, hostOf, isLiteral } from './webhook-url.js';

export interface WebhookSenderOptions {
  /** Development only. */
  readonly isLoopbackAllowed?: boolean;
  /** Of the whole call, resolving included. */
  readonly timeoutMilliseconds?: number;
  readonly resolve?: (host: string) => Promise<readonly string[]>;
  /** A certificate authority beside the known ones. */
  readonly ca?: string;
}

const DEFAULT_TIMEOUT_MS = 15_000;
const MAX_BODY_BYTES = 256 * 1024;
const MAX_HEADER_BYTES = 16 * 1024;
const SECOND = 1_000;

const CERTIFICATE_FAULT = /^(ERR_TLS|CERT_|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO|HOSTNAME_MISMATCH)/;

export class HttpsWebhookSender implements WebhookSender {
  readonly #options: WebhookSenderOptions;

  constructor(options: WebhookSenderOptions = {}) {
    this.#options = options;
  }

  async send(message: WebhookMessage): Promise<SendResult> {
    if (Buffer.byteLength(message.body) > MAX_BODY_BYTES) {
      throw new RangeError('the body of a webhook is too large');
    }
    const signal = AbortSignal.timeout(this.#options.timeoutMilliseconds ?? DEFAULT_TIMEOUT_MS);
    try {
      const url = this.#checkedUrl(message.url);
      if (url === null) return failed('address_refused');
      const addresses = await abortable(this.#addressesOf(hostOf(url)), signal);
      const [address] = addresses;
      if (address === undefined) return failed('not_resolved');
      if (!addresses.every((each) => this.#isAllowed(each))) return failed('address_refused');
      const { status, retryAfter } = await this.#post(message, { url, address, signal });
      return resultOf(status, retryAfter);
    } catch (error) {
      return failed(signal.aborted ? 'timed_out' : failureOf(error));
    }
  }

  #checkedUrl(text: string): URL | null {
    const isLoopbackAllowed = this.#options.isLoopbackAllowed ?? false;
    const check = checkWebhookUrl(text, { isLoopbackAllowed });
    return check.kind === 'accepted' ? new URL(check.url) : null;
  }

  async #addressesOf(host: string): Promise<readonly string[]> {
    if (isLiteral(host)) return [host];
    try {
      return await (this.#options.resolve ?? resolveAll)(host);
    } catch {
      return [];
    }
  }

  #isAllowed(address: string): boolean {
    const kind = addressKind(address);
    return kind === 'public' || (kind === 'loopback' && this.#options.isLoopbackAllowed === true);
  }

  #post(message: WebhookMessage, to: Target): Promise<Answer> {
    const { url, address, signal } = to;
    const host = hostOf(url);
    const isSecure = url.protocol === 'https:';
    const body = Buffer.from(message.body);
    const options: https.RequestOptions = {
      method: 'POST',
      host: address,
      port: url.port === '' ? (isSecure ? 443 : 80) : Number(url.port),
      path: `${url.pathname}${url.search}`,
      headers: { ...message.headers, host: url.host, 'content-length': body.byteLength },
      // The certificate must be the name's; an address has no name to ask for.
      servername: isLiteral(host) ? '' : host,
      agent: false,
      maxHeaderSize: MAX_HEADER_BYTES,
      signal,
      ...(this.#options.ca === undefined ? {} : { ca: this.#options.ca }),
    };
    return new Promise((resolve, reject) => {
      const request = (isSecure ? https : http).request(options, (response) => {
        response.on('error', () => undefined);
        resolve({
          status: response.statusCode ?? 0,
          retryAfter: response.headers['retry-after'] ?? '',
        });
        // The status is the whole answer: whatever else comes is not waited for.
        response.destroy();
      });
      request.on('error', reject);
      request.end(body);
    });
  }
}

interface Target {
  readonly url: URL;
  readonly address: string;
  readonly signal: AbortSignal;
}

interface Answer {
  readonly status: number;
  readonly retryAfter: string;
}

async function resolveAll(host: string): Promise<readonly string[]> {
  return (await lookup(host, { all: true, order: 'verbatim' })).map(({ address }) => address);
}

/** A resolver takes no signal. */
function abortable<Value>(promise: Promise<Value>, signal: AbortSignal): Promise<Value> {
  return new Promise((resolve, reject) => {
    signal.addEventListener('abort', () => reject(new Error('timed out')), { once: true });
    promise.then(resolve, reject);
  });
}

function resultOf(status: number, retryAfter: string): SendResult {
  if (status >= 200 && status < 300) return { kind: 'delivered', status };
  if (status === 410) return { kind: 'gone', status };
  const reason = status >= 300 && status < 400 ? 'redirected' : 'refused';
  const asked = /^\d{1,6}$/.test(retryAfter) ? Number(retryAfter) * SECOND : 0;
  return { kind: 'failed', reason, status, askedMilliseconds: asked };
}

function failed(reason: SendFailure): SendResult {
  return { kind: 'failed', reason, status: null, askedMilliseconds: 0 };
}

function failureOf(error: unknown): SendFailure {
  const code = (error as NodeJS.ErrnoException).code ?? '';
  return CERTIFICATE_FAULT.test(code) ? 'certificate_refused' : 'connection_failed';
}
