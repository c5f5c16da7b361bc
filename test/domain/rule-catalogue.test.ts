// The catalogue against the code: no id without an entry, no entry without a use, and the page in
// docs/ is what the catalogue says.

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';
import { RULE_CHAPTERS, ruleEntry } from '../../lib/domain/rule-catalogue.js';
import * as words from '../../lib/domain/rule-catalogue-words.js';
import { RULES_DOCUMENT, rulesDocument } from '../../scripts/write-rules-doc.js';

const LIB = fileURLToPath(new URL('../../lib', import.meta.url));
const DOMAIN = join(LIB, 'domain');

/** Reason codes (CO-253, PR-1), hashes and encodings have the same form and are no rules. */
const RULE_ID =
  /\b(?!(?:PR|CO|OA|PI|CR|SHA|UTF|AES|ISO|FNV)-)[A-Z]{2,5}-(?:\d+(?:\.\d+)?[A-Za-z]?|MBI|NPI)\b/g;
const RULE_RANGE = /\b([A-Z]{2,5})-(\d+) to \1-(\d+)\b/g;

const rules = RULE_CHAPTERS.flatMap((chapter) => chapter.rules);
const catalogueIds = rules.map((rule) => rule.id);

function sourceFiles(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.ts') && !path.includes('rule-catalogue'))
    .map((path) => join(folder, path))
    .sort();
}

function idsIn(text: string): readonly string[] {
  const ids = [...text.matchAll(RULE_ID)].map(([id]) => id);
  for (const [, prefix, first, last] of text.matchAll(RULE_RANGE)) {
    for (let at = Number(first); at <= Number(last); at += 1) ids.push(`${prefix}-${at}`);
  }
  return ids;
}

function idsUsedIn(folder: string): ReadonlyMap<string, string> {
  const used = new Map<string, string>();
  for (const path of sourceFiles(folder)) {
    for (const id of idsIn(readFileSync(path, 'utf8'))) used.set(id, path.slice(LIB.length));
  }
  return used;
}

describe('finding rule ids in source text', () => {
  it.each([
    { text: "rules: ['ID-1', 'BKT-1']", ids: ['ID-1', 'BKT-1'] },
    { text: '// RULES 4, KX-1 to KX-3', ids: ['KX-1', 'KX-3', 'KX-1', 'KX-2', 'KX-3'] },
    { text: "outside('RULES-8.3', [])", ids: ['RULES-8.3'] },
    { text: "rule: 'THR-2A'", ids: ['THR-2A'] },
    { text: '/** PR-1, CO-253; SHA-256. */', ids: [] },
  ])('reads $text', ({ text, ids }) => {
    expect(idsIn(text)).toEqual(ids);
  });
});

describe('rule catalogue', () => {
  it('explains every id that the domain uses', () => {
    const used = idsUsedIn(DOMAIN);

    const missing = [...used].filter(([id]) => !catalogueIds.includes(id));

    expect(used.size).toBeGreaterThan(35);
    expect(missing).toEqual([]);
  });

  it('holds no entry that nothing refers to', () => {
    const used = idsUsedIn(LIB);

    expect(catalogueIds.filter((id) => !used.has(id))).toEqual([]);
  });

  it('holds each id once', () => {
    expect(new Set(catalogueIds).size).toBe(catalogueIds.length);
  });

  it.each(rules.map((rule) => [rule.id, rule] as const))('states %s in full', (_, rule) => {
    expect(rule.statement).toMatch(/^[A-Z][^\n]{30,}[^.]\.$/);
    expect(rule.source.length).toBeGreaterThan(10);
    expect(['high', 'medium', 'low']).toContain(rule.confidence);
    expect(rule.source.includes('this product')).toBe(rule.isPolicy);
  });

  it('throws on an id that it does not know', () => {
    expect(() => ruleEntry('KX-99')).toThrow('KX-99');
    expect(ruleEntry('KX-4').statement).toContain('institutional');
  });
});

describe('rule catalogue, words', () => {
  const tables = Object.entries(words) as [string, Readonly<Record<string, string>>][];

  it.each(tables.filter(([name]) => name !== 'RECEIVED_SENTENCES'))(
    'says a full sentence for each word of %s',
    (_, table) => {
      for (const sentence of Object.values(table)) expect(sentence).toMatch(/^[A-Z].{15,}\.$/);
      expect(Object.keys(table).length).toBeGreaterThan(2);
    },
  );

  it('uses none of the words that a screening result must not use', () => {
    const text = [...tables.flatMap(([, table]) => Object.values(table)), rulesDocument()].join(
      ' ',
    );

    expect(text).not.toMatch(/fraud|violat|overpay|wrongdoing|offen[cs]e|suspicious/i);
  });
});

describe('docs/rules.md', () => {
  it('is what the catalogue says (npx tsx scripts/write-rules-doc.ts)', () => {
    expect(readFileSync(RULES_DOCUMENT, 'utf8')).toBe(rulesDocument());
  });
});
