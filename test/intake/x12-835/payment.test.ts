// What the payment says of all its claims, and what it settles with the provider.

import { describe, expect, it } from '@jest/globals';
import { buildRemittance, CLAIM } from './support/build-remittance.js';
import { claimsOf, readEvents, reasonsOf } from './support/read-events.js';
import { factsOf, headerWith, type Changes, type Expected } from './support/read-facts.js';

describe('readRemittance: the payment', () => {
  it.each<[string, Changes, Expected]>([
    ['the payer by REF*2U', { LX: 'REF*2U* 12302 ~LX*1' }, { payerId: '12302' }],
    ['the payer by its plan number', {}, { payerId: '12502' }],
    ['the payer by TRN03', { 'N1*PR': 'N1*PR*SOME PAYER*PI*777' }, { payerId: '1999999999' }],
    [
      'the payer by another number',
      { 'N1*PR': 'N1*PR*SOME PAYER*PI*777', TRN: 'TRN*1*EFT1' },
      { payerId: '777' },
    ],
    [
      'the payer by its name',
      { 'N1*PR': 'N1*PR*Some  payer', TRN: 'TRN*1*EFT1' },
      { payerId: 'SOME PAYER', payerName: 'Some  payer' },
    ],
    [
      'the tax number of the payee',
      { 'N1*PE': 'N1*PE*SYN PT*FI*990000001', 'REF*TJ': null },
      { billingTin: '990000001', billingNpi: null },
    ],
    [
      'the state of the payee and not of the payer',
      { 'N1*PE': 'N4*DALLAS*TX*75201~N1*PE*SYN PT*XX*1003307661~N3*1 MAIN~N4*MIAMI*fl*33101' },
      { billingState: 'FL' },
    ],
    [
      'no state where it is no pair of letters',
      { 'N1*PE': 'N1*PE*SYN PT*XX*1003307661~N4*X*1' },
      { billingState: null },
    ],
    [
      'another provider of the group',
      { LX: 'LX*1~TS3*1215930367*11*20251231*1*76' },
      { billingNpi: '1215930367' },
    ],
    [
      'a group number that is no NPI',
      { LX: 'LX*1~TS3*653423424*11*20251231*1*76' },
      { billingNpi: '1003307661' },
    ],
    [
      'a payee number that is no NPI',
      { 'N1*PE': 'N1*PE*SYN PT*XX*NPI Number' },
      { billingNpi: null, intakeNotes: ['BILLING_NPI_NOT_A_NUMBER'] },
    ],
    [
      'the production date where BPR16 is none',
      { BPR: 'BPR*I*45.32*C*NON************20990080' },
      { paidDate: '2026-01-06' },
    ],
  ])('gives %s', async (_name, changes, expected) => {
    expect(await factsOf({}, headerWith(changes))).toMatchObject(expected);
  });

  it('lets TS3 hold for its LX only', async () => {
    const claims = ['TS3*1215930367*11*20251231*1*76', ...CLAIM, 'LX*2', ...CLAIM];
    const header = headerWith({ BPR: 'BPR*I*90.64*C*NON************20260105' });
    const events = await readEvents(buildRemittance({ claims, header }));

    expect(reasonsOf(events)).toEqual([]);
    expect(claimsOf(events).map(({ claim }) => claim.billingNpi)).toEqual([
      '1215930367',
      '1003307661',
    ]);
  });

  it('hands over provider adjustments apart from claims', async () => {
    const footer = ['PLB*1003307661*20251231*WO:2501110002*12.5*L6*-0.37*72:*0'];
    const header = headerWith({ BPR: 'BPR*I*33.19*C*NON************20260105' });
    const events = await readEvents(buildRemittance({ footer, header }));

    expect(events.slice(1)).toMatchObject([
      { kind: 'provider_adjustment', reason: 'WO', cents: 1250 },
      { kind: 'provider_adjustment', reason: 'L6', cents: -37 },
      { kind: 'provider_adjustment', reason: '72', cents: 0 },
    ]);
  });
});
