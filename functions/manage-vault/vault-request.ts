// What an operator asks the door of the vault for. It is the input of a state machine, which stays
// in the history of the execution: a token may be in it, a Medicare number never.

import * as z from 'zod';
import { namesMedicareNumber } from '../../lib/pipeline/identity/vault-access.js';
import { looksLikeToken } from '../../lib/pipeline/tokenizer.js';
import { VAULT_REQUEST_ERROR } from '../task-answers.js';

const WORDS = z
  .string()
  .trim()
  .min(1)
  .max(200)
  .refine((text) => !namesMedicareNumber(text));
const WHY = { reason: WORDS, enteredBy: WORDS };

const REQUEST = z.discriminatedUnion('work', [
  z.strictObject({ work: z.literal('create') }),
  z.strictObject({ work: z.literal('rotate'), ...WHY }),
  z.strictObject({ work: z.literal('delete'), token: z.string().refine(looksLikeToken), ...WHY }),
]);

const INPUT = z.object({
  request: REQUEST,
  /** Name of the execution: the same for every call that is about one request. */
  requestId: z.string().min(1).max(100),
});

export type VaultRequest = z.infer<typeof REQUEST>;
export type VaultTask = z.infer<typeof INPUT>;

/** No second try mends what was asked for. The message names no one. */
export class VaultRequestError extends Error {
  override readonly name = VAULT_REQUEST_ERROR;
}

/** Throws without repeating what it was given. */
export function parseVaultTask(event: unknown): VaultTask {
  const parsed = INPUT.safeParse(event);
  if (parsed.success) return parsed.data;
  throw new VaultRequestError('the request to the vault is not of its form');
}
