// The aws host in memory, behind the very doors that are deployed: stubs of the services with exact
// semantics, queues that deliver at least once, and a DuckDB that plays Athena over what lies in
// the lake bucket. Queues deliver when `work` is called, so that a test decides what comes when.

import type { Context, SQSEvent, SQSRecord } from 'aws-lambda';
import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { S3Client } from '@aws-sdk/client-s3';
import type { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { DynamoAlertStore } from '../../lib/adapters/aws/dynamodb-alert-store.js';
import { S3ObjectStore } from '../../lib/adapters/aws/s3-object-store.js';
import { S3ReceivedFiles } from '../../lib/adapters/aws/s3-received-files.js';
import { openQueryText, openEngine } from '../../functions/common/open-queries.js';
import type { RunToStart } from '../../lib/adapters/aws/step-functions-runs.js';
import { openAskingStores } from '../../functions/common/asking-stores.js';
import { openPublisherStores } from '../../functions/common/publisher-stores.js';
import { openQueueDoor } from '../../functions/common/queue-door.js';
import { openDoor } from '../../functions/common/door.js';
import { openReceiverStores, type ReceiverStores } from '../../functions/common/receiver-stores.js';
import type { ApiHost } from '../../functions/api/answer-request.js';
import { openApiStores } from '../../functions/api/api-stores.js';
import { rememberFew } from '../../functions/common/tenant-clients.js';
import { postMessage } from '../../functions/post-ledger/post-message.js';
import { publishTask } from '../../functions/publish/publish-task.js';
import {
  receiveMessage,
  type ReceivingStores,
} from '../../functions/receive-file/receive-message.js';
import { timeIsUp } from '../../functions/common/time-is-up.js';
import { reconcileTask } from '../../functions/reconcile/reconcile-task.js';
import { openReportRenderers } from '../../functions/build-report/report-renderers.js';
import { reportTask } from '../../functions/build-report/report-task.js';
import { scoreTask } from '../../functions/score/score-task.js';
import { LAMBDA_CLOCK } from '../../functions/common/lambda-clock.js';
import type {
  PublishResult,
  ReconcileAnswer,
  ReportAnswer,
  ScoreAnswer,
  TaskInput,
} from '../../functions/task-answers.js';
import type { MessageQueue } from '../../lib/ports/message-queue.js';
import { DATABASE } from '../adapters/aws/lake-catalogue.js';
import { stubDynamo, STUB_TABLE } from '../adapters/aws/stub-dynamodb.js';
import { stubS3, STUB_BUCKET } from '../adapters/aws/stub-s3.js';
import { stubSecrets } from '../adapters/aws/stub-secrets.js';
import { athenaOverBucket } from './athena-over-bucket.js';

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
  /** Another stub than the one that knows no versions; it must hold the tenant's token key. */
  readonly secrets?: SecretsManagerClient;
  /** Wraps the stores of every door, to count or to break calls. */
  readonly wrap?: <Stores extends object>(stores: Stores) => Stores;
}

type Handler<Event, Answer> = (event: Event, context: Context) => Promise<Answer>;

const SETTINGS = {
  INBOX_BUCKET: 'inbox',
  INBOX_KMS_KEY_ARN: 'arn:aws:kms:us-east-1:000000000000:key/inbox',
  QUARANTINE_BUCKET: 'quarantine',
  REPORTS_BUCKET: 'reports',
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
  /** What the door of the API is opened with; its Athena takes a while, as the real one does. */
  readonly api: ApiHost;
  /** The same services for a door that was just started: nothing is in memory. */
  afresh(): Pick<AwsHost, 'api'>;
  /** What the API told the queue of the alert door. */
  readonly told: string[];
  /** Runs that the API asked for, also those that went on already or were over. */
  readonly started: RunToStart[];
  /** Names of runs that are over. */
  readonly endedRuns: Set<string>;
  /** What happens elsewhere while the API waits for another door. */
  readonly meanwhile: { work: () => Promise<unknown> };
  /** What a client of S3 was asked for, by command and key; of DynamoDB by command. */
  readonly clients: { readonly s3: S3Client; readonly dynamo: DynamoDBClient };
  /** Puts a file into the inbox of the tenant and tells the first queue. */
  drop(name: string, body: Uint8Array, tenantId?: string): void;
  /** What a signed form brought: lies in the inbox, and the first queue is told. */
  arrive(file: { readonly key: string; readonly etag: string; readonly body: Uint8Array }): void;
  /** Delivers one message; when its door fails it waits again, at the end. */
  deliver(message: QueuedMessage): Promise<boolean>;
  /** Delivers until nothing waits; how many deliveries failed on the way. */
  work(): Promise<number>;
  publish(): Promise<PublishResult>;
  reconcile(): Promise<ReconcileAnswer>;
  score(): Promise<ScoreAnswer>;
  /** Of the one tenant, unless the input names another. */
  report(input: Partial<TaskInput>): Promise<ReportAnswer>;
}

const MOST_DELIVERIES = 2_000;

/** What doors write for operators is not for whoever reads test results. */
function silence(): void {
  process.env['POWERTOOLS_LOG_LEVEL'] = 'SILENT';
  process.env['POWERTOOLS_METRICS_DISABLED'] = 'true';
}

/** Of nobody; forms for uploads are signed with them. */
function signAsNobody(): void {
  process.env['AWS_ACCESS_KEY_ID'] = 'id';
  process.env['AWS_SECRET_ACCESS_KEY'] = 'secret';
}

export function openAwsHost(options: AwsHostOptions): AwsHost {
  silence();
  signAsNobody();
  const s3 = stubS3({
    buckets: ['inbox', 'quarantine', 'reports'],
    deniesAbsent: true,
    keysPerPage: 1_000,
  });
  const secrets = stubSecrets();
  secrets.secrets.set(`${SETTINGS.TOKEN_KEY_PREFIX}/${TENANT}/token-key`, options.tokenKeyText);
  const dynamo = options.dynamo ?? { client: stubDynamo().client, tableName: STUB_TABLE };
  const clients = {
    dynamo: dynamo.client,
    s3: s3.client,
    secrets: options.secrets ?? secrets.client,
  };
  // Partitions of the vault have other names, so that one table holds both.
  const settings = { ...SETTINGS, LEDGER_TABLE: dynamo.tableName, VAULT_TABLE: dynamo.tableName };
  const wrap = options.wrap ?? ((stores) => stores);
  const waiting: QueuedMessage[] = [];
  const athena = athenaOverBucket(s3.objects, options.directory);
  const told: string[] = [];
  const started: RunToStart[] = [];
  const endedRuns = new Set<string>();
  const meanwhile: AwsHost['meanwhile'] = { work: () => Promise.resolve() };
  const { rangeBytes = 50_000 } = options;
  const queueOf = (queue: QueuedMessage['queue']): MessageQueue => ({
    async send(messages) {
      for (const { body } of messages) waiting.push({ queue, body });
    },
  });
  const stores = openReceiverStores(clients, settings);
  const openReceiver = (): ReceivingStores =>
    wrap({
      ...openReceiverStores(clients, settings),
      files: new S3ReceivedFiles({ client: s3.client, bucket: 'inbox', rangeBytes }),
      openVault: () => Promise.resolve(null),
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
      openEngine: () => openEngine(athena, publisher.objects, settings),
    };
  };
  const openAsking = () => {
    const reports = new S3ObjectStore({ client: s3.client, bucket: 'reports' });
    const alerts = new DynamoAlertStore({ client: dynamo.client, tableName: dynamo.tableName });
    return { ...openAskingStores({ ...clients, athena }, settings), reports, alerts };
  };
  const alertQueue: MessageQueue = { send: () => Promise.resolve() };
  const asking = { query: openQueryText(), clock: LAMBDA_CLOCK, alertQueue };
  const renderers = openReportRenderers();
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
      return reportTask({ ...asking, stores: openAsking, renderers }, door, event);
    }),
  };
  const run = <Answer>(task: unknown, input: object = {}): Promise<Answer> =>
    (task as Handler<unknown, Answer>)(
      { tenantId: TENANT, ...input },
      contextOf(() => 900_000),
    );
  const openApiHost = (): ApiHost => ({
    stores: rememberFew((tenantId) =>
      openApiStores(tenantId, { ...clients, athena: athena.unhurried }, settings),
    ),
    query: openQueryText(),
    clock: LAMBDA_CLOCK,
    alertQueue: {
      async send(messages) {
        told.push(...messages.map(({ body }) => body));
      },
    },
    reportRuns: {
      async start(each) {
        started.push(each);
        return endedRuns.has(each.name) ? 'ended' : 'running';
      },
    },
    pause: () => meanwhile.work(),
  });
  const arrive: AwsHost['arrive'] = ({ key, etag, body }) => {
    s3.buckets.get('inbox')?.set(key, { body, etag: `"${etag}"`, metadata: {} });
    waiting.push({ queue: 'received', body: createdEvent(key, etag, body.length) });
  };
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
    api: openApiHost(),
    afresh: () => ({ api: openApiHost() }),
    told,
    started,
    endedRuns,
    meanwhile,
    clients,
    drop(name, body, tenantId = TENANT) {
      const key = `tenant=${tenantId}/${name}`;
      arrive({ key, etag: `etag${s3.buckets.get('inbox')?.size}`, body });
    },
    arrive,
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
    report: (input) => run(tasks.report, input),
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

/**
 * Time as the test makes it up. The first to ask is the library around the doors, whose timer runs
 * in real time: it would end the work of a busy machine.
 */
function contextOf(timeLeft: () => number): Context {
  let asked = 0;
  const getRemainingTimeInMillis = (): number => {
    asked += 1;
    return asked === 1 ? 900_000 : timeLeft();
  };
  return { getRemainingTimeInMillis } as Context;
}
