// A request as the gateway hands it to the door of the API: payload 2.0, the claims of a token that
// it has checked, bodies as text; and what the door answers, with binary files decoded.

import { openApi, type ApiEvent } from '../../functions/api/answer-request.js';
import type { Role } from '../../lib/api/principal.js';
import { TENANT, type AwsHost } from '../support/aws-host.js';

export interface Asked {
  readonly method?: string;
  readonly path: string;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  /** Null: no token at all. */
  readonly tenantId?: string | null;
  readonly role?: Role;
  readonly userId?: string;
}

export interface Answered {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly bytes: Buffer;
  json<Answer>(): Answer;
}

export type AskApi = (asked: Asked) => Promise<Answered>;

const SILENT = { info: () => undefined, warn: () => undefined, error: () => undefined };

export function openAskApi(host: Pick<AwsHost, 'api'>): AskApi {
  const answer = openApi(host.api, SILENT);
  return async (asked) => {
    const result = (await answer(eventOf(asked))) as {
      readonly statusCode: number;
      readonly headers?: Record<string, string>;
      readonly body: string;
      readonly isBase64Encoded: boolean;
    };
    const bytes = Buffer.from(result.body, result.isBase64Encoded ? 'base64' : 'utf8');
    return {
      status: result.statusCode,
      headers: result.headers ?? {},
      bytes,
      json: <Answer>() => JSON.parse(bytes.toString('utf8')) as Answer,
    };
  };
}

function eventOf({
  method = 'GET',
  path,
  body,
  headers = {},
  tenantId = TENANT,
  role = 'analyst',
  userId = `${role}-1`,
}: Asked): ApiEvent {
  const [rawPath = '', rawQueryString = ''] = path.split('?');
  const claims = { 'custom:tenant': tenantId, sub: userId, 'cognito:groups': `[${role}]` };
  const event = {
    version: '2.0',
    rawPath,
    rawQueryString,
    headers: {
      host: 'api.example.org',
      'x-tenant': 'other',
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...headers,
    },
    requestContext: {
      http: { method, path: rawPath },
      domainName: 'api.example.org',
      ...(tenantId === null ? {} : { authorizer: { jwt: { claims, scopes: [] } } }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    isBase64Encoded: false,
  };
  return event as unknown as ApiEvent;
}
