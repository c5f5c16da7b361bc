// How a command names a beneficiary: a Medicare number, a token, or `-` to keep the number out of
// the shell's history. The number goes to nobody but who has to find texts by it (vault-session).

import { createInterface } from 'node:readline/promises';
import { isMbi } from '../lib/domain/identifiers.js';
import { looksLikeToken, type Tokenizer } from '../lib/pipeline/tokenizer.js';
import { UsageError } from './usage-error.js';

export interface NamedPerson {
  readonly token: string;
  /** As it was typed; null where a token was. */
  readonly number: string | null;
}

export async function namedPerson(text: string, tokens: Tokenizer): Promise<NamedPerson> {
  const given = text === '-' ? await askLine('Medicare number or token') : text;
  if (looksLikeToken(given)) return { token: given, number: null };
  if (!isMbi(given)) {
    throw new UsageError('that is neither a Medicare number (MBI) nor a token of this workspace');
  }
  return { token: tokens.token(given, ''), number: given };
}

export async function beneficiaryToken(text: string, tokens: Tokenizer): Promise<string> {
  return (await namedPerson(text, tokens)).token;
}

/** From a prompt, or the first line of standard input: what must not stand in a shell's history. */
export async function askLine(what: string): Promise<string> {
  const isTerminal = process.stdin.isTTY === true;
  const lines = createInterface({
    input: process.stdin,
    output: process.stderr,
    terminal: isTerminal,
  });
  try {
    if (isTerminal) return (await lines.question(`${what}: `)).trim();
    for await (const line of lines) return line.trim();
    throw new UsageError('standard input held no Medicare number');
  } finally {
    lines.close();
  }
}
