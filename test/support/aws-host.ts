// The aws host in memory, behind the very doors that are deployed: stubs of the services with exact
// semantics, queues that deliver at least once, and a DuckDB that plays Athena over what lies in
// the lake bucket. Queues deliver when `work` is called, so that a test decides what comes when.

import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Context, SQSEvent, SQSRecord } from 'aws-lambda';
import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoAlertStore } from '../../lib/adapters/aws/dynamodb-alert-store.js';
import { S3ObjectStore } from '../../lib/adapters/aws/s3-object-store.js';
import { S3ReceivedFiles } from '../../lib/adapters/aws/s3-received-files.js';
import { openQueryText, openEngine } from '../../functions/common/open-queries.js';
import { openAskingStores, type AskingStores } from '../../functions/common/asking-stores.js';
import { openPublisherStores } from '../../functions/common/publisher-stores.js';
import { openQueueDoor } from '../../functions/common/queue-door.js';
import { openDoor } from '../../functions/common/door.js';
import { openReceiverStores, type ReceiverStores } from '../../functions/common/receiver-stores.js';
import { postMessage } from '../../functions/post-ledger/post-message.js';
import { publishTask } from '../../functions/publish/publish-task.js';
import { receiveMessage } from '../../functions/receive-file/receive-message.js';
import { timeIsUp } from '../../functions/receive-file/time-is-up.js';
import { reconcileTask } from '../../functions/reconcile/reconcile-task.js';
import { reportTask } from '../../functions/build-report/report-task.js';
import { scoreTask } from '../../functions/score/score-task.js';
import { LAMBDA_CLOCK } from '../../functions/common/lambda-clock.js';
import type {
  PublishResult,
  ReconcileAnswer,
  ReportAnswer,
  ScoreAnswer,
} from '../../functions/task-answers.js';
import type { MessageQueue } from '../../lib/ports/message-queue.js';
import type { ReceivedFiles } from '../../lib/ports/received-files.js';
import { openStubAthena } from '../adapters/aws/stub-athena.js';
import { DATABASE } from '../adapters/aws/lake-catalogue.js';
import { stubDynamo, STUB_TABLE } from '../adapters/aws/stub-dynamodb.js';
import { stubS3, STUB_BUCKET } from '../adapters/aws/stub-s3.js';
import { stubSecrets } from '../adapters/aws/stub-secrets.js';

export const TENANT = 'default';

export interface AwsHostOptions {
  /** For the stand-in of Athena, which reads files. */
  readonly directory: string;
  readonly tokenKeyText: string;
  /** For each delivery anew: milliseconds left, each time that a door asks; default: plenty. */
  readonly timeLeft?: () => () => number;
  /** Bytes of a file that come at once. */
  readonly rangeBytes?: number;
  /** DynamoDB Local instead of the stub. */
  readonly dynamo?: { readonly client: DynamoDBClient; readonly tableName: string };
  /** Wraps the stores of every door, to count or to break calls. */
  readonly wrap?: <Stores extends object>(stores: Stores) => Stores;
}

type Handler<Event, Answer> = (event: Event, context: Context) => Promise<Answer>;

const SETTINGS = {
  QUARANTINE_BUCKET: 'quarantine',
  LAKE_BUCKET: STUB_BUCKET,
  TENANT_ROLE_ARN: 'arn:aws:iam::000000000000:role/receiver',
  TOKEN_KEY_PREFIX: 'kxray/test',
  TOKEN_KMS_KEY_ARN: 'arn:aws:kms:us-east-1:000000000000:key/k',
  ATHENA_DATABASE: DATABASE,
  ATHENA_WORKGROUP: 'kxray-test',
};

export interface QueuedMessage {
  readonly queue: 'received' | 'batches';
  readonly body: string;
}

export interface AwsHost {
  /** What waits to be delivered: tests may repeat and shuffle. */
  readonly waiting: QueuedMessage[];
  readonly stores: ReceiverStores;
  readonly s3: ReturnType<typeof stubS3>;
  /** What doors of the API are opened with. */
  readonly openAsking: () => AskingStores;
  /** Puts a file into the inbox of the tenant and tells the first queue. */
  drop(name: string, body: Uint8Array, tenantId?: string): void;
  /** Delivers one message; when its door fails it waits again, at the end. */
  deliver(message: QueuedMessage): Promise<boolean>;
  /** Delivers until nothing waits; how many deliveries failed on the way. */
  work(): Promise<number>;
  publish(): Promise<PublishResult>;
  reconcile(): Promise<ReconcileAnswer>;
  score(): Promise<ScoreAnswer>;
  report(month: string): Promise<ReportAnswer>;
}

const MOST_DELIVERIES = 2_000;

/** What doors write for operators is not for whoever reads test results. */
function silence(): void {
  process.env['POWERTOOLS_LOG_LEVEL'] = 'SILENT';
  process.env['POWERTOOLS_METRICS_DISABLED'] = 'true';
}

export function openAwsHost(options: AwsHostOptions): AwsHost {
  silence();
  const s3 = stubS3({
    buckets: ['inbox', 'quarantine', 'reports'],
    deniesAbsent: true,
    keysPerPage: 1_000,
  });
  const secrets = stubSecrets();
  secrets.secrets.set(`${SETTINGS.TOKEN_KEY_PREFIX}/${TENANT}/token-key`, options.tokenKeyText);
  const dynamo = options.dynamo ?? { client: stubDynamo().client, tableName: STUB_TABLE };
  const clients = { dynamo: dynamo.client, s3: s3.client, secrets: secrets.client };
  const settings = { ...SETTINGS, LEDGER_TABLE: dynamo.tableName };
  const wrap = options.wrap ?? ((stores) => stores);
  const waiting: QueuedMessage[] = [];
  const { rangeBytes = 50_000 } = options;
  const queueOf = (queue: QueuedMessage['queue']): MessageQueue => ({
    async send(messages) {
      for (const { body } of messages) waiting.push({ queue, body });
    },
  });
  const stores = openReceiverStores(clients, settings);
  const openReceiver = (): ReceiverStores & { readonly files: ReceivedFiles } =>
    wrap({
      ...openReceiverStores(clients, settings),
      files: new S3ReceivedFiles({ client: s3.client, bucket: 'inbox', rangeBytes }),
    });
  const doors = {
    received: openQueueDoor('receive-file', (door) => {
      const queues = wrap({ goOn: queueOf('received'), ledgerBatches: queueOf('batches') });
      const host = { stores: openReceiver, ...queues };
      return (body, context) => receiveMessage(host, door, { body, isTimeUp: timeIsUp(context) });
    }),
    batches: openQueueDoor('post-ledger', (door) => (body) => {
      return postMessage({ stores: openReceiver }, door, body);
    }),
  };
  const openQuerying = () => {
    const publisher = wrap(openPublisherStores(clients, settings));
    return {
      ...publisher,
      openEngine() {
        copyLake(s3.objects, options.directory);
        return openEngine(
          openStubAthena({ directory: options.directory }),
          publisher.objects,
          settings,
        );
      },
    };
  };
  const openAsking = () => {
    copyLake(s3.objects, options.directory);
    const athena = openStubAthena({ directory: options.directory });
    const reports = new S3ObjectStore({ client: s3.client, bucket: 'reports' });
    const alerts = new DynamoAlertStore({ client: dynamo.client, tableName: dynamo.tableName });
    return { ...openAskingStores({ ...clients, athena }, settings), reports, alerts };
  };
  const alertQueue: MessageQueue = { send: () => Promise.resolve() };
  const asking = { query: openQueryText(), clock: LAMBDA_CLOCK, alertQueue };
  const tasks = {
    publish: openDoor('publish', (door) => (event: unknown) => {
      return publishTask({ stores: openQuerying, clock: LAMBDA_CLOCK }, door, event);
    }),
    reconcile: openDoor('reconcile', (door) => (event: unknown) => {
      return reconcileTask({ stores: openQuerying, query: openQueryText() }, door, event);
    }),
    score: openDoor('score', (door) => (event: unknown) => {
      return scoreTask({ ...asking, stores: openAsking }, door, event);
    }),
    report: openDoor('build-report', (door) => (event: unknown) => {
      return reportTask({ ...asking, stores: openAsking, renderers: [] }, door, event);
    }),
  };
  const run = <Answer>(task: unknown, input: object = {}): Promise<Answer> =>
    (task as Handler<unknown, Answer>)(
      { ...input, tenantId: TENANT },
      contextOf(() => 900_000),
    );
  let deliveries = 0;
  const deliver = async (message: QueuedMessage): Promise<boolean> => {
    deliveries += 1;
    const door = doors[message.queue] as unknown as Handler<SQSEvent, unknown>;
    const event = { Records: [{ messageId: '1', body: message.body } as SQSRecord] };
    const answer = await door(event, contextOf(options.timeLeft?.() ?? (() => 900_000)));
    const { batchItemFailures } = answer as { readonly batchItemFailures: readonly unknown[] };
    if (batchItemFailures.length > 0) waiting.push(message);
    return batchItemFailures.length === 0;
  };
  return {
    waiting,
    stores,
    s3,
    openAsking,
    drop(name, body, tenantId = TENANT) {
      const key = `tenant=${tenantId}/${name}`;
      const etag = `etag${s3.buckets.get('inbox')?.size}`;
      s3.buckets.get('inbox')?.set(key, { body, etag: `"${etag}"`, metadata: {} });
      waiting.push({ queue: 'received', body: createdEvent(key, etag, body.length) });
    },
    deliver,
    async work() {
      let failures = 0;
      for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
        if (!(await deliver(next))) failures += 1;
        if (deliveries > MOST_DELIVERIES) throw new Error('messages without end');
      }
      return failures;
    },
    publish: () => run(tasks.publish),
    reconcile: () => run(tasks.reconcile),
    score: () => run(tasks.score),
    report: (month) => run(tasks.report, { month }),
  };
}

function createdEvent(key: string, etag: string, size: number): string {
  const detail = { bucket: { name: 'inbox' }, object: { key, etag, size, sequencer: '0' } };
  return JSON.stringify({
    version: '0',
    source: 'aws.s3',
    'detail-type': 'Object Created',
    detail,
  });
}

function contextOf(timeLeft: () => number): Context {
  return { getRemainingTimeInMillis: timeLeft } as Context;
}

/** What Athena would read in place. */
function copyLake(
  objects: ReadonlyMap<string, { readonly body: Uint8Array }>,
  directory: string,
): void {
  for (const [key, { body }] of objects) {
    if (!key.endsWith('.parquet')) continue;
    const path = join(directory, key);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, body);
  }
}
