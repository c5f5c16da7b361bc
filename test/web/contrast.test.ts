// Text and marks of our own charts beside their grounds, in both themes: no tool judges the text of
// an SVG, so the colors are judged here (WCAG 1.4.3 and 1.4.11).

import { describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';

const CSS = readFileSync(new URL('../../web/src/styles.css', import.meta.url), 'utf8');

function colorsOf(selector: string): ReadonlyMap<string, string> {
  const start = CSS.indexOf(`${selector} {`);
  const block = CSS.slice(start, CSS.indexOf('}', start));
  return new Map(
    [...block.matchAll(/--kx-([\w-]+): (#[0-9a-f]{6});/g)].map(([, name = '', hex = '']) => [
      name,
      hex,
    ]),
  );
}

function luminance(hex: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5]
    .map((at) => Number.parseInt(hex.slice(at, at + 2), 16) / 255)
    .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one: string, other: string): number {
  const [light = 0, dark = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (light + 0.05) / (dark + 0.05);
}

const THEMES = { light: ':root', dark: '.awsui-dark-mode' } as const;
const TEXTS = ['text', 'quiet', 'link'];
const MARKS = ['own', 'ot', 'seed', 'kx-line', 'review-line', 'wrong', 'peer', 'ok'];

describe.each(Object.entries(THEMES))('in the %s theme', (_, selector) => {
  const colors = colorsOf(selector);
  const of = (name: string): string => colors.get(name) ?? '';

  it('names every color of the other theme', () => {
    expect([...colors.keys()]).toEqual([...colorsOf(THEMES.light).keys()]);
  });

  it.each(TEXTS)('reads %s on page, panel and rail', (name) => {
    for (const ground of ['page', 'panel', 'rail']) {
      expect(contrast(of(name), of(ground))).toBeGreaterThanOrEqual(4.5);
    }
  });

  it.each(MARKS)('sees %s on the panel', (name) => {
    expect(contrast(of(name), of('panel'))).toBeGreaterThanOrEqual(3);
  });

  it('reads the top line', () => {
    expect(contrast(of('on-brand'), of('brand'))).toBeGreaterThanOrEqual(4.5);
  });
});

describe('the heat map', () => {
  it.each([
    ['light', ':root', ['#16202c', '#08121e', '#08121e', '#ffffff', '#ffffff']],
    ['dark', '.awsui-dark-mode', ['#e8edf3', '#ffffff', '#ffffff', '#08121e', '#08121e']],
  ])('can be read in the %s theme', (_, selector, texts) => {
    const colors = colorsOf(selector);
    const found = texts.map((text, at) => contrast(text, colors.get(`heat-${at}`) ?? ''));

    expect(found.filter((each) => each < 4.5)).toEqual([]);
  });
});
