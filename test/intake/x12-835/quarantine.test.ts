// Which claims are set apart, why, and that they carry everything a person needs to repair them.

import { describe, expect, it } from '@jest/globals';
import { isQuarantinedReversal } from '../../../lib/intake/x12-835/quarantined-reversal.js';
import { buildRemittance, CLAIM, claimWith, HEADER, LINE } from './support/build-remittance.js';
import { claimsOf, quarantinedOf, readEvents, reasonsOf } from './support/read-events.js';
import { headerWith, type Changes } from './support/read-facts.js';

const NO_DATE = headerWith({ BPR: 'BPR*I*45.32*C*NON************20990080', DTM: 'DTM*405*0' });
const NO_PAYER = headerWith({ 'N1*PR': 'N1*PR', TRN: 'TRN*1*EFT1' });
const MANY = Array.from({ length: 600 }, (_, at) => `CAS*CO*X${at}*0`).join('~');
const REMARKS = Array.from({ length: 100 }, (_, at) => `LQ*HE*N${at}`).join('~');

describe('readRemittance: quarantine', () => {
  it.each<[string, string | null, Changes]>([
    ['MONEY_NOT_A_NUMBER', 'CLP03', { CLP: 'CLP*P*1*7,6*45.32**MB*9*11*1' }],
    ['MONEY_NOT_A_NUMBER', 'CLP03', { CLP: 'CLP*P*1**45.32**MB*9*11*1' }],
    ['MONEY_NOT_A_NUMBER', 'CLP04', { CLP: 'CLP*P*1*76*1e3**MB*9*11*1' }],
    ['MONEY_NOT_A_NUMBER', 'SVC02', { SVC: 'SVC*HC:97110*$76*45.32**2' }],
    ['MONEY_NOT_A_NUMBER', 'SVC03', { SVC: 'SVC*HC:97110*76***2' }],
    ['MONEY_NOT_A_NUMBER', 'CAS03', { 'CAS*CO': 'CAS*CO*45*x' }],
    ['MONEY_NOT_A_NUMBER', 'CAS06', { 'CAS*CO': 'CAS*CO*45*1**253*1.234' }],
    ['MONEY_NOT_A_NUMBER', 'AMT02', { AMT: 'AMT*B6*n/a' }],
    ['ADJUSTMENT_WITHOUT_REASON', 'CAS02', { 'CAS*CO': 'CAS*CO**19.12' }],
    ['TOO_MANY_ADJUSTMENTS', 'CAS', { 'CAS*CO': MANY }],
    ['TOO_MANY_REMARKS', 'LQ', { AMT: REMARKS }],
    ['UNITS_NOT_A_NUMBER', 'SVC05', { SVC: 'SVC*HC:97110*76*45.32**two' }],
    ['PROCEDURE_MISSING', 'SVC01', { SVC: 'SVC*HC*97110*76*45.32**2' }],
    ['PROCEDURE_MISSING', 'SVC01', { SVC: 'SVC**76*45.32**2' }],
    ['PROCEDURE_MISSING', 'SVC01', { SVC: 'SVC*HC::GP*76*45.32**2' }],
    ['PROCEDURE_NOT_A_CODE', 'SVC01', { SVC: 'SVC*HC:97110>GP>KX*76*45.32**2' }],
    ['PROCEDURE_NOT_A_CODE', 'SVC01', { SVC: 'SVC*HC>97110>GP:KX*76*45.32**2' }],
    ['PROCEDURE_NOT_A_CODE', 'SVC01', { SVC: 'SVC*:97110:GP*76*45.32**2' }],
    ['PROCEDURE_NOT_A_CODE', 'SVC06', { SVC: 'SVC*HC:97110*76*45.32**2*HC:97110|KX' }],
    ['STATUS_NOT_KNOWN', 'CLP02', { CLP: 'CLP*P*5*76*45.32**MB*9*11*1' }],
    ['STATUS_NOT_KNOWN', 'CLP02', { CLP: 'CLP*P**76*45.32**MB*9*11*1' }],
    ['NO_CLAIM_NUMBER', 'CLP07', { CLP: 'CLP*P*1*76*45.32**MB**11*1' }],
    ['NO_BENEFICIARY_ID', 'NM109', { NM1: 'NM1*QC*1*A*B****MI' }],
    ['NO_BENEFICIARY_ID', 'NM109', { NM1: 'NM1*74*1*A*B****C*3EG4' }],
    ['NO_SERVICE_DATE', 'DTM02', { 'DTM*472': null }],
    ['NO_SERVICE_DATE', 'DTM02', { 'DTM*472': 'DTM*472*20259999' }],
    ['UNBALANCED_WITHOUT_ALLOWED', 'SVC', { 'CAS*PR': null, AMT: null }],
    ['OUT_OF_ORDER', 'NM1', { AMT: 'NM1*QC*1*C*D****MI*2EG4' }],
    ['OUT_OF_ORDER', 'NM1', { NM1: `${CLAIM[1]}~NM1*QC*1*C*D****MI*2EG4` }],
    ['UNKNOWN_SEGMENT', null, { AMT: 'AMX*B6*57.8' }],
  ])('sets apart for %s in %s', async (reason, field, changes) => {
    const events = await readEvents(buildRemittance({ claims: claimWith(changes) }));

    expect(claimsOf(events)).toEqual([]);
    expect(quarantinedOf(events)).toMatchObject([{ reason, field, lines: 1 }]);
  });

  it.each([
    ['22', true],
    ['1', false],
  ])('tells whether a claim of status %s takes another back: %s', async (status, expected) => {
    const CLP = `CLP*P*${status}*7,6*45.32**MB*9*11*1`;
    const events = await readEvents(buildRemittance({ claims: claimWith({ CLP }) }));

    expect(quarantinedOf(events).map(isQuarantinedReversal)).toEqual([expected]);
  });

  it.each([
    ['NO_PAID_DATE', NO_DATE],
    ['NO_PAYER', NO_PAYER],
  ])('sets apart for %s', async (reason, header) => {
    const events = await readEvents(buildRemittance({ header }));

    expect(quarantinedOf(events)).toMatchObject([{ reason, field: null, lines: 1 }]);
  });

  it('sets apart lines that no CLP precedes, and counts them', async () => {
    const claims = [...LINE, ...LINE, ...CLAIM];
    const events = await readEvents(buildRemittance({ claims }));

    expect(quarantinedOf(events)).toMatchObject([
      { reason: 'NO_CLAIM_SEGMENT', lines: 2, chargeCents: 15200, icn: null, identity: null },
    ]);
    expect(claimsOf(events)).toHaveLength(1);
  });

  it('sets apart when any line does not balance, not only the last', async () => {
    const [, name] = CLAIM;
    const unbalanced = LINE.slice(0, 3);
    const claims = ['CLP*P*1*152*90.64**MB*9*11*1', name, ...unbalanced, ...LINE];
    const text = buildRemittance({ claims });
    const events = await readEvents(text);

    expect(quarantinedOf(events)).toMatchObject([
      { reason: 'UNBALANCED_WITHOUT_ALLOWED', lines: 2, position: { segment: 13 } },
    ]);
  });

  it('sets apart a claim whose name comes after its lines', async () => {
    const [header, name] = CLAIM;
    const events = await readEvents(buildRemittance({ claims: [header, ...LINE, name] }));

    expect(quarantinedOf(events)).toMatchObject([{ reason: 'OUT_OF_ORDER', identity: null }]);
  });

  it('sets apart a claim without lines and without dates', async () => {
    const claims = [...CLAIM.slice(0, 2), 'CAS*CO*45*30.68'];
    const events = await readEvents(buildRemittance({ claims }));

    expect(quarantinedOf(events)).toMatchObject([{ reason: 'NO_SERVICE_DATE', lines: 0 }]);
  });

  it('keeps the first fault, and where it stood', async () => {
    const claims = claimWith({ SVC: 'SVC*HC:97110*?*45.32**2', AMT: 'AMT*B6*?' });
    const text = buildRemittance({ claims });
    const [quarantined] = quarantinedOf(await readEvents(text));

    expect(quarantined).toMatchObject({
      reason: 'MONEY_NOT_A_NUMBER',
      field: 'SVC02',
      message: 'SVC02 is not an amount',
      position: { segment: 13, byteOffset: text.indexOf('SVC*'), transaction: '0001' },
    });
  });

  it('carries whose claim it is, and its raw text', async () => {
    const claims = claimWith({ AMT: 'AMT*B6*?', NM1: `${CLAIM[1]}~NM1*74*1*É*B****C*3EG4` });
    const text = buildRemittance({ claims: [...claims, ...CLAIM], lineEnd: '\r\n' });
    const [quarantined] = quarantinedOf(await readEvents(text));

    expect(quarantined).toMatchObject({
      identity: { qualifier: 'MI', id: '1EG4TE5MK73', correctedId: '3EG4' },
      payerId: '12502',
      icn: '2501110001',
      serviceDate: '2025-06-14',
      chargeCents: 7600,
      rawText: claims.map((segment) => `${segment}~\r\n`).join(''),
    });
  });

  it('goes on with the next claim', async () => {
    const bad = claimWith({ AMT: 'AMT*B6*?' });
    const events = await readEvents(buildRemittance({ claims: [...CLAIM, ...bad, ...CLAIM] }));

    expect(events.map(({ kind }) => kind)).toEqual(['claim', 'quarantined', 'claim', 'warning']);
  });

  it('bounds a claim without end, and counts its lines to the last', async () => {
    const endless = ['CLP*P*1*1*1**MB*9*11*1', CLAIM[1]];
    const line = 'SVC*HC:97110:GP:KX*76*45.32**2';
    for (let at = 0; at < 150_000; at += 1) endless.push(line);
    const events = await readEvents(buildRemittance({ claims: [...endless, ...CLAIM] }));
    const [quarantined] = quarantinedOf(events);

    expect(quarantined).toMatchObject({ lines: 150_000, chargeCents: 150_000 * 7600 });
    expect(quarantined?.rawText).toHaveLength(4_194_304);
    expect(claimsOf(events)).toHaveLength(1);
  });
});

describe('readRemittance: set aside', () => {
  it.each([
    ['23', 'STATUS_23'],
    ['25', 'STATUS_25'],
  ])('counts a claim of status %s and nothing more', async (status, reason) => {
    const claims = claimWith({ CLP: `CLP*P*${status}*76*45.32**MB*9*11*1`, AMT: 'AMT*B6*?' });
    const events = await readEvents(buildRemittance({ claims }));

    expect(events).toMatchObject([{ kind: 'out_of_scope', reason, lines: 1, chargeCents: 7600 }]);
  });

  it('refuses claims of a test file unless they are wanted', async () => {
    const footer = ['PLB*1003307661*20251231*WO*0'];
    const text = buildRemittance({
      usage: 'T',
      claims: [...CLAIM, ...CLAIM],
      footer,
      header: HEADER,
    });
    const refused = await readEvents(text);
    const wanted = await readEvents(text, { includeTest: true });

    expect(reasonsOf(refused)).toEqual([
      'test_refused:TEST_INTERCHANGE',
      'test_refused:TEST_INTERCHANGE',
      'warning:PAYMENT_UNBALANCED',
    ]);
    expect(refused[0]).toMatchObject({ lines: 1, chargeCents: 7600 });
    expect(claimsOf(wanted)).toHaveLength(2);
  });

  it('refuses by interchange, not by file', async () => {
    const events = await readEvents(buildRemittance({ usage: 'T' }) + buildRemittance());

    expect(events.map(({ kind }) => kind)).toEqual(['test_refused', 'claim']);
  });
});
