// Writes docs/rules.md from the catalogue in lib/domain, so that the page and the program can not
// say different things. Run by hand after a rule changed; a test compares the two.

import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { RuleChapter, RuleEntry } from '../lib/domain/rule-catalogue-entry.js';
import { RULE_CHAPTERS } from '../lib/domain/rule-catalogue.js';
import {
  ASSESSMENT_SENTENCES,
  CERTAINTY_SENTENCES,
  COMPLETENESS_SENTENCES,
  EXPECTED_SENTENCES,
  FLAG_SENTENCES,
  NOTE_SENTENCES,
  STATE_SENTENCES,
} from '../lib/domain/rule-catalogue-words.js';

export const RULES_DOCUMENT = fileURLToPath(new URL('../docs/rules.md', import.meta.url));

const INTRODUCTION = `# Rules

Every judged line names the rules that were applied to it, in order. This page explains each of
them, and each word that a verdict, flag or note can use. It is written by
\`npx tsx scripts/write-rules-doc.ts\` from the catalogue in \`lib/domain\`; change it there.

What the confidence of a rule says:

- **high**: a statute, a CMS page or data file says so, or several independent pages quote it alike.
- **medium**: one secondary page, or memory of the document, and nothing found against it.
- **low**: the sources leave it open; the entry says what we do and that it is not settled.

Chapters of the CMS manuals were read in quotations. Look a section up in the manual before you cite
it to somebody else. This page is a reference for readers of the ledger, not billing advice.
A rule marked "ours" is a decision of this product, not a rule of Medicare.
`;

interface WordTable {
  readonly title: string;
  readonly words: Readonly<Record<string, string>>;
}

const WORD_TABLES: readonly WordTable[] = [
  { title: 'What is asked of a line (`kxExpected`)', words: EXPECTED_SENTENCES },
  { title: 'What the line does (`kxAssessment`)', words: ASSESSMENT_SENTENCES },
  { title: 'How sure the answer is (`kxCertainty`)', words: CERTAINTY_SENTENCES },
  { title: 'What a total is made of (`completeness`)', words: COMPLETENESS_SENTENCES },
  { title: 'Flags', words: FLAG_SENTENCES },
  { title: 'Notes, which change no verdict', words: NOTE_SENTENCES },
  { title: 'States of a claim version', words: STATE_SENTENCES },
];

/** In the form that the formatter leaves alone. */
export function rulesDocument(): string {
  return [
    INTRODUCTION,
    ...RULE_CHAPTERS.map(chapterText),
    '## Words\n',
    ...WORD_TABLES.map(wordTableText),
  ].join('\n');
}

function chapterText({ title, rules }: RuleChapter): string {
  return [`## ${title}\n`, ...rules.map(ruleText)].join('\n');
}

function ruleText(rule: RuleEntry): string {
  const policy = rule.isPolicy ? ', ours' : '';
  return [
    `### ${rule.id}\n`,
    `${rule.statement}\n`,
    `- Source: ${rule.source}`,
    `- Confidence: ${rule.confidence}${policy}\n`,
  ].join('\n');
}

function wordTableText({ title, words }: WordTable): string {
  const items = Object.entries(words).map(([word, sentence]) => `- \`${word}\`: ${sentence}`);
  return `### ${title}\n\n${items.join('\n')}\n`;
}

function main(): void {
  writeFileSync(RULES_DOCUMENT, rulesDocument());
  process.stdout.write('docs/rules.md written\n');
}

if (process.argv[1] === fileURLToPath(import.meta.url)) main();
