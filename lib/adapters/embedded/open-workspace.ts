// Opens or makes a workspace, the whole state of the embedded host in one private folder:
// store/ (LMDB), objects/ (the lake and its pointers), secrets/ (the token key), workspace.json.

import { join, resolve } from 'node:path';
import { makeDirectory } from './durable-file.js';
import { EmbeddedStoreError, WorkspaceOpenError } from './errors.js';
import { FileObjectStore } from './file-object-store.js';
import { FileSecretSource } from './file-secret-source.js';
import { KeyChecks } from './key-checks.js';
import { LmdbAlertStore } from './lmdb-alert-store.js';
import { LmdbCaseStore } from './lmdb-case-store.js';
import { LmdbEnvironment } from './lmdb-environment.js';
import { LmdbLedgerStore } from './lmdb-ledger-store.js';
import { LmdbQuarantineStore } from './lmdb-quarantine-store.js';
import { LmdbSettingsStore } from './lmdb-settings-store.js';
import { claimWorkspaceFormat } from './workspace-format.js';

export interface OpenWorkspaceOptions {
  readonly directory: string;
  /** Where the token key lies; default: in the workspace. */
  readonly keyFile?: string | undefined;
}

export interface EmbeddedWorkspace {
  readonly directory: string;
  readonly ledger: LmdbLedgerStore;
  readonly objects: FileObjectStore;
  readonly quarantine: LmdbQuarantineStore;
  readonly settings: LmdbSettingsStore;
  readonly alerts: LmdbAlertStore;
  readonly cases: LmdbCaseStore;
  readonly secrets: FileSecretSource;
  close(): Promise<void>;
}

export async function openWorkspace(options: OpenWorkspaceOptions): Promise<EmbeddedWorkspace> {
  const directory = resolve(options.directory);
  const environment = await openEnvironment(directory);
  try {
    return await buildWorkspace(environment, directory, options.keyFile);
  } catch (error) {
    await environment.close();
    throw error;
  }
}

async function openEnvironment(directory: string): Promise<LmdbEnvironment> {
  try {
    await makeDirectory(directory);
    await claimWorkspaceFormat(directory);
    await makeDirectory(join(directory, 'store'));
  } catch (error) {
    if (error instanceof EmbeddedStoreError) throw error;
    throw new WorkspaceOpenError(`the workspace ${directory} cannot be made or read`, {
      cause: error,
    });
  }
  return LmdbEnvironment.open(join(directory, 'store'));
}

async function buildWorkspace(
  environment: LmdbEnvironment,
  directory: string,
  keyFile: string | undefined,
): Promise<EmbeddedWorkspace> {
  const objects = new FileObjectStore({
    directory: join(directory, 'objects'),
    exclusive: (action) => environment.transact(action),
  });
  await objects.prepare();
  const secrets = new FileSecretSource({
    keyFile: resolve(keyFile ?? join(directory, 'secrets', 'token.key')),
    checks: new KeyChecks(environment),
  });
  return {
    directory,
    ledger: new LmdbLedgerStore(environment),
    objects,
    quarantine: new LmdbQuarantineStore(environment, secrets),
    settings: new LmdbSettingsStore(environment),
    alerts: new LmdbAlertStore(environment),
    cases: new LmdbCaseStore(environment),
    secrets,
    close: () => environment.close(),
  };
}
