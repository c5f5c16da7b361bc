// A quarantined claim that is mended reads as if it had come whole; nothing but the element at
// fault can be changed, and what is in doubt as a whole cannot be mended at all.

import { describe, expect, it } from '@jest/globals';
import type { ClaimQuarantined } from '../../../lib/intake/intake-claim.js';
import { paymentOf } from '../../../lib/intake/x12-835/quarantined-in-payment.js';
import {
  mendClaim,
  type Mend,
  type MendResult,
  type QuarantinedText,
} from '../../../lib/pipeline/quarantine/mend-claim.js';
import { buildRemittance, claimWith } from '../../intake/x12-835/support/build-remittance.js';
import { claimsOf, quarantinedOf, readEvents } from '../../intake/x12-835/support/read-events.js';
import { headerWith, type Changes } from '../../intake/x12-835/support/read-facts.js';

const REFERENCE = { contractors: new Map() };
const MBI = '1EG4TE5MK73';

async function entryOf(given: Parameters<typeof buildRemittance>[0]): Promise<QuarantinedText> {
  const [event] = quarantinedOf(await readEvents(buildRemittance(given))) as ClaimQuarantined[];
  if (event === undefined) throw new Error('nothing was set aside');
  const payment = paymentOf(event);
  return { ...event, ...(payment === null ? {} : { payment }) };
}

async function wholeClaim() {
  const [whole] = claimsOf(await readEvents(buildRemittance({ claims: claimWith({}) })));
  if (whole === undefined) throw new Error('the claim of the tests is whole');
  return whole.claim;
}

function mend(entry: QuarantinedText, values: readonly string[]): MendResult {
  const mends: Mend[] = [];
  for (const value of values) {
    const result = mendClaim(entry, mends, REFERENCE);
    if (result.kind !== 'fault') return result;
    const { segment, field } = result.fault;
    mends.push({ segment, field, value });
  }
  return mendClaim(entry, mends, REFERENCE);
}

describe('mendClaim', () => {
  it.each<[string, Changes, readonly string[]]>([
    ['CLP03', { CLP: 'CLP*PCN1*1*7,6*45.32*11.56*MB*2501110001*11*1' }, ['76']],
    ['CLP04', { CLP: 'CLP*PCN1*1*76*1e3*11.56*MB*2501110001*11*1' }, ['45.32']],
    ['CLP02', { CLP: 'CLP*PCN1*5*76*45.32*11.56*MB*2501110001*11*1' }, ['1']],
    ['SVC02', { SVC: 'SVC*HC:97110:GP:KX*$76*45.32**2' }, ['$76.00']],
    ['SVC03', { SVC: 'SVC*HC:97110:GP:KX*76*x**2' }, ['45.32']],
    ['SVC05', { SVC: 'SVC*HC:97110:GP:KX*76*45.32**two' }, ['2']],
    ['AMT02', { AMT: 'AMT*B6*n/a' }, ['57.8']],
    [
      'two elements',
      { CLP: 'CLP*PCN1*1*7,6*45.32*11.56*MB*2501110001*11*1', SVC: 'SVC*HC:97110:GP:KX*76*x**2' },
      ['76', '45.32'],
    ],
  ])('reads a claim mended in %s as the whole one', async (_, changes, values) => {
    const whole = await wholeClaim();

    expect(mend(await entryOf({ claims: claimWith(changes) }), values)).toMatchObject({
      kind: 'readable',
      claim: { claim: whole },
    });
  });

  it('takes the beneficiary, whose number no answer repeats', async () => {
    const entry = await entryOf({ claims: claimWith({ NM1: 'NM1*QC*1*A*B****MI' }) });

    const fault = mend(entry, []);
    const result = mend(entry, [MBI]);

    expect(fault).toMatchObject({ fault: { input: 'mbi', present: null } });
    expect(result).toMatchObject({ kind: 'readable', claim: { identity: { id: MBI } } });
  });

  it('takes payer and paid date where the payment named none', async () => {
    const header = headerWith({
      BPR: 'BPR*I*45.32*C*NON************20990080',
      DTM: 'DTM*405*0',
      'N1*PR': 'N1*PR',
      TRN: 'TRN*1*EFT1',
    });

    const result = mend(await entryOf({ header, claims: claimWith({}) }), ['12502', '2026-03-04']);

    expect(result).toMatchObject({
      kind: 'readable',
      claim: { claim: { payerId: '12502', paidDate: '2026-03-04', trace: 'EFT1' } },
    });
  });

  it('dates the lines that have no day of their own', async () => {
    const entry = await entryOf({ claims: claimWith({ 'DTM*472': null }) });

    expect(mend(entry, ['2026-02-03'])).toMatchObject({
      kind: 'readable',
      claim: { claim: { lines: [{ serviceDate: '2026-02-03' }] } },
    });
  });

  it('takes the allowed amount of a line that does not balance', async () => {
    const entry = await entryOf({ claims: claimWith({ 'CAS*PR': null, AMT: null }) });

    expect(mend(entry, ['56.65'])).toMatchObject({
      kind: 'readable',
      claim: { claim: { lines: [{ allowedCents: 5_665 }] } },
    });
  });

  it.each<[string, Changes]>([
    ['shifted columns', { SVC: 'SVC**76*45.32**2' }],
    ['another claim inside', { AMT: 'NM1*QC*1*C*D****MI*2EG4' }],
    ['a segment that no remittance has', { AMT: 'AMX*B6*57.8' }],
    ['no claim number', { CLP: 'CLP*P*1*76*45.32**MB**11*1' }],
  ])('leaves %s to the payer', async (_, changes) => {
    const entry = await entryOf({ claims: claimWith(changes) });

    expect(mendClaim(entry, [], REFERENCE)).toMatchObject({ kind: 'unmendable' });
  });

  it('leaves a claim that was cut off to the payer, though its rest would read', async () => {
    const entry = await entryOf({ claims: claimWith({ SVC: 'SVC*HC:97110:GP:KX*76*x**2' }) });
    const cut = { ...entry, reason: 'TRUNCATED', field: null };

    expect(mendClaim(cut, [], REFERENCE)).toMatchObject({ kind: 'unmendable' });
  });

  it.each([
    ['another element', { segment: 1, field: 'CLP04', value: '1' }, { kind: 'other_fault' }],
    ['another place', { segment: 9, field: 'CLP03', value: '1' }, { kind: 'other_fault' }],
    ['no amount', { segment: 1, field: 'CLP03', value: '1*2' }, { kind: 'bad_value', at: 0 }],
    ['a separator', { segment: 1, field: 'CLP03', value: '7~CLP' }, { kind: 'bad_value', at: 0 }],
  ])('refuses %s', async (_, wrong, expected) => {
    const CLP = 'CLP*PCN1*1*7,6*45.32*11.56*MB*2501110001*11*1';
    const entry = await entryOf({ claims: claimWith({ CLP }) });

    expect(mendClaim(entry, [wrong], REFERENCE)).toEqual(expected);
  });

  it('asks for payer and paid date where no payment was kept', async () => {
    const CLP = 'CLP*PCN1*1*7,6*45.32*11.56*MB*2501110001*11*1';
    const { payment: _, ...entry } = await entryOf({ claims: claimWith({ CLP }) });

    expect(mend(entry, ['76'])).toMatchObject({ kind: 'fault', fault: { reason: 'NO_PAYER' } });
    expect(mend(entry, ['76', '12502', '2026-03-04'])).toMatchObject({ kind: 'readable' });
  });
});
