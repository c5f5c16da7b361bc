// What a claim costs in the table: units of the doors that take claims in, of first loads and of
// the file that comes a month later, at three sizes. docs/scale.md turns them into dollars.

import { describe, expect, it } from '@jest/globals';
import { newTokenKeyText } from '../../../lib/adapters/common/token-key-text.js';
import { renderX12835 } from '../../../lib/synth/render-x12-835.js';
import { startSynth } from '../../../lib/synth/synthesize.js';
import { temporaryDirectory } from '../../adapters/embedded/temporary-directory.js';
import { openAwsHost, type AwsHost } from '../../support/aws-host.js';
import { THRESHOLDS } from '../../synth/synth-fixture.js';
import { openLocalTable } from './local-table.js';
import { meterUnits, type Units } from './unit-meter.js';

const SIZES = [33, 300, 5_000];
const MOST_WRITES = 3;
const MOST_READS = 2;
const directory = temporaryDirectory();

/** A year of one practice, paid until a day, and the month of payments after it. */
function files(lines: number): readonly Uint8Array[] {
  const monthStart = '2025-11-01';
  const isOf = [
    (paid: string) => paid < monthStart,
    (paid: string) => paid >= monthStart && paid < '2025-12-01',
  ];
  return isOf.map((include) => {
    const run = startSynth({
      seed: 5,
      size: { kind: 'lines', count: lines },
      years: [2025],
      thresholds: THRESHOLDS.filter(({ year }) => year === 2025),
      truth: 'summary',
    });
    const chunks = renderX12835(run, { include: ({ paidDate }) => include(paidDate) });
    return Buffer.from([...chunks].join('').replaceAll('*T*:~', '*P*:~'));
  });
}

function claimsIn(body: Uint8Array): number {
  return Buffer.from(body).toString().split('~\nCLP*').length - 1;
}

/** What S3 was asked since the last time, and what was stored and read. */
function tellRequests(name: string, { s3 }: AwsHost): void {
  const counts = new Map<string, number>();
  let stored = 0;
  for (const { args } of s3.mock.calls()) {
    const [command] = args;
    const kind = command.constructor.name.replace('Command', '');
    counts.set(kind, (counts.get(kind) ?? 0) + 1);
    const { Body } = command.input as { readonly Body?: Uint8Array };
    stored += Body?.byteLength ?? 0;
  }
  s3.mock.resetHistory();
  const text = [...counts].map(([kind, count]) => `${count} ${kind}`).join(', ');
  process.stdout.write(`requests ${name}: ${text}; ${stored} bytes stored\n`);
}

describe('units of the table', () => {
  it.each(SIZES)('stay within the target for files of %i lines', async (lines) => {
    const dynamo = await openLocalTable();
    const meter = meterUnits(dynamo.client);
    const host = openAwsHost({ directory, tokenKeyText: newTokenKeyText(), dynamo });
    const measured: Record<string, Units & { claims: number }> = {};
    const [year, month] = files(lines);
    for (const [name, body = Buffer.alloc(0)] of [
      ['year', year],
      ['month', month],
    ] as const) {
      meter.take();
      host.drop(`${name}.835`, body);
      expect(await host.work()).toBe(0);
      measured[name] = { ...meter.take(), claims: claimsIn(body) };
      tellRequests(`${lines} lines, ${name}`, host);
    }
    await host.publish();
    tellRequests(`${lines} lines, publish`, host);
    measured['publish'] = { ...meter.take(), claims: claimsIn(year ?? Buffer.alloc(0)) };

    for (const [name, { claims, reads, writes, calls }] of Object.entries(measured)) {
      const of = (units: number): string => (units / Math.max(1, claims)).toFixed(2);
      process.stdout.write(
        `units ${lines} lines, ${name}: ${claims} claims, ${of(writes)} writes and ${of(reads)} ` +
          `reads a claim, ${calls} calls\n`,
      );
    }
    for (const name of ['year', 'month']) {
      const { claims = 0, reads = 0, writes = 0 } = measured[name] ?? {};
      if (claims === 0) continue;
      expect(writes / claims).toBeLessThanOrEqual(MOST_WRITES);
      expect(reads / claims).toBeLessThanOrEqual(MOST_READS);
    }
  });
});
