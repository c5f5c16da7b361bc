// `kxray vault rotate`: another key behind all tokens. Every figure stays what it was.

import type { Command } from 'commander';
import { rotateTokenKey, type RotateResult } from '../../lib/pipeline/identity/rotate-token-key.js';
import { examples } from '../command.js';
import { withRotateTools } from '../identity-tools.js';
import { publishLake } from '../lake.js';
import { withStoredSession } from '../stored-session.js';
import { createProgress, plural, printJson, printLine } from '../terminal.js';
import { FailedError } from '../usage-error.js';
import { accessTo, addVaultCommand, withVault, type ReasonOptions } from '../vault-session.js';

export function registerVaultRotate(vault: Command): void {
  addVaultCommand(vault, 'rotate', 'put another key behind all tokens; figures stay as they are')
    .requiredOption('--reason <text>', 'why; it goes on record')
    .addHelpText('after', examples('vault rotate --reason "yearly change of keys"'))
    .action(rotate);
}

async function rotate(options: ReasonOptions): Promise<void> {
  const progress = createProgress(true);
  const result = await withVault(options, (session) => {
    const access = accessTo(session, { purpose: 'rotation', reason: options.reason });
    return withRotateTools(session, options.keyFile, (tools) =>
      rotateTokenKey(tools, {
        access,
        onProgress: (moved, of) => progress.report(`moved ${moved} of ${of}`),
      }),
    );
  }).finally(() => progress.done());
  if (result.kind === 'unknown_identities') throw unknownIdentities(result);
  await withStoredSession(options, publishLake);
  if (options.json === true) printJson(result);
  else {
    printLine(
      `Done: ${plural(result.persons, 'beneficiary has', 'beneficiaries have')} new tokens.`,
    );
    printLine('Former tokens still lead to them. Back up the new key file; destroy old copies.');
  }
}

function unknownIdentities({
  tokens,
}: Extract<RotateResult, { kind: 'unknown_identities' }>): FailedError {
  return new FailedError(
    `${plural(tokens, 'token is', 'tokens are')} not in the vault, of claims from before it was ` +
      'made: read their files again with kxray ingest, then rotate. Nothing was changed.',
  );
}
