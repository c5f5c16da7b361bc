import { SendMessageBatchCommand, SQSClient } from '@aws-sdk/client-sqs';
import { describe, expect, it } from '@jest/globals';
import { mockClient } from 'aws-sdk-client-mock';
import { SqsMessageQueue } from '../../../lib/adapters/aws/sqs-message-queue.js';
import { recordedRetry } from './stub-retry.js';

const QUEUE = {
  queueUrl: 'https://sqs.us-east-1.amazonaws.com/1/q',
  retry: recordedRetry(4).policy,
};

function openQueue() {
  const client = new SQSClient({ region: 'us-east-1' });
  const mock = mockClient(client);
  return { mock, queue: new SqsMessageQueue({ client, ...QUEUE }) };
}

function bodiesSent(mock: ReturnType<typeof openQueue>['mock']): readonly (readonly string[])[] {
  return mock
    .commandCalls(SendMessageBatchCommand)
    .map(({ args }) => (args[0].input.Entries ?? []).map(({ MessageBody = '' }) => MessageBody));
}

describe('SqsMessageQueue', () => {
  it('sends ten messages a call', async () => {
    const { mock, queue } = openQueue();
    mock.on(SendMessageBatchCommand).resolves({});
    await queue.send(Array.from({ length: 12 }, (_, at) => ({ body: `m${at}` })));

    expect(bodiesSent(mock).map(({ length }) => length)).toEqual([10, 2]);
  });

  it('sends again what a call left out, and only that', async () => {
    const { mock, queue } = openQueue();
    mock
      .on(SendMessageBatchCommand)
      .resolvesOnce({
        Successful: [],
        Failed: [{ Id: '1', Code: 'InternalError', SenderFault: false }],
      })
      .resolves({});
    await queue.send([{ body: 'a' }, { body: 'b', delaySeconds: 30 }]);

    expect(bodiesSent(mock)).toEqual([['a', 'b'], ['b']]);
  });

  it('fails when a message is refused for what it is', async () => {
    const { mock, queue } = openQueue();
    mock.on(SendMessageBatchCommand).resolves({
      Successful: [],
      Failed: [{ Id: '0', Code: 'InvalidMessageContents', SenderFault: true }],
    });

    await expect(queue.send([{ body: 'a' }])).rejects.toThrow('InvalidMessageContents');
  });

  it('calls nobody without a message', async () => {
    const { mock, queue } = openQueue();
    await queue.send([]);

    expect(mock.calls()).toEqual([]);
  });
});
