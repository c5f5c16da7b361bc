// However the same remittance is written down, the same claim comes out.

import { gzipSync } from 'node:zlib';
import { describe, expect, it } from '@jest/globals';
import { buildRemittance } from './support/build-remittance.js';
import { claimsOf, readEvents, reasonsOf } from './support/read-events.js';

const PLAIN = buildRemittance();
const [EXPECTED] = claimsOf(await readEvents(PLAIN));

function wrap(text: string, columns: number, lineEnd: string): string {
  return text.replace(new RegExp(`[^]{${columns}}`, 'g'), `$&${lineEnd}`);
}

const UNPADDED = PLAIN.replace(/ {10}/g, '').replace('SYNMAC11       ', 'SYNMAC11');
const TERMINATORS = ['~', '\n', '\r', '\u001c', "'", '!', '^'];

describe('readRemittance: framing', () => {
  it('reads the claim that the others are compared with', () => {
    expect(EXPECTED?.claim).toMatchObject({
      icn: '2501110001',
      chargeCents: 7600,
      paidCents: 4532,
    });
  });

  it.each([
    ['CR LF after each segment', buildRemittance({ lineEnd: '\r\n' })],
    ['LF after each segment', buildRemittance({ lineEnd: '\n' })],
    ['indented segments', buildRemittance({ lineEnd: '\r\n      ' })],
    ['CR LF as terminator', buildRemittance({ terminator: '\r\n' })],
    ['pipes', buildRemittance({ separator: '|', component: '>' })],
    ['control characters', buildRemittance({ separator: '\u001d', component: '\u001f' })],
    ['a byte order mark', `\ufeff${PLAIN}`],
    ['blank lines first', `\r\n\r\n \n${PLAIN}`],
    ['an unpadded ISA', UNPADDED],
    ['the last terminator missing', PLAIN.slice(0, -1)],
    ['the last terminator missing, line end', `${PLAIN.slice(0, -1)}\r\n`],
    ['Ctrl-Z at the end', `${PLAIN}\r\n\u001a`],
    ['NUL bytes at the end', `${PLAIN}\0\0\0`],
    ['doubled terminators', PLAIN.replaceAll('~', '~~')],
    ['80 columns', wrap(PLAIN, 80, '\r\n')],
    ['80 columns, LF', wrap(PLAIN, 80, '\n')],
    ['7 columns', wrap(PLAIN, 7, '\r\n')],
    ['4 columns', wrap(PLAIN, 4, '\n')],
    ['the separator of ISA16 left out', PLAIN.replace('*P*:~', '*P*~')],
    ...TERMINATORS.map((terminator) => [
      `terminator ${JSON.stringify(terminator)}`,
      buildRemittance({ terminator }),
    ]),
  ])('reads %s', async (_name, text) => {
    const events = await readEvents(text);
    const [claim] = claimsOf(events);

    expect({ ...claim, position: null }).toEqual({ ...EXPECTED, position: null });
    expect(events.filter(({ kind }) => kind === 'file_refused')).toEqual([]);
    expect(claimsOf(events)).toHaveLength(1);
  });

  it('reads a packed file as it reads the plain one', async () => {
    expect(await readEvents(gzipSync(PLAIN))).toEqual(await readEvents(PLAIN));
  });

  it.each([
    ['', '~'],
    ['\n', '~'],
    ['', ''],
    ['\r\n', ''],
  ])(
    'reads interchanges of other delimiters behind each other (%j, last %j)',
    async (gap, last) => {
      const others = buildRemittance({ separator: '|', component: '>', terminator: '!' });
      const events = await readEvents(PLAIN.slice(0, -1) + last + gap + others + gap + PLAIN);

      expect(reasonsOf(events)).toEqual([]);
      expect(claimsOf(events).map(({ position }) => position.interchange)).toEqual([1, 2, 3]);
      expect(claimsOf(events).map(({ claim }) => claim)).toEqual([
        EXPECTED?.claim,
        EXPECTED?.claim,
        EXPECTED?.claim,
      ]);
    },
  );

  it('keeps byte offsets true behind text that is not ASCII', async () => {
    const text = PLAIN.replace('CASEY', 'JOSÉ Ñ').replace('SYN PT', 'THÉRAPIE');
    const [read] = claimsOf(await readEvents(text));
    const offset = Buffer.from(text).indexOf('CLP*');

    expect(read?.position).toMatchObject({ byteOffset: offset, segment: 11, transaction: '0001' });
  });

  it('keeps text that is not ASCII readable, in UTF-8 and in Latin-1', async () => {
    const text = PLAIN.replace('SYNTHETIC  MAC part B', 'CAISSE DE SANTÉ');
    const [utf8] = claimsOf(await readEvents(text));
    const [latin] = claimsOf(await readEvents(Buffer.from(text, 'latin1')));

    expect(utf8?.claim.payerName).toBe('CAISSE DE SANTÉ');
    expect(latin?.claim.payerName).toBe('CAISSE DE SANTÉ');
  });
});
