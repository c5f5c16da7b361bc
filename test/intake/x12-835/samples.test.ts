// Every 835 of the sample collection beside the repository, read or refused for the right reason.
// The collection is not part of the repository; without it these cases say so and do not run.

import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';
import type { Adjustment, ClaimFacts, ClaimLine } from '../../../lib/domain/claim.js';
import { countEvents, countServices } from '../../../scripts/fuzz-835/count-services.js';
import { claimsOf, readEvents, reasonsOf } from './support/read-events.js';

const SAMPLES = join(dirname(fileURLToPath(import.meta.url)), '../../../../shared/samples');
const hasSamples = existsSync(SAMPLES);

interface EdgeExpectation {
  readonly reject?: boolean;
  readonly warn?: boolean;
  readonly lines?: number;
  readonly kx?: number;
  readonly paidCents?: number;
  readonly allowedCents?: number;
  readonly units?: number;
  readonly revenue?: string;
  readonly tob?: string;
}

/** Claims, lines, and what else is said. */
type PublicCase = readonly [file: string, claims: number, lines: number, said: readonly string[]];

const SEPARATOR = 'warning:COMPONENT_SEPARATOR';
const PAID_DATE = 'warning:PAID_DATE_FROM_DTM405';
const MONEY = 'quarantined:MONEY_NOT_A_NUMBER';
const TOYS = ['warning:UNKNOWN_VERSION', 'warning:SEGMENT_OUT_OF_PLACE', MONEY, MONEY];
const GRIP_SAID = ['out_of_scope:STATUS_25', 'provider_adjustment:CV'];
const COUNTS = ['warning:COUNT_WRONG', 'warning:CONTROL_NUMBER_WRONG'];
const LATE = 'provider_adjustment:50';

const PUBLIC_CASES: readonly PublicCase[] = [
  ['badx12/X221-dollars-and-data-sent-separate.edi', 2, 2, []],
  ['badx12/X221-dollars-and-data-sent-together.edi', 2, 0, ['provider_adjustment:CV']],
  ['badx12/X221-era-sample.edi', 1, 5, []],
  ['badx12/X221-multiple-claims-single-check.edi', 9, 33, []],
  ['badx12/X221-secondary-payment-with-higher-fee-schedule.edi', 1, 1, []],
  ['badx12/X221-secondary-payments.edi', 2, 2, []],
  ['badx12/X221-tertiary-payments.edi', 1, 1, []],
  ['badx12/error_validation.edi', 2, 2, [...COUNTS, ...COUNTS, ...COUNTS]],
  ['badx12/segment_terminator.edi', 0, 0, ['file_refused:TRUNCATED']],
  ['edi-835-parser/blue_cross_nc_sample.txt', 0, 0, ['file_refused:NO_ENVELOPE']],
  ['edi-835-parser/emedny_sample.txt', 3, 10, []],
  ['hzbarcea-x12-parser/example835One.txt', 0, 0, [...TOYS, 'warning:CONTROL_NUMBER_WRONG']],
  [
    'hzbarcea-x12-parser/example835SpecialCharsOne.txt',
    0,
    0,
    [...TOYS, 'warning:CONTROL_NUMBER_WRONG'],
  ],
  ['imsweb-x12-parser/x12_valid.txt', 0, 0, ['warning:COUNT_WRONG', 'file_refused:NO_REMITTANCE']],
  ['imsweb-x12-parser/x12_no_isa_line.txt', 0, 0, ['file_refused:NO_ENVELOPE']],
  ['inteligenz-x12parser/270_Example1_IG_0x1D.txt', 0, 0, ['file_refused:NO_REMITTANCE']],
  [
    'inteligenz-x12parser/4010_Example1_GripElements.txt',
    8,
    8,
    ['warning:OLD_VERSION', ...GRIP_SAID, 'warning:PAYMENT_UNBALANCED'],
  ],
  [
    'inteligenz-x12parser/Example1.txt',
    8,
    8,
    ['warning:UNKNOWN_VERSION', 'out_of_scope:STATUS_25', MONEY, 'provider_adjustment:CV'],
  ],
  ['lfh-x12/cob-contractural-adjustment.835', 1, 1, [PAID_DATE, SEPARATOR]],
  ['lfh-x12/managed-care.835', 2, 2, [PAID_DATE]],
  ['lfh-x12/medicare-part-a.835', 2, 0, ['provider_adjustment:CV']],
  ['lfh-x12/secondary-payment.835', 2, 2, [PAID_DATE, SEPARATOR]],
  ['lfh-x12/subscriber-health-benefit-check.271', 0, 0, ['file_refused:NO_REMITTANCE']],
  ['lfh-x12/tertiary-payment.835', 0, 0, [PAID_DATE, 'quarantined:PROCEDURE_MISSING']],
  ['moov-x12/sample1.txt', 2, 2, [LATE, LATE]],
  ['pyx12/835_mult_loops.txt', 1, 3, []],
  ['scribe/sample_835.edi', 0, 0, ['quarantined:UNBALANCED_WITHOUT_ALLOWED']],
  [
    'scribe/sample_835_multi_claim.edi',
    0,
    0,
    ['quarantined:NO_SERVICE_DATE', 'quarantined:NO_SERVICE_DATE'],
  ],
  ['staedi/simple997-multiple-interchanges.edi', 0, 0, ['file_refused:NO_REMITTANCE']],
  ['tastypackets-x12-parser/multi-line-not-delimited.edi', 3, 10, []],
  ['tastypackets-x12-parser/profee-multiple.edi', 468, 1560, []],
  ['tastypackets-x12-parser/profee-one-line.edi', 3, 10, []],
  ['tastypackets-x12-parser/profee.edi', 3, 10, []],
];

function load(file: string): Buffer {
  return readFileSync(join(SAMPLES, file));
}

function readJson<Content>(file: string): Content {
  return JSON.parse(load(file).toString('utf8')) as Content;
}

function describePublic(): void {
  it.each(PUBLIC_CASES)('reads %s: %i claims, %i lines', async (file, claims, lines, said) => {
    const events = await readEvents(load(file), { includeTest: true });

    expect(claimsOf(events)).toHaveLength(claims);
    expect(claimsOf(events).flatMap(({ claim }) => claim.lines)).toHaveLength(lines);
    expect([...reasonsOf(events)].sort()).toEqual([...said].sort());
  });

  it('accounts for every line of the largest public file', async () => {
    const bytes = load('tastypackets-x12-parser/profee-multiple.edi');
    const events = await readEvents(bytes, { includeTest: true });

    expect(countEvents(events)).toEqual(countServices(bytes.toString('latin1')));
  });
}

function describeEdge(): void {
  const cases = Object.entries(
    readJson<Record<string, EdgeExpectation>>('kxray-edge/expected.json'),
  );

  it.each(cases)('reads or refuses %s as expected', async (file, expected) => {
    const events = await readEvents(load(`kxray-edge/${file}`), { includeTest: true });
    const claims = claimsOf(events).map(({ claim }) => claim);

    expect(events.some(({ kind }) => kind === 'file_refused')).toBe(expected.reject === true);
    expect(events.some(({ kind }) => kind === 'warning')).toBe(expected.warn === true);
    expect(claims.map(summarise)).toEqual(expected.reject === true ? [] : [summaryOf(expected)]);
  });
}

/** 97110, 2 units unless said otherwise; allowed 57.80, by B6 or rebuilt from the adjustments. */
function summaryOf(expected: EdgeExpectation): object {
  return {
    lines: expected.lines,
    kx: expected.kx,
    paidCents: expected.paidCents,
    allowedCents: expected.allowedCents,
    units: expected.units ?? 2,
    revenue: expected.revenue ?? null,
    typeOfBill: expected.tob === undefined ? null : `0${expected.tob}`,
  };
}

function summarise(claim: ClaimFacts): object {
  return {
    lines: claim.lines.length,
    kx: claim.lines.filter(({ modifiers }) => modifiers.includes('KX')).length,
    paidCents: claim.lines.reduce((sum, line) => sum + line.paidCents, 0),
    allowedCents: claim.lines.reduce((sum, line) => sum + allowedOf(line), 0),
    units: claim.lines[0]?.units,
    revenue: claim.lines[0]?.revenueCode,
    typeOfBill: claim.typeOfBill,
  };
}

/** As reported, or rebuilt as ACC-1 says. */
function allowedOf(line: ClaimLine): number {
  const isAllowed = ({ group, reason }: Adjustment) =>
    group === 'PR' ? ['1', '2', '3'].includes(reason) : group === 'CO' && reason === '253';
  const rebuilt = line.adjustments.filter(isAllowed).reduce((sum, { cents }) => sum + cents, 0);
  return line.allowedCents ?? line.paidCents + rebuilt;
}

function describeSynthetic(): void {
  it('reads the synthetic remittance to the last event and cent of its truth', async () => {
    const truth = readJson<Record<string, number>>('kxray-synthetic/truth-summary.json');
    const bytes = load('kxray-synthetic/remit.835');
    const events = await readEvents(bytes, { includeTest: true });
    const claims = claimsOf(events).map(({ claim }) => claim);

    expect(claims).toHaveLength(truth.events ?? 0);
    expect(claims.filter(({ isReversal }) => isReversal)).toHaveLength(20);
    expect(claims.reduce((sum, { paidCents }) => sum + paidCents, 0)).toBe(
      truth.netPaidAllEventsCents,
    );
    expect(countEvents(events)).toEqual(countServices(bytes.toString('latin1')));
    expect(claims.flatMap(({ intakeNotes }) => intakeNotes)).toEqual([]);
    expect(claims.every(({ lines }) => lines.every(({ isBalanced }) => isBalanced))).toBe(true);
  });

  it('refuses the same file as a test', async () => {
    const events = await readEvents(load('kxray-synthetic/remit.835'));

    expect(events.filter(({ kind }) => kind === 'test_refused')).toHaveLength(368);
    expect(claimsOf(events)).toEqual([]);
  });
}

function describeAbsence(): void {
  it('does not run: the sample collection is not beside this repository', () => {
    expect(hasSamples).toBe(false);
  });
}

describe('readRemittance: public samples', hasSamples ? describePublic : describeAbsence);
describe('readRemittance: edge samples', hasSamples ? describeEdge : describeAbsence);
describe('readRemittance: synthetic samples', hasSamples ? describeSynthetic : describeAbsence);
