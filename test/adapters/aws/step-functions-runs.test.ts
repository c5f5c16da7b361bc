// StartExecution over HTTP: what is sent, what its answers mean, what is tried again.

import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { SFNClient } from '@aws-sdk/client-sfn';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { AWS_CLIENT_OPTIONS } from '../../../lib/adapters/aws/aws-client-options.js';
import { StepFunctionsRuns } from '../../../lib/adapters/aws/step-functions-runs.js';

const ARN = 'arn:aws:states:us-east-1:000000000000:stateMachine:kxray-prod-monthly';
const RUN = { name: 'a-2026-05', input: { tenantIds: ['acme'] } };

interface Asked {
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

const asked: Asked[] = [];
let answers: (readonly [status: number, type: string])[] = [];
const server = createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => {
    asked.push({ headers: request.headers, body: Buffer.concat(chunks).toString() });
    const [status, type] = answers.shift() ?? [200, ''];
    const __type = `com.amazonaws.states#${type}`;
    response.writeHead(status).end(JSON.stringify(status === 200 ? {} : { __type, message: 'x' }));
  });
});

beforeAll(() => new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready)));
afterAll(() => void server.close());
beforeEach(() => {
  asked.length = 0;
});

function openRuns(): StepFunctionsRuns {
  const { port } = server.address() as AddressInfo;
  const client = new SFNClient({
    ...AWS_CLIENT_OPTIONS,
    endpoint: `http://127.0.0.1:${port}/`,
    region: 'us-east-1',
    credentials: { accessKeyId: 'id', secretAccessKey: 'secret', sessionToken: 'session' },
  });
  return new StepFunctionsRuns({
    client,
    machineArn: ARN,
    retry: { sleep: () => Promise.resolve() },
  });
}

describe('StepFunctionsRuns', () => {
  it('starts the one machine, under a name and with an input, signed', async () => {
    answers = [];

    expect(await openRuns().start(RUN)).toBe('running');
    const [{ headers, body } = { headers: {}, body: '' }] = asked;
    expect(JSON.parse(body)).toEqual({
      stateMachineArn: ARN,
      name: 'a-2026-05',
      input: '{"tenantIds":["acme"]}',
    });
    expect(headers).toMatchObject({
      'x-amz-target': 'AWSStepFunctions.StartExecution',
      'content-type': 'application/x-amz-json-1.0',
      'x-amz-security-token': 'session',
    });
    expect(headers['authorization']).toMatch(/\/us-east-1\/states\/aws4_request, SignedHeaders=/);
  });

  it.each<[string, (typeof answers)[number][], string, number]>([
    ['a name that is taken', [[400, 'ExecutionAlreadyExists']], 'ended', 1],
    ['a throttle', [[400, 'ThrottlingException']], 'running', 2],
    ['a fault of the service', [[500, 'InternalFailure']], 'running', 2],
  ])('after %s: %j is %s', async (_, given, expected, calls) => {
    answers = given;

    expect(await openRuns().start(RUN)).toBe(expected);
    expect(asked).toHaveLength(calls);
  });

  it('tells a refusal by its name, without what was sent', async () => {
    answers = [[400, 'AccessDeniedException']];
    const refused: unknown = await openRuns()
      .start(RUN)
      .catch((error: unknown) => error);

    expect(refused).toMatchObject({ name: 'ServiceRefusedError' });
    expect(String(refused)).toContain('AccessDeniedException');
    expect(String(refused)).not.toContain('acme');
    expect(asked).toHaveLength(1);
  });
});
