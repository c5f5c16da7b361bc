// Envelopes that disagree with themselves are warned of; what cannot be read is refused.

import { gzipSync } from 'node:zlib';
import { describe, expect, it } from '@jest/globals';
import { buildRemittance, CLAIM, HEADER } from './support/build-remittance.js';
import { claimsOf, quarantinedOf, readEvents, reasonsOf } from './support/read-events.js';
import { headerWith } from './support/read-facts.js';

const PLAIN = buildRemittance();
const SET = PLAIN.slice(PLAIN.indexOf('ST*'), PLAIN.indexOf('GE*'));
const OTHER = buildRemittance({ set: '837' });
const UNTIL_SE = PLAIN.slice(0, PLAIN.indexOf('SE*'));

describe('readRemittance: warnings', () => {
  it.each([
    ['SE01', PLAIN.replace('SE*16', 'SE*99'), ['COUNT_WRONG']],
    ['SE02', PLAIN.replace('SE*16*0001', 'SE*16*0002'), ['CONTROL_NUMBER_WRONG']],
    ['GE01', PLAIN.replace('GE*1*1', 'GE*2*1'), ['COUNT_WRONG']],
    ['GE02', PLAIN.replace('GE*1*1', 'GE*1*2'), ['CONTROL_NUMBER_WRONG']],
    ['IEA01', PLAIN.replace('IEA*1', 'IEA*3'), ['COUNT_WRONG']],
    ['IEA02', PLAIN.replace('IEA*1*000000001', 'IEA*1*000000777'), ['CONTROL_NUMBER_WRONG']],
    ['ISA15', PLAIN.replace('*P*:', '*X*:'), ['USAGE_NOT_KNOWN']],
    ['no GS', PLAIN.replace(/GS\*[^~]*~/, ''), ['HEADER_MISSING', 'CONTROL_NUMBER_WRONG']],
    ['no GE', PLAIN.replace('GE*1*1~', ''), ['TRAILER_MISSING']],
    ['no IEA before ISA', PLAIN.replace(/IEA\*[^~]*~/, '') + PLAIN, ['TRAILER_MISSING']],
    ['GS08 of 4010', buildRemittance({ version: '004010X091A1' }), ['OLD_VERSION']],
    ['GS08 of another', buildRemittance({ version: '5010' }), ['UNKNOWN_VERSION']],
    ['BPR02', PLAIN.replace('BPR*I*45.32', 'BPR*I*45.33'), ['PAYMENT_UNBALANCED']],
    ['BPR16', PLAIN.replace('*20260105~TRN', '*20990080~TRN'), ['PAID_DATE_FROM_DTM405']],
    ['no TRN', buildRemittance({ header: headerWith({ TRN: null }) }), ['TRACE_MISSING']],
    [
      'a stray segment',
      PLAIN.replace('LX*1', 'LX*1~XYZ*1~XYZ*2'),
      ['SEGMENT_OUT_OF_PLACE', 'COUNT_WRONG'],
    ],
    ['another set beside it', PLAIN + OTHER, ['OTHER_TRANSACTION_SET']],
    [
      'a set of no kind',
      PLAIN + buildRemittance({ set: '1EG4TE5MK73' }),
      ['OTHER_TRANSACTION_SET'],
    ],
  ])('warns of %s and keeps the claim', async (_name, text, expected) => {
    const events = await readEvents(text);

    expect(claimsOf(events).length).toBeGreaterThan(0);
    expect(reasonsOf(events)).toEqual(expected.map((reason) => `warning:${reason}`));
    expect(JSON.stringify(events.filter(({ kind }) => kind === 'warning'))).not.toContain('1EG4');
  });

  it('reads many sets and groups, each by its own payment', async () => {
    const second = SET.replaceAll('0001', '0002').replace('20260105', '20260205');
    const text = PLAIN.replace('GE*1*1', `${second}GE*2*1`);
    const events = await readEvents(text);

    expect(reasonsOf(events)).toEqual([]);
    expect(
      claimsOf(events).map(({ claim, position }) => [claim.paidDate, position.transaction]),
    ).toEqual([
      ['2026-01-05', '0001'],
      ['2026-02-05', '0002'],
    ]);
  });
});

describe('readRemittance: lost envelope segments', () => {
  it('does not give a payment to the claims before it', async () => {
    const second = SET.replace(/ST\*[^~]*~/, '').replace('20260105', '20260205');
    const text = PLAIN.replace(/SE\*[^~]*~/, second);
    const events = await readEvents(text);

    expect(quarantinedOf(events)).toMatchObject([{ reason: 'TRUNCATED', lines: 1 }]);
    expect(claimsOf(events).map(({ claim }) => claim.paidDate)).toEqual(['2026-02-05']);
    expect(reasonsOf(events)).toContain('warning:HEADER_MISSING');
  });

  it('reads a payment whose ST is lost', async () => {
    const events = await readEvents(PLAIN.replace(/ST\*[^~]*~/, ''));

    expect(claimsOf(events)).toMatchObject([{ position: { transaction: null } }]);
    expect(reasonsOf(events)).toContain('warning:HEADER_MISSING');
  });

  it('counts claims that follow SE', async () => {
    const text = PLAIN.replace('GE*', `${CLAIM.join('~')}~GE*`);
    const events = await readEvents(text);

    expect(claimsOf(events)).toHaveLength(1);
    expect(quarantinedOf(events)).toMatchObject([{ reason: 'TRUNCATED', lines: 1 }]);
  });
});

describe('readRemittance: refusals', () => {
  it.each([
    ['EMPTY', ''],
    ['EMPTY', ' \r\n\u001a'],
    ['NOT_X12', 'claim,code,paid\n1,97110,45.32\n'],
    ['NOT_X12', 'ISABEL'],
    ['NO_ENVELOPE', SET],
    ['NO_ENVELOPE', PLAIN.slice(PLAIN.indexOf('GS*'))],
    ['ISA_UNREADABLE', 'ISA*00*short~GS*HP~'],
    ['NO_REMITTANCE', OTHER],
    ['TRUNCATED', PLAIN.slice(0, 106)],
    ['GZIP_DAMAGED', Buffer.from([0x1f, 0x8b, 8, 0, 1, 2, 3])],
    ['NOT_X12_UTF16', Buffer.from(`\ufeff${PLAIN}`, 'utf16le')],
  ])('refuses with %s', async (reason, input) => {
    const events = await readEvents(input);

    expect(reasonsOf(events)).toEqual([`file_refused:${reason}`]);
    expect(events[0]?.position.file).toBe('test.835');
  });

  it('names the set that is there instead of an 835', async () => {
    const [refused] = await readEvents(OTHER);

    expect(refused).toMatchObject({
      message: 'the file holds no 835: it holds transaction set 837',
      position: { transaction: '0001', segment: 3 },
    });
  });

  it('refuses a segment without end, and sets its claim apart', async () => {
    const text = UNTIL_SE + 'x'.repeat(200_000);
    const events = await readEvents(text);

    expect(reasonsOf(events)).toEqual(['quarantined:TRUNCATED', 'file_refused:SEGMENT_ENDLESS']);
    expect(events[1]?.position.byteOffset).toBe(UNTIL_SE.length);
  });

  it('goes on with the next ISA after bytes that belong nowhere', async () => {
    const events = await readEvents(`${PLAIN}garbage${PLAIN}ISA*bad*${PLAIN}`);

    expect(claimsOf(events)).toHaveLength(3);
    expect(reasonsOf(events)).toEqual(['file_refused:NOT_X12', 'file_refused:ISA_UNREADABLE']);
    expect(events[1]?.position.byteOffset).toBe(PLAIN.length);
  });
});

describe('readRemittance: cut input', () => {
  const twice = buildRemittance({
    claims: [...CLAIM, ...CLAIM],
    header: headerWith({ BPR: 'BPR*I*90.64*C*NON************20260105' }),
  });
  const second = twice.lastIndexOf('CLP*');

  it.each([
    ['in the second claim', twice.length - 60, 1, [1]],
    ['in CLP of the second claim', second + 6, 1, [0]],
    ['in SVC of the second claim', twice.lastIndexOf('SVC*') + 8, 1, [1]],
    ['right behind the second claim', twice.indexOf('SE*'), 1, [1]],
    ['in SE', twice.indexOf('SE*') + 5, 2, []],
    ['behind SE', twice.indexOf('GE*'), 2, []],
    ['behind GE', twice.indexOf('IEA*'), 2, []],
    ['in the header', twice.indexOf('N1*PE'), 0, []],
  ])('keeps whole claims when cut %s', async (_name, length, claims, lines) => {
    const events = await readEvents(twice.slice(0, length));

    expect(claimsOf(events)).toHaveLength(claims);
    expect(quarantinedOf(events).map((event) => event.lines)).toEqual(lines);
    expect(quarantinedOf(events).every(({ reason }) => reason === 'TRUNCATED')).toBe(true);
    expect(reasonsOf(events).at(-1)).toBe('file_refused:TRUNCATED');
  });

  it.each([
    ['CLP', 'CLP*PCN1*1', 0],
    ['SVC', 'SVC*HC:97110', 1],
  ])('counts a cut %s that stands in no set', async (_name, cut, lines) => {
    const events = await readEvents(PLAIN.slice(0, PLAIN.indexOf('ST*')) + cut);

    expect(quarantinedOf(events)).toMatchObject([{ reason: 'TRUNCATED', lines }]);
  });

  it('does not use an amount that may be cut', async () => {
    const text = buildRemittance({ footer: ['PLB*1003307661*20251231*WO*12.5'] });
    const events = await readEvents(text.slice(0, text.indexOf('12.5') + 2));

    expect(reasonsOf(events)).toEqual(['file_refused:TRUNCATED']);
    expect(claimsOf(events)).toHaveLength(1);
  });

  it('keeps what came out of a damaged packed file', async () => {
    const noise = Array.from({ length: 3_000 }, (_, at) => `N3*${(at * 7919) % 10007}`);
    const claims = Array.from({ length: 400 }, () => CLAIM).flat();
    const text = buildRemittance({ header: [...HEADER, ...noise], claims });
    const packed = gzipSync(text);
    const events = await readEvents(packed.subarray(0, packed.length - 40));

    expect(claimsOf(events).length).toBeGreaterThan(100);
    expect(reasonsOf(events).at(-1)).toBe('file_refused:GZIP_DAMAGED');
  });
});
