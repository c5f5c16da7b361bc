// `kxray webhook`: who is told, of what, and with which secret.

import type { Command } from 'commander';
import { checkWebhookUrl } from '../../lib/adapters/common/alerts/webhook-url.js';
import { LEDGER_ALERT_TYPES } from '../../lib/domain/alerts/alert-event.js';
import { DEFAULT_TYPES } from '../../lib/domain/alerts/endpoint-filter.js';
import { PAYLOAD_FIELDS } from '../../lib/domain/alerts/payload-fields.js';
import { isNpi } from '../../lib/domain/identifiers.js';
import { ZERO_CENTS } from '../../lib/domain/money.js';
import { collectLedger } from '../../lib/pipeline/alerts/collect-ledger.js';
import { testEndpoint } from '../../lib/pipeline/alerts/test-endpoint.js';
import {
  addEndpoint,
  changeEndpoint,
  listEndpoints,
  MAX_ENDPOINTS,
  removeEndpoint,
  rotateSecret,
  type EndpointFacts,
} from '../../lib/pipeline/alerts/webhook-endpoints.js';
import type { WebhookEndpoint } from '../../lib/pipeline/alerts/alert-records.js';
import type { SendResult } from '../../lib/ports/webhook-sender.js';
import { addCommand, examples, type CommonOptions } from '../command.js';
import { toDollars, toOneOf, toWords } from '../option-values.js';
import { enteredBy, withSession } from '../session.js';
import { withStoredSession } from '../stored-session.js';
import { printJson, printLine } from '../terminal.js';
import { UsageError } from '../usage-error.js';
import { endpointsText, endpointText } from './alerts-text.js';
import { alertTools, isLoopbackAllowed } from './alerts-tools.js';

interface AddOptions extends CommonOptions {
  readonly types?: string;
  readonly npis?: string;
  readonly minimum?: string;
  readonly fields?: string;
  readonly description?: string;
  readonly baa?: string;
}

interface RotateOptions extends CommonOptions {
  readonly overlapHours: string;
}

interface BaaOptions extends CommonOptions {
  readonly note?: string;
  readonly withdraw?: boolean;
}

const HOUR_MS = 60 * 60 * 1_000;

export function registerWebhook(program: Command): void {
  const webhook = addCommand(program, 'webhook', 'who is told of crossings').action(list);
  addCommand(webhook, 'add', 'tell a receiver from now on; shows its signing secret once')
    .argument('<url>', 'https only')
    .option('--types <list>', `kinds of events (default: ${DEFAULT_TYPES.join(',')})`)
    .option('--npis <list>', 'only of these rendering or billing providers')
    .option('--minimum <dollars>', 'only from this amount over the threshold')
    .option('--fields <list>', `of ${PAYLOAD_FIELDS.join(', ')} (default: all)`)
    .option('--baa <text>', 'the business associate agreement that lets it receive PHI')
    .option('--description <text>', 'whose it is')
    .addHelpText(
      'after',
      examples(
        'webhook add https://hooks.example.org/kxray --baa "agreement of 2026-02-01"',
        'webhook add https://chat.example.org/in --types review.crossed,review.cleared',
      ),
    )
    .action(add);
  addCommand(webhook, 'list', 'all of them').action(list);
  onEndpoint(webhook, 'rotate', 'a new secret; the old one signs beside it for a while')
    .option('--overlap-hours <n>', 'how long', '24')
    .action(rotate);
  onEndpoint(webhook, 'disable', 'send nothing; what comes meanwhile waits').action(
    (id: string, options: CommonOptions) => disable(id, options),
  );
  onEndpoint(webhook, 'enable', 'send again, what waited first').action(
    (id: string, options: CommonOptions) =>
      change(id, options, (before) => ({ ...before, disabled: null })),
  );
  onEndpoint(webhook, 'remove', 'forget it, and what waits for it').action(remove);
  onEndpoint(webhook, 'baa', 'record or withdraw the agreement that lets it receive PHI')
    .option('--note <text>', 'which agreement')
    .option('--withdraw', 'nothing protected from now on')
    .action(recordBaa);
  onEndpoint(webhook, 'test', 'send a test event now').action(test);
  webhook.addHelpText('after', examples('webhook list', 'webhook rotate ep_1a2b3c4d5e6f'));
}

/** A subcommand about one endpoint. */
function onEndpoint(webhook: Command, name: string, words: string): Command {
  return addCommand(webhook, name, words).argument('<endpoint>', 'as webhook list names it');
}

async function add(text: string, options: AddOptions): Promise<void> {
  const facts = endpointFacts(text, options);
  await withSession(options, async (session) => {
    const tools = alertTools(session);
    // What stood before nobody was waiting for: it is listed, and not sent.
    await collectLedger(tools);
    const added = await addEndpoint(tools, facts);
    if (added === 'too_many') throw new UsageError(`there are ${MAX_ENDPOINTS} endpoints already`);
    const { endpoint, secret } = added;
    if (options.json === true) printJson({ endpoint: withoutSeals(endpoint), secret });
    else printLine(`${endpointText(endpoint)}\n\nSecret, shown this once: ${secret}`);
  });
}

function endpointFacts(text: string, options: AddOptions): EndpointFacts {
  const check = checkWebhookUrl(text, { isLoopbackAllowed: isLoopbackAllowed() });
  if (check.kind === 'refused') throw new UsageError(`the URL is not taken: ${check.reason}`);
  const { types, npis, minimum, fields, baa } = options;
  return {
    url: check.url,
    description: options.description ?? '',
    filter: {
      types:
        types === undefined
          ? DEFAULT_TYPES
          : listOf(types).map((word) => toOneOf(word, LEDGER_ALERT_TYPES, '--types')),
      npis: npis === undefined ? [] : listOf(npis).map(toNpi),
      minimumCents: minimum === undefined ? ZERO_CENTS : toDollars(minimum, '--minimum'),
    },
    fields:
      fields === undefined
        ? PAYLOAD_FIELDS
        : listOf(fields).map((word) => toOneOf(word, PAYLOAD_FIELDS, '--fields')),
    baa: baa === undefined ? null : { note: toWords(baa, '--baa'), recordedBy: enteredBy() },
  };
}

async function list(options: CommonOptions): Promise<void> {
  await withStoredSession(options, async (session) => {
    const endpoints = await listEndpoints(alertTools(session));
    if (options.json === true) printJson(endpoints.map(withoutSeals));
    else printLine(endpointsText(endpoints));
  });
}

async function rotate(endpointId: string, options: RotateOptions): Promise<void> {
  if (!/^\d{1,3}$/.test(options.overlapHours)) {
    throw new UsageError('--overlap-hours takes hours such as 24');
  }
  const overlap = Number(options.overlapHours) * HOUR_MS;
  await withStoredSession(options, async (session) => {
    const rotated = await rotateSecret(alertTools(session), endpointId, overlap);
    if (rotated === null) throw unknownEndpoint();
    const { endpoint, secret } = rotated;
    if (options.json === true) printJson({ endpoint: withoutSeals(endpoint), secret });
    else printLine(`${endpointText(endpoint)}\n\nNew secret, shown this once: ${secret}`);
  });
}

async function disable(endpointId: string, options: CommonOptions): Promise<void> {
  const at = new Date().toISOString();
  const disabled = { reason: `by ${enteredBy()}`, at };
  await change(endpointId, options, (before) => ({ ...before, disabled }));
}

async function remove(endpointId: string, options: CommonOptions): Promise<void> {
  await withStoredSession(options, async (session) => {
    if (!(await removeEndpoint(alertTools(session), endpointId))) throw unknownEndpoint();
    if (options.json === true) printJson({ removed: endpointId });
    else printLine('Removed, with all that waited for it.');
  });
}

async function recordBaa(endpointId: string, options: BaaOptions): Promise<void> {
  if ((options.note === undefined) === (options.withdraw !== true)) {
    throw new UsageError('give one of --note and --withdraw');
  }
  const recordedAt = new Date().toISOString();
  const baa =
    options.note === undefined
      ? null
      : { note: toWords(options.note, '--note'), recordedBy: enteredBy(), recordedAt };
  await change(endpointId, options, (before) => ({ ...before, baa }));
}

async function change(
  endpointId: string,
  options: CommonOptions,
  action: (before: WebhookEndpoint) => WebhookEndpoint,
): Promise<void> {
  await withStoredSession(options, async (session) => {
    const endpoint = await changeEndpoint(alertTools(session), endpointId, action);
    if (endpoint === null) throw unknownEndpoint();
    if (options.json === true) printJson(withoutSeals(endpoint));
    else printLine(endpointText(endpoint));
  });
}

async function test(endpointId: string, options: CommonOptions): Promise<void> {
  await withStoredSession(options, async (session) => {
    const result = await testEndpoint(alertTools(session), endpointId);
    if (result === null) throw unknownEndpoint();
    if (options.json === true) printJson(result);
    else printLine(resultText(result));
    if (result.kind !== 'delivered') process.exitCode = 1;
  });
}

function resultText(result: SendResult): string {
  if (result.kind === 'delivered') return `Delivered: the receiver answered ${result.status}.`;
  if (result.kind === 'gone') return 'The receiver answered 410: it wants no more.';
  const status = result.status === null ? '' : ` (${result.status})`;
  return `Not delivered: ${result.reason.replaceAll('_', ' ')}${status}.`;
}

/** Sealed secrets are nobody's business either. */
function withoutSeals(endpoint: WebhookEndpoint): unknown {
  const secrets = endpoint.secrets.map(({ sealed: _, ...secret }) => secret);
  return { ...endpoint, secrets };
}

function listOf(text: string): readonly string[] {
  const words = text.split(',').map((word) => word.trim());
  return words.filter((word) => word !== '');
}

function toNpi(text: string): string {
  if (!isNpi(text)) throw new UsageError('--npis takes provider numbers of ten digits');
  return text;
}

function unknownEndpoint(): UsageError {
  return new UsageError('there is no such endpoint: kxray webhook list names them');
}
