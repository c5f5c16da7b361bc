// What the trail of the vault is told of an access: people read it who may not know whom it is
// about, so no number belongs in the reason, and the person is a keyed hash.

import { isMbi } from '../../domain/identifiers.js';
import type { Tokenizer } from '../tokenizer.js';

export function namesMedicareNumber(text: string): boolean {
  return text.split(/[^\w-]+/).some(isMbi);
}

/** Stands for the person, and outlives the person's data. */
export function accessSubject(tokens: Pick<Tokenizer, 'keyedHash'>, token: string): string {
  return tokens.keyedHash(['vault access', token]);
}
