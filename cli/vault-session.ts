// What the vault's commands share: its options, the session with a vault in it, why it is opened,
// and whom a command is about. A Medicare number comes from a prompt or standard input, never from
// the command line, where the shell's history and the list of processes would show it.

import { Option, type Command } from 'commander';
import type { EmbeddedVault } from '../lib/adapters/embedded/identity-vault.js';
import type { VaultAccess, VaultPurpose } from '../lib/ports/identity-vault.js';
import { accessSubject, namesMedicareNumber } from '../lib/pipeline/identity/vault-access.js';
import { looksLikeToken, type Tokenizer } from '../lib/pipeline/tokenizer.js';
import { namedPerson } from './beneficiary-token.js';
import { addCommand, type CommonOptions } from './command.js';
import { commandLine } from './command-line.js';
import { toWords } from './option-values.js';
import { enteredBy, type Session } from './session.js';
import { withStoredSession } from './stored-session.js';
import { FailedError, UsageError } from './usage-error.js';

export interface VaultCommandOptions extends CommonOptions {
  readonly vaultKeyFile?: string;
}

export interface ReasonOptions extends VaultCommandOptions {
  readonly reason: string;
}

export interface VaultSession extends Session {
  readonly vault: EmbeddedVault;
}

export function addVaultCommand(group: Command, name: string, description: string): Command {
  return addCommand(group, name, description).addOption(
    new Option('--vault-key-file <file>', 'what opens the vault, kept elsewhere').env(
      'KXRAY_VAULT_KEY_FILE',
    ),
  );
}

export async function withVault<Answer>(
  options: VaultCommandOptions,
  action: (session: VaultSession) => Promise<Answer>,
): Promise<Answer> {
  return withStoredSession(options, async (session) => {
    const { vault } = session;
    if (vault === null) {
      const create = commandLine('vault create --vault-key-file FILE', options.data);
      throw new FailedError(`this workspace keeps no vault; ${create} makes one`);
    }
    return action({ ...session, vault });
  });
}

/** `about`: the token concerned; the trail keeps a keyed hash of it. */
export function accessTo(
  session: Pick<Session, 'clock' | 'tools'>,
  known: { readonly purpose: VaultPurpose; readonly reason: string; readonly about?: string },
): VaultAccess {
  const { purpose, about } = known;
  return {
    purpose,
    reason: toReason(known.reason),
    enteredBy: enteredBy(),
    enteredAt: session.clock.now(),
    subject: about === undefined ? null : accessSubject(session.tools.tokens, about),
  };
}

/** The trail is read by people who may not know whom it is about: no number belongs in it. */
function toReason(text: string): string {
  const reason = toWords(text, '--reason');
  if (namesMedicareNumber(reason)) {
    throw new UsageError('--reason takes words, and never a Medicare number');
  }
  return reason;
}

export async function personToken(text: string, tokens: Tokenizer): Promise<string> {
  return (await personAsked(text, tokens)).token;
}

export interface PersonAsked {
  readonly token: string;
  /** The number that was typed, if one was. */
  readonly numbers: readonly string[];
}

/** A token, or `-` to be asked for the number. */
export async function personAsked(text: string, tokens: Tokenizer): Promise<PersonAsked> {
  if (text !== '-' && !looksLikeToken(text)) {
    throw new UsageError(
      'name a token, or - to be asked for the Medicare number: on the command line others see it',
    );
  }
  const { token, number } = await namedPerson(text, tokens);
  return { token, numbers: number === null ? [] : [number] };
}
