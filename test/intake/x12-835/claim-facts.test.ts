// What each segment of a good claim becomes, apart from its lines and its payment.

import { describe, expect, it } from '@jest/globals';
import { buildRemittance, CLAIM, claimWith } from './support/build-remittance.js';
import { readClaims, readEvents } from './support/read-events.js';
import { factsOf, type Changes, type Expected } from './support/read-facts.js';

describe('readRemittance: a whole claim', () => {
  it('gives every fact of the plain claim', async () => {
    const events = await readEvents(buildRemittance());

    expect(events).toHaveLength(1);
    expect(events[0]).toEqual({
      kind: 'claim',
      identity: { qualifier: 'MI', id: '1EG4TE5MK73', correctedId: null },
      position: {
        file: 'test.835',
        interchange: 1,
        transaction: '0001',
        segment: 11,
        byteOffset: buildRemittance().indexOf('CLP*'),
      },
      claim: {
        feed: 'x12-835',
        icn: '2501110001',
        payerId: '12502',
        payerName: 'SYNTHETIC  MAC part B',
        filingIndicator: 'MB',
        claimType: 'professional',
        typeOfBill: null,
        placeOfService: '11',
        isCriticalAccess: false,
        status: '1',
        isReversal: false,
        replacesIcn: null,
        accountNumber: 'PCN1',
        receivedDate: null,
        paidDate: '2026-01-05',
        statementFrom: null,
        statementTo: null,
        trace: 'EFT1',
        billingNpi: '1003307661',
        billingTin: '990000003',
        billingState: null,
        renderingNpi: null,
        chargeCents: 7600,
        paidCents: 4532,
        adjustments: [],
        remarks: [],
        intakeNotes: [],
        mspAccrual: null,
        lines: [
          {
            line: 1,
            serviceDate: '2025-06-14',
            serviceDateEnd: '2025-06-14',
            hcpcs: '97110',
            modifiers: ['GP', 'KX'],
            submitted: null,
            revenueCode: null,
            units: 2,
            chargeCents: 7600,
            paidCents: 4532,
            allowedCents: 5780,
            adjustments: [
              { group: 'CO', reason: '45', cents: 1820 },
              { group: 'CO', reason: '253', cents: 92 },
              { group: 'PR', reason: '2', cents: 1156 },
            ],
            remarks: [],
            renderingNpi: '1003307661',
            placeOfService: '11',
            controlNumber: null,
            isDenied: false,
            isBalanced: true,
          },
        ],
      },
    });
  });

  it.each<[string, Changes, Expected]>([
    [
      'a reversal',
      {
        CLP: 'CLP*P*22*-76*-45.32**MB*9*11*8',
        SVC: 'SVC*HC:97110*-76*-45.32**2',
        'CAS*CO': 'CAS*CO*45*-30.68',
        'CAS*PR': null,
        AMT: null,
      },
      { isReversal: true, status: '22', chargeCents: -7600 },
    ],
    [
      'the replaced claim',
      { NM1: `${CLAIM[1]}~REF*F8* 2501110000 ` },
      { replacesIcn: '2501110000' },
    ],
    [
      'received and statement dates',
      { NM1: `${CLAIM[1]}~DTM*050*20250620~DTM*232*20250601~DTM*233*20250630` },
      {
        receivedDate: '2025-06-20',
        statementFrom: '2025-06-01',
        statementTo: '2025-06-30',
      },
    ],
    [
      'dates that are none',
      { NM1: `${CLAIM[1]}~DTM*050*20259999~DTM*232*0` },
      {
        receivedDate: null,
        statementFrom: null,
        intakeNotes: ['RECEIVED_DATE_UNREADABLE', 'STATEMENT_DATE_UNREADABLE'],
      },
    ],
    [
      'the rendering provider',
      { NM1: `${CLAIM[1]}~NM1*82*1*T*S****XX*1619345147` },
      { renderingNpi: '1619345147' },
    ],
    ['remarks of MOA', { NM1: `${CLAIM[1]}~MOA***MA01*ma67*MA01` }, { remarks: ['MA01', 'MA67'] }],
    [
      'remarks of MIA',
      { NM1: `${CLAIM[1]}~MIA*0***80*MA02${'*'.repeat(15)}MA03` },
      { remarks: ['MA02', 'MA03'], claimType: 'institutional' },
    ],
    [
      'Part A by its filing indicator',
      { CLP: 'CLP*P*1*76*45.32**MA*9*74*1' },
      { claimType: 'institutional', typeOfBill: '0741', placeOfService: null },
    ],
    [
      'a type of bill without frequency',
      { CLP: 'CLP*P*1*76*45.32**MA*9*13' },
      { typeOfBill: '0130' },
    ],
    [
      'no type of bill from a place of service',
      { CLP: 'CLP*P*1*76*45.32**MA*9*1A*1' },
      { typeOfBill: null },
    ],
    [
      'an institutional claim by revenue code',
      { SVC: 'SVC*HC:97110:GP:KX*76*45.32*420*2' },
      { claimType: 'institutional', typeOfBill: '0111' },
    ],
    [
      'an institutional claim by NU',
      { SVC: 'SVC*NU:0420*76*45.32**2' },
      { claimType: 'institutional' },
    ],
    [
      'adjustments of the claim, repeats summed',
      { CLP: 'CLP*P*1*86*45.32**MB*9*11*1~CAS*CO*A2*4**A2*1~CAS*CO*A2*5' },
      {
        adjustments: [{ group: 'CO', reason: 'A2', cents: 1000 }],
        intakeNotes: [],
      },
    ],
    [
      'a claim that does not balance',
      { CLP: 'CLP*P*1*99*45.32**MB*9*11*1' },
      { intakeNotes: ['UNBALANCED_CLAIM'] },
    ],
    [
      'a rendering provider that is no NPI',
      { NM1: `${CLAIM[1]}~NM1*82*1*T*S****XX*NPI` },
      { renderingNpi: null, intakeNotes: ['RENDERING_NPI_NOT_A_NUMBER'] },
    ],
  ])('reads %s', async (_name, changes, expected) => {
    expect(await factsOf(changes)).toMatchObject(expected);
  });

  it('knows an institutional claim by its contractor', async () => {
    const contractorPart = (payerId: string) => (payerId === '12502' ? ('A' as const) : null);
    const [read] = await readClaims(buildRemittance(), { contractorPart });

    expect(read?.claim).toMatchObject({ claimType: 'institutional', typeOfBill: '0111' });
  });

  it('keeps a claim without lines, and invents none', async () => {
    const claims = [...CLAIM.slice(0, 2), 'CAS*CO*45*30.68', 'DTM*233*20250630'];
    const [read] = await readClaims(buildRemittance({ claims }));

    expect(read?.claim).toMatchObject({ lines: [], statementFrom: '2025-06-30', intakeNotes: [] });
  });
});

describe('readRemittance: one claim after another', () => {
  const everything = [
    'CLP*P*4*1*0**MA*8*74*3',
    'CAS*CO*96*1',
    'NM1*QC*1*A*B****MI*1EG4',
    'NM1*IL*1*A*B****HN*2EG4',
    'NM1*74*1*A*B****C*3EG4',
    'NM1*82*1*T*S****XX*1619345147',
    'MIA*0***80*MA02',
    'MOA***MA01',
    'REF*F8*7',
    'DTM*050*20250620',
    'DTM*232*20250601',
    'DTM*233*20250699',
    'SVC*HC>97110*1*?*0420',
    'SVC*HC:97110*1*0*0420',
    'CAS*CO*96*1',
  ];

  it('takes nothing over from the claim before', async () => {
    const [alone] = await readClaims(buildRemittance());
    const [after] = await readClaims(buildRemittance({ claims: [...everything, ...CLAIM] }));

    expect({ ...after, position: null }).toEqual({ ...alone, position: null });
  });

  it('takes no beneficiary over from the claim before', async () => {
    const claims = [...everything, ...claimWith({ NM1: 'NM1*QC*1*A*B' })];
    const events = await readEvents(buildRemittance({ claims }));

    expect(events.filter(({ kind }) => kind === 'quarantined')).toMatchObject([
      { identity: { id: '1EG4', correctedId: '3EG4' } },
      { reason: 'NO_BENEFICIARY_ID', identity: null },
    ]);
  });
});

describe('readRemittance: the beneficiary', () => {
  it.each([
    [
      'the patient',
      'NM1*QC*1*A*B****MI* 1EG4 ',
      { qualifier: 'MI', id: '1EG4', correctedId: null },
    ],
    [
      'the subscriber, without the patient',
      'NM1*IL*1*A*B****HN*2EG4',
      { qualifier: 'HN', id: '2EG4', correctedId: null },
    ],
    [
      'the patient before the subscriber',
      'NM1*IL*1*A****HN*2EG4~NM1*QC*1*A*B****MI*1EG4',
      { qualifier: 'MI', id: '1EG4', correctedId: null },
    ],
    [
      'the subscriber, when the patient has no number',
      'NM1*QC*1*A*B~NM1*IL*1*A*B****HN*2EG4',
      { qualifier: 'HN', id: '2EG4', correctedId: null },
    ],
    [
      'the corrected number',
      'NM1*QC*1*A*B****MI*1EG4~NM1*74*1*A*B****C*3EG4',
      { qualifier: 'MI', id: '1EG4', correctedId: '3EG4' },
    ],
    [
      'a correction of the name only',
      'NM1*QC*1*A*B****MI*1EG4~NM1*74*1*A*B',
      { qualifier: 'MI', id: '1EG4', correctedId: null },
    ],
    [
      'a correction to the same number',
      'NM1*QC*1*A*B****MI*1EG4~NM1*74*1*A*B****C*1EG4',
      { qualifier: 'MI', id: '1EG4', correctedId: null },
    ],
  ])('is %s', async (_name, names, expected) => {
    const [read] = await readClaims(buildRemittance({ claims: claimWith({ NM1: names }) }));

    expect(read?.identity).toEqual(expected);
  });
});
