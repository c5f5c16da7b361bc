// Child of read-835.ts: reads one file with one reader at claims level - claims with lines, amounts
// in cents, adjustments added up - and prints what it found and what it cost.

import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { Writable } from 'node:stream';
import { readRemittance } from '../lib/intake/x12-835/read-remittance.js';
import { measured } from './measured.js';

interface Found {
  claims: number;
  lines: number;
  paidCents: number;
  adjustedCents: number;
}

type Reader = (file: string) => Promise<Found>;

/** As x12-parser and node-x12 see a segment: elements by number, from 1. */
type Element = (number: number) => string | undefined;

const READ_BYTES = 256 * 1024;

async function readWithKxray(file: string): Promise<Found> {
  const found = nothing();
  const source = createReadStream(file, { highWaterMark: READ_BYTES });
  const options = { file, includeTest: true, contractorPart: () => null };
  for await (const batch of readRemittance(source, options)) {
    for (const event of batch) {
      if (event.kind !== 'claim') continue;
      found.claims += 1;
      for (const line of event.claim.lines) {
        found.lines += 1;
        found.paidCents += line.paidCents;
        for (const each of line.adjustments) found.adjustedCents += each.cents;
      }
    }
  }
  return found;
}

async function readWithX12Parser(file: string): Promise<Found> {
  const { X12parser } = await import('x12-parser');
  const claims = claimBuilder();
  const parser = new X12parser();
  const sink = new Writable({
    objectMode: true,
    write(segment: Record<string, string>, _encoding, done) {
      claims.add(segment['name'] ?? '', (number) => segment[String(number)]);
      done();
    },
  });
  await pipeline(createReadStream(file, { highWaterMark: READ_BYTES }), parser, sink);
  return claims.end();
}

interface NodeX12Segment {
  readonly tag: string;
  readonly elements: readonly { readonly value: string }[];
}

async function readWithNodeX12(file: string): Promise<Found> {
  const { X12Parser } = await import('node-x12');
  const claims = claimBuilder();
  const parser = new X12Parser();
  const sink = new Writable({
    objectMode: true,
    write(segment: NodeX12Segment, _encoding, done) {
      claims.add(segment.tag, (number) => segment.elements[number - 1]?.value);
      done();
    },
  });
  await pipeline(createReadStream(file, { highWaterMark: READ_BYTES }), parser, sink);
  return claims.end();
}

interface BuiltLine {
  readonly code: string;
  readonly chargeCents: number;
  readonly paidCents: number;
  readonly adjustments: {
    readonly group: string;
    readonly reason: string;
    readonly cents: number;
  }[];
  serviceDate: string;
  allowedCents: number | null;
}

/** The least that a claims-level reader does with segments; the same code for both peers. */
function claimBuilder(): { add(name: string, element: Element): void; end(): Found } {
  const found = nothing();
  let lines: BuiltLine[] | null = null;
  const finish = (): void => {
    if (lines === null) return;
    found.claims += 1;
    for (const line of lines) {
      found.lines += 1;
      found.paidCents += line.paidCents;
      for (const each of line.adjustments) found.adjustedCents += each.cents;
    }
    lines = null;
  };
  return {
    add(name, element) {
      const line = lines?.at(-1);
      if (name === 'CLP') {
        finish();
        lines = [];
      } else if (name === 'SVC' && lines !== null) {
        lines.push({
          code: element(1) ?? '',
          chargeCents: centsOf(element(2)),
          paidCents: centsOf(element(3)),
          adjustments: [],
          serviceDate: '',
          allowedCents: null,
        });
      } else if (name === 'CAS' && line !== undefined) {
        for (let at = 2; at <= 17 && (element(at) ?? '') !== ''; at += 3) {
          const cents = centsOf(element(at + 1));
          line.adjustments.push({ group: element(1) ?? '', reason: element(at) ?? '', cents });
        }
      } else if (name === 'DTM' && line !== undefined) line.serviceDate = element(2) ?? '';
      else if (name === 'AMT' && line !== undefined) line.allowedCents = centsOf(element(2));
      else if (name === 'SE') finish();
    },
    end() {
      finish();
      return found;
    },
  };
}

function centsOf(text: string | undefined): number {
  return Math.round(Number(text ?? 0) * 100);
}

function nothing(): Found {
  return { claims: 0, lines: 0, paidCents: 0, adjustedCents: 0 };
}

const READERS: Readonly<Record<string, Reader>> = {
  kxray: readWithKxray,
  'x12-parser': readWithX12Parser,
  'node-x12': readWithNodeX12,
};

const [name = '', file = ''] = process.argv.slice(2);
const reader = READERS[name];
if (reader === undefined) throw new Error(`readers: ${Object.keys(READERS).join(', ')}`);
process.stdout.write(JSON.stringify(await measured(() => reader(file))));
