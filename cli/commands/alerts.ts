// `kxray alerts`: what the ledger had to tell, what became of it, and sending what waits.

import type { Command } from 'commander';
import { writeFile } from 'node:fs/promises';
import { alertsAfter, readAlerts } from '../../lib/pipeline/alerts/read-alerts.js';
import {
  moveBookmark,
  readBookmark,
  setApproachingDistance,
} from '../../lib/pipeline/alerts/alert-state.js';
import { changesDigest } from '../../lib/pipeline/alerts/changes-digest.js';
import { collectLedger } from '../../lib/pipeline/alerts/collect-ledger.js';
import { readDeliveryLog } from '../../lib/pipeline/alerts/delivery-log.js';
import { redriveDeliveries } from '../../lib/pipeline/alerts/redrive-deliveries.js';
import { addCommand, examples, type CommonOptions } from '../command.js';
import { toDay, toDollars } from '../option-values.js';
import { withSession } from '../session.js';
import { withStoredSession } from '../stored-session.js';
import { plural, printJson, printLine } from '../terminal.js';
import { UsageError } from '../usage-error.js';
import { deliveryLogText, listedAlertsText } from './alerts-text.js';
import { alertRunText, alertTools, collectAndDeliver } from './alerts-tools.js';

interface ListOptions extends CommonOptions {
  readonly limit: string;
  readonly deliveries?: boolean;
}

interface DeliverOptions extends CommonOptions {
  readonly alertHistory?: boolean;
}

interface RedriveOptions extends CommonOptions {
  readonly all?: boolean;
  readonly event?: string;
  readonly endpoint?: string;
}

interface DigestOptions extends CommonOptions {
  readonly since?: string;
  readonly html?: string;
}

export function registerAlerts(program: Command): void {
  const alerts = addCommand(program, 'alerts', 'list crossings as they were told, and send them');
  for (const command of [
    alerts,
    addCommand(alerts, 'list', 'events, newest first, and their deliveries'),
  ]) {
    command
      .option('--limit <n>', 'how many', '50')
      .option('--deliveries', 'every try of every delivery instead')
      .action(list);
  }
  addCommand(alerts, 'deliver', 'look for news in the ledger and send what is due')
    .option('--alert-history', 'tell a first load and closed years event by event')
    .action(deliver);
  addCommand(alerts, 'redrive', 'try dead letters again')
    .option('--all', 'all of them')
    .option('--event <id>', 'those of one event')
    .option('--endpoint <id>', 'those of one endpoint')
    .addHelpText('after', examples('alerts redrive --all', 'alerts redrive --event 3XdPq...'))
    .action(redrive);
  addCommand(alerts, 'digest', 'what changed since the last digest; nothing when nothing did')
    .option('--since <day>', 'from that day on, whatever was told before (YYYY-MM-DD)')
    .option('--html <file>', 'write it as a page, for a mail')
    .action(digest);
  addCommand(alerts, 'approaching', 'tell when a total comes near a threshold')
    .argument('<distance>', 'dollars before the threshold, or off')
    .addHelpText('after', examples('alerts approaching 250', 'alerts approaching off'))
    .action(approaching);
  alerts.addHelpText('after', examples('alerts', 'alerts list --deliveries', 'alerts deliver'));
}

async function list(options: ListOptions): Promise<void> {
  const most = toCount(options.limit);
  await withStoredSession(options, async (session) => {
    const tools = alertTools(session);
    if (options.deliveries === true) {
      const attempts = await readDeliveryLog(tools, most);
      return options.json === true ? printJson(attempts) : printLine(deliveryLogText(attempts));
    }
    await collectLedger(tools);
    const listed = await readAlerts(tools, most);
    if (options.json === true) printJson(listed);
    else printLine(listedAlertsText(listed));
  });
}

async function deliver(options: DeliverOptions): Promise<void> {
  await withStoredSession(options, async (session) => {
    const isHistoryTold = options.alertHistory ?? false;
    const run = await collectAndDeliver(alertTools(session), { isHistoryTold });
    if (options.json === true) printJson(run);
    else printLine(alertRunText(run));
  });
}

async function redrive(options: RedriveOptions): Promise<void> {
  const { all, event, endpoint } = options;
  if (all !== true && event === undefined && endpoint === undefined) {
    throw new UsageError('say which: --all, --event ID or --endpoint ID');
  }
  await withStoredSession(options, async (session) => {
    const choice = { endpointId: endpoint ?? null, eventId: event ?? null };
    const redriven = await redriveDeliveries(alertTools(session), choice);
    if (options.json === true) printJson({ redriven });
    else {
      const next = redriven === 0 ? '' : ' kxray alerts deliver sends them.';
      printLine(`${plural(redriven, 'dead letter')} will be tried again.${next}`);
    }
  });
}

async function digest(options: DigestOptions): Promise<void> {
  const since = options.since === undefined ? null : toDay(options.since, '--since');
  await withStoredSession(options, async (session) => {
    const tools = alertTools(session);
    await collectLedger(tools);
    const after = since ?? (await readBookmark(tools));
    const { events, newestKey } = await alertsAfter(tools, after);
    const from = after === '' ? null : after.slice(0, 'YYYY-MM-DDTHH:MM:SS.sssZ'.length);
    const made = changesDigest(events, { from, until: session.clock.now() });
    if (made !== null && options.html !== undefined) await writeFile(options.html, made.html);
    if (options.json === true) printJson({ changed: made !== null, events });
    else printLine(made === null ? 'Nothing changed.' : made.text);
    // When it has been told, and not before.
    if (made !== null && since === null) await moveBookmark(tools, newestKey);
  });
}

async function approaching(distance: string, options: CommonOptions): Promise<void> {
  const approachingCents = distance === 'off' ? null : toDollars(distance, 'the distance');
  if (approachingCents === 0) throw new UsageError('the distance is more than 0, or off');
  await withSession(options, async (session) => {
    const tools = alertTools(session);
    // What is near already was near before anybody asked.
    await collectLedger(tools);
    await setApproachingDistance(tools, approachingCents);
    if (options.json === true) printJson({ approachingCents });
    else if (approachingCents === null) printLine('Nothing is told before a threshold is crossed.');
    else printLine(`Totals within $${distance.replace(/^\$/, '')} of a threshold are told.`);
  });
}

function toCount(text: string): number {
  if (!/^[1-9]\d{0,5}$/.test(text)) throw new UsageError('--limit takes a number such as 50');
  return Number(text);
}
