// Law: a file read in any parts gives the events of one reading (DESIGN 7, law 2: any split).

import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { IntakeEvent } from '../../../lib/intake/intake-claim.js';
import { readRemittance } from '../../../lib/intake/x12-835/read-remittance.js';
import {
  readRemittancePart,
  type PartEnd,
} from '../../../lib/pipeline/receive/read-remittance-part.js';
import type { RemittancePlace } from '../../../lib/pipeline/receive/remittance-place.js';
import type { ReceivedFile } from '../../../lib/ports/received-files.js';
import { syntheticRemittance } from '../../functions/synthetic-remittance.js';

const OPTIONS = { file: 'a.835', includeTest: false, contractorPart: () => null };
const PLAIN = Buffer.from(syntheticRemittance(60)).toString();

/** Every claim of a payment, and what the file is to look like. */
const SHAPES: readonly (readonly [name: string, text: string])[] = [
  ['as synthesized', PLAIN],
  ['on one line', PLAIN.replaceAll('~\n', '~')],
  ['with wrong counts of segments', PLAIN.replaceAll(/SE\*(\d+)\*/g, 'SE*9$1*')],
  ['with wrong counts of sets', PLAIN.replaceAll(/GE\*(\d+)\*/g, 'GE*7*')],
  ['with payments that do not balance', PLAIN.replaceAll(/BPR\*I\*(\d)/g, 'BPR*I*1$1')],
  ['with an amount that is none', PLAIN.replace(/(CLP\*[^*]*\*[^*]*\*[^*]*\*)[^*]*/g, '$1x')],
  ['without traces', PLAIN.replaceAll(/TRN\*1\*[^*]*\*/g, 'TRN*1**')],
  [
    'with groups of claims',
    PLAIN.replaceAll('~\nCLP', '~\nLX*2~\nTS3*1234567893*11*20261231*1*1~\nCLP'),
  ],
  [
    'with a payment behind claims without ST',
    PLAIN.replaceAll(/SE\*\d+\*\d+~\nST\*835\*\d+~\n/g, ''),
  ],
  ['cut in the middle', PLAIN.slice(0, Math.floor(PLAIN.length * 0.6))],
  ['with a segment of nothing known', PLAIN.replaceAll('~\nSVC', '~\nZZZ*1~\nSVC')],
  [
    'with another set in between',
    PLAIN.replace('~\nST*835', '~\nST*999*77~\nAK1*HP*1~\nSE*3*77~\nST*835'),
  ],
];

function fileOf(text: string, chunk: number): ReceivedFile {
  const body = Buffer.from(text, 'latin1');
  return {
    bytes: body.length,
    async *read(from, to = body.length) {
      for (let at = from; at < to; at += chunk) yield body.subarray(at, Math.min(at + chunk, to));
    },
  };
}

async function readWhole(text: string): Promise<readonly IntakeEvent[]> {
  const events: IntakeEvent[] = [];
  for await (const some of readRemittance(fileOf(text, 4_096).read(0), OPTIONS)) {
    events.push(...some);
  }
  return events;
}

/** Time is up after so many looks at it, in each part. */
async function readInParts(text: string, chunk: number, looks: number) {
  const events: IntakeEvent[] = [];
  let from: RemittancePlace | null = null;
  let parts = 0;
  do {
    const end: PartEnd = { next: null, bytes: 0 };
    let left = looks;
    const isTimeUp = (): boolean => (left -= 1) < 0;
    // As stored between two doors.
    const place: RemittancePlace | null = JSON.parse(JSON.stringify(from)) as typeof from;
    const part = { file: fileOf(text, chunk), from: place, options: OPTIONS, isDamaged: false };
    for await (const some of readRemittancePart({ ...part, isTimeUp }, end)) events.push(...some);
    from = end.next;
    parts += 1;
  } while (from !== null);
  return { events, parts };
}

/** Warnings about a trailer come with others of their step, in another order. */
function byPlace(events: readonly IntakeEvent[]): readonly string[] {
  return events.map((event) => JSON.stringify(event)).toSorted();
}

describe('a remittance read in parts', () => {
  it.each(SHAPES)('gives the events of one reading: %s', async (_, text) => {
    const expected = byPlace(await readWhole(text));
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 300, max: 9_000 }),
        fc.integer({ min: 0, max: 4 }),
        async (chunk, looks) => {
          const { events } = await readInParts(text, chunk, looks);
          expect(byPlace(events)).toEqual(expected);
        },
      ),
      { numRuns: 6 },
    );
  });

  it('goes on in many places where the file is regular', async () => {
    const { parts } = await readInParts(PLAIN, 600, 0);
    expect(parts).toBeGreaterThan(10);
  });
});
