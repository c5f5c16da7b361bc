// ISA: delimiters by counting separators, whatever the writer did to padding and line ends.

import { describe, expect, it } from '@jest/globals';
import {
  readInterchangeHeader,
  type InterchangeHeader,
} from '../../../lib/intake/x12/read-interchange-header.js';

const SHORT = 'ISA*00* *00* *ZZ*S*ZZ*R*260105*0815*^*00501*000000009*0*P*';
const GS = 'GS*HP*S*R*20260105*0815*1*X*005010X221A1';

function read(text: string, isEnd = true): InterchangeHeader | string {
  const bytes = Buffer.from(text, 'latin1');
  return readInterchangeHeader({ bytes, from: 0, limit: bytes.length, isEnd });
}

function delimiters(text: string): readonly string[] {
  const header = read(text);
  if (typeof header === 'string') return [header];
  const { separator, component, terminator } = header;
  return [separator, component, terminator].map((byte) =>
    byte === 0 ? '' : String.fromCharCode(byte),
  );
}

describe('readInterchangeHeader', () => {
  it.each([
    ['the usual ones', `${SHORT}:~${GS}~`, ['*', ':', '~']],
    ['a line end after the terminator', `${SHORT}:~\r\n${GS}~`, ['*', ':', '~']],
    ['a line feed as terminator', `${SHORT}:\n${GS}\n`, ['*', ':', '\n']],
    ['CR LF for a terminator', `${SHORT}:\r\n${GS}\r\n`, ['*', ':', '\r']],
    ['indentation after it', `${SHORT}:\n   ${GS}\n`, ['*', ':', '\n']],
    ['a control character', `${SHORT}:\u001d\r\n  ${GS}\u001d`, ['*', ':', '\u001d']],
    [
      'a control character as separator',
      `${SHORT.replaceAll('*', '\u001e')}:~`,
      ['\u001e', ':', '~'],
    ],
    ['pipes', `${SHORT.replaceAll('*', '|')}>!${GS.replaceAll('*', '|')}!`, ['|', '>', '!']],
    ['a wrap before ISA16', `${SHORT}\r\n:~${GS}~`, ['*', ':', '~']],
    ['a wrap before the terminator', `${SHORT}:\r\n~${GS}~`, ['*', ':', '~']],
    ['a wrap inside an element', `${SHORT.replace('0005', '00\n05')}:~`, ['*', ':', '~']],
    ['ISA16 left out', `${SHORT}~${GS}~`, ['*', '', '~']],
    ['ISA16 left out, lines', `${SHORT}~\n${GS}~\nST*835*1~\n`, ['*', '', '~']],
    ['a damaged line after it', `${SHORT}:\n|X${GS}\n`, ['*', ':', '\n']],
    ['a line after it that ends in ISA16', `${SHORT}:\nST*835*1*:\n`, ['*', ':', '\n']],
    ['a wrapped GS after the terminator', `${SHORT}:\r\n~G\r\nS*HP`, ['*', ':', '~']],
    ['ISA16 a letter', `${SHORT}A~${GS}~`, ['*', '', '~']],
    ['ISA16 the separator', `${SHORT}*~${GS}~`, ['*', '', '~']],
    ['a terminator at the end of input', `${SHORT}:~`, ['*', ':', '~']],
    ['a line feed at the end of input', `${SHORT}:\n`, ['*', ':', '\n']],
  ])('reads %s', (_name, text, expected) => {
    expect(delimiters(text)).toEqual(expected);
  });

  it.each([
    ['fewer than 16 elements', 'ISA*00*1~GS*HP~', true, 'unreadable'],
    ['a letter as separator', `${SHORT.replaceAll('*', 'A')}:~`, true, 'unreadable'],
    ['a letter as terminator', `${SHORT}:Q`, true, 'unreadable'],
    ['no terminator', `${SHORT}:`, true, 'unreadable'],
    ['an element too long', `${SHORT.replace('*S*', `*${'S'.repeat(36)}*`)}:~`, true, 'unreadable'],
    ['a usage of two letters', `${SHORT.replace('*P*', '*PT*')}:~`, true, 'unreadable'],
    ['a cut that more input may heal', SHORT, false, 'incomplete'],
    ['a line end that more input must explain', `${SHORT}:\n`, false, 'incomplete'],
    ['no separators in a kilobyte', `ISA*${'x'.repeat(1_100)}`, false, 'unreadable'],
  ])('refuses %s', (_name, text, isEnd, expected) => {
    expect(read(text, isEnd)).toBe(expected);
  });

  it('gives control number, usage and the end', () => {
    expect(read(`${SHORT}:~${GS}~`)).toMatchObject({
      controlNumber: '000000009',
      usage: 'P',
      end: SHORT.length + 2,
    });
  });
});
