// What each segment of a service line becomes.

import { describe, expect, it } from '@jest/globals';
import { buildRemittance, CLAIM, claimWith, LINE } from './support/build-remittance.js';
import { claimsOf, readClaims, readEvents, reasonsOf } from './support/read-events.js';
import { factsOf, type Changes, type Expected } from './support/read-facts.js';

async function lineOf(changes: Changes): Promise<unknown> {
  return (await factsOf(changes)).lines[0];
}

describe('readRemittance: a line', () => {
  it.each<[string, Changes, Expected]>([
    [
      'modifiers in all four places',
      { SVC: 'SVC*HC:97110:GP:59:cq:kx:EXERCISE*76*45.32**2' },
      { modifiers: ['GP', '59', 'CQ', 'KX'] },
    ],
    ['no units', { SVC: 'SVC*HC:97110:GP:KX*76*45.32' }, { units: 1 }],
    ['decimal units', { SVC: 'SVC*HC:97110:GP:KX*76*45.32**1.9' }, { units: 1.9 }],
    ['zero units', { SVC: 'SVC*HC:97110:GP:KX*76*45.32**0' }, { units: 0 }],
    [
      'the submitted code',
      { SVC: 'SVC*HC:97110:GP*76*45.32**2*HC:97112:GP:KX' },
      { hcpcs: '97110', submitted: { hcpcs: '97112', modifiers: ['GP', 'KX'] } },
    ],
    [
      'a revenue code',
      { SVC: 'SVC*HC:97110:GP:KX*76*45.32*0420*2' },
      { revenueCode: '0420', placeOfService: null },
    ],
    [
      'a bare revenue code',
      { SVC: 'SVC*NU:420*76*45.32**2*HC:97110:GP' },
      { revenueCode: '0420', hcpcs: '', submitted: { hcpcs: '97110', modifiers: ['GP'] } },
    ],
    ['what is no revenue code', { SVC: 'SVC*HC:97110:GP:KX*76*45.32*42*2' }, { revenueCode: null }],
    [
      'a period',
      { DTM: 'DTM*150*20250610~DTM*151*20250614' },
      { serviceDate: '2025-06-10', serviceDateEnd: '2025-06-14' },
    ],
    [
      'only a first day',
      { DTM: 'DTM*150*20250610' },
      { serviceDate: '2025-06-10', serviceDateEnd: '2025-06-10' },
    ],
    [
      'only a last day',
      { DTM: 'DTM*151*20250614' },
      { serviceDate: '2025-06-14', serviceDateEnd: '2025-06-14' },
    ],
    [
      'a period the wrong way round',
      { DTM: 'DTM*150*20250614~DTM*151*20250610' },
      { serviceDate: '2025-06-14', serviceDateEnd: '2025-06-14' },
    ],
    [
      'the days of the claim',
      { NM1: `${CLAIM[1]}~DTM*232*20250601~DTM*233*20250605`, 'DTM*472': null },
      { serviceDate: '2025-06-01', serviceDateEnd: '2025-06-05' },
    ],
    [
      'six triplets',
      { 'CAS*CO': 'CAS*CO*45*1**253*2**59*3**A1*4**B1*5**C1*4.12' },
      { isBalanced: true },
    ],
    [
      'repeated reasons',
      { 'CAS*CO': 'CAS*CO*45*10**45*8.2~CAS*CO*253*.92' },
      {
        adjustments: [
          { group: 'CO', reason: '45', cents: 1820 },
          { group: 'CO', reason: '253', cents: 92 },
          { group: 'PR', reason: '2', cents: 1156 },
        ],
      },
    ],
    [
      'references',
      { AMT: 'REF*6R*29401~REF*HPI*1619345147~REF*LU*12~AMT*B6*57.8' },
      { controlNumber: '29401', renderingNpi: '1619345147', placeOfService: '12' },
    ],
    [
      'a location that is no place of service',
      { AMT: 'REF*LU*WEST WING~AMT*B6*57.8' },
      { placeOfService: '11' },
    ],
    [
      'remarks',
      { AMT: 'AMT*B6*57.8~LQ*HE*n115~LQ*HE*N362~LQ*RX*1~LQ*HE*N115' },
      { remarks: ['N115', 'N362'] },
    ],
    ['no allowed amount', { AMT: null }, { allowedCents: null, isBalanced: true }],
    ['another amount than B6', { AMT: 'AMT*KH*5' }, { allowedCents: null }],
    [
      'a line that does not balance, its allowed amount known',
      { 'CAS*PR': null },
      { isBalanced: false, allowedCents: 5780 },
    ],
    [
      'another component separator than ISA16',
      { SVC: 'SVC*HC>97110>GP>KX*76*45.32**2' },
      { hcpcs: '97110', modifiers: ['GP', 'KX'] },
    ],
  ])('has %s', async (_name, changes, expected) => {
    expect(await lineOf(changes)).toMatchObject(expected);
  });

  it('falls back to the claim where its own date is none, and says so', async () => {
    const changes = { NM1: `${CLAIM[1]}~DTM*232*20250601`, 'DTM*472': 'DTM*472*20250699' };

    expect(await factsOf(changes)).toMatchObject({
      intakeNotes: ['SERVICE_DATE_UNREADABLE'],
      lines: [{ serviceDate: '2025-06-01' }],
    });
  });

  it('keeps lines apart, each with its own', async () => {
    const claims = [
      'CLP*P*1*152*90.64**MB*9*11*1',
      CLAIM[1],
      'NM1*82*1*T*S****XX*1619345147',
      ...LINE,
      'REF*6R*1',
      'SVC*HC:97140:GO*76*45.32',
      'DTM*472*20250615',
      'CAS*CO*45*30.68',
      'REF*HPI*1245319599',
    ];
    const [read] = await readClaims(buildRemittance({ claims }));

    expect(read?.claim.intakeNotes).toEqual([]);
    expect(read?.claim.lines).toMatchObject([
      { line: 1, hcpcs: '97110', controlNumber: '1', renderingNpi: '1619345147' },
      {
        line: 2,
        hcpcs: '97140',
        controlNumber: null,
        renderingNpi: '1245319599',
        allowedCents: null,
      },
    ]);
  });

  it('warns once an interchange of another component separator', async () => {
    const claims = claimWith({ SVC: 'SVC*HC>97110>GP>KX*76*45.32**2' });
    const text = buildRemittance({ claims: [...claims, ...claims] });
    const events = await readEvents(text + text);

    expect(
      reasonsOf(events).filter((reason) => reason.endsWith('COMPONENT_SEPARATOR')),
    ).toHaveLength(2);
    expect(claimsOf(events)).toHaveLength(4);
  });

  it('judges the separator of each interchange anew', async () => {
    const claims = claimWith({ SVC: 'SVC*HC>97110>GP>KX*76*45.32**2' });
    const declared = buildRemittance({ component: '>' });
    const events = await readEvents(declared + buildRemittance({ claims }) + declared);

    expect(reasonsOf(events)).toEqual(['warning:COMPONENT_SEPARATOR']);
    expect(claimsOf(events).map(({ claim }) => claim.lines[0]?.modifiers)).toEqual([
      ['GP', 'KX'],
      ['GP', 'KX'],
      ['GP', 'KX'],
    ]);
  });
});
