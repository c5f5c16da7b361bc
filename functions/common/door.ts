// What every handler shares: logs that take an allow-list of fields, metrics that are flushed, and
// failures that are told by name. No event and no body is ever logged.

import { Logger as PowertoolsLogger } from '@aws-lambda-powertools/logger';
import { Metrics, MetricUnit } from '@aws-lambda-powertools/metrics';
import middy from '@middy/core';
import type { Context } from 'aws-lambda';
import type { LogFields, Logger } from '../../lib/ports/logger.js';
import { METRICS_NAMESPACE, METRIC_NAMES } from '../metrics.js';
import type { FunctionName } from '../function-contract.js';

export type MetricName = keyof typeof METRIC_NAMES;

export interface Door {
  readonly logger: Logger;
  count(metric: MetricName, value: number): void;
}

/** What a handler may ask about the time that it has. */
export type DoorContext = Pick<Context, 'getRemainingTimeInMillis'>;

export type DoorWork<Event, Answer> = (event: Event, context: DoorContext) => Promise<Answer>;

const TEXT_FIELDS = ['tenantId', 'step', 'reason', 'snapshotId', 'runId'] as const;
const NUMBER_FIELDS = ['count', 'milliseconds'] as const;
const MAX_TEXT = 200;

/** The handler of a function: what `open` returns, with what all handlers share around it. */
export function openDoor<Event, Answer>(
  name: FunctionName,
  open: (door: Door) => DoorWork<Event, Answer>,
) {
  const metrics = new Metrics({ namespace: METRICS_NAMESPACE, serviceName: name });
  const logger = openLogger(name);
  const flush = (): void => {
    if (metrics.hasStoredMetrics()) metrics.publishStoredMetrics();
  };
  const work = open({
    logger,
    count: (metric, value) => {
      metrics.addMetric(METRIC_NAMES[metric], MetricUnit.Count, value);
    },
  });
  return middy()
    .use({
      after: flush,
      onError: ({ error }) => {
        logger.error('the work failed', { step: name, reason: reasonOf(error) });
        flush();
      },
    })
    .handler((event: Event, context: Context): Promise<Answer> => work(event, context));
}

/** Names of errors only: their texts may be a library's, and quote what it was given. */
export function reasonOf(error: unknown): string {
  return error instanceof Error ? error.name : 'unknown';
}

export function openLogger(serviceName: string): Logger {
  const logger = new PowertoolsLogger({ serviceName });
  return {
    info: (message, fields) => logger.info(oneLine(message), allowed(fields)),
    warn: (message, fields) => logger.warn(oneLine(message), allowed(fields)),
    error: (message, fields) => logger.error(oneLine(message), allowed(fields)),
  };
}

/** Copied by name, whatever object is handed in. */
function allowed(fields: LogFields = {}): Record<string, string | number> {
  const copy: Record<string, string | number> = {};
  for (const name of TEXT_FIELDS) {
    const value = fields[name];
    if (typeof value === 'string') copy[name] = oneLine(value);
  }
  for (const name of NUMBER_FIELDS) {
    const value = fields[name];
    if (typeof value === 'number' && Number.isFinite(value)) copy[name] = value;
  }
  return copy;
}

function oneLine(text: string): string {
  return text.replace(/\p{Cc}+/gu, ' ').slice(0, MAX_TEXT);
}
