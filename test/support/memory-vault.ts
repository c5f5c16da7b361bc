// The vault, the keeper and a rotation of keys in memory, for laws that run them many times.

import { createHash } from 'node:crypto';
import { SealedIdentityVault } from '../../lib/adapters/common/sealed-identity-vault.js';
import {
  newVaultKeyTexts,
  parseVaultPrivateKey,
  parseVaultPublicKey,
} from '../../lib/adapters/common/vault-key.js';
import type { SealedRecord, VaultRecords } from '../../lib/adapters/common/vault-records.js';
import type { AlertRecord, AlertRecordKey, AlertStore } from '../../lib/ports/alert-store.js';
import type { LedgerKeeper } from '../../lib/ports/ledger-keeper.js';
import type { DocumentKey, LedgerDocument } from '../../lib/ports/ledger-store.js';
import type { TokenKey } from '../../lib/ports/secret-source.js';
import type { RotationState, TokenKeyRotation } from '../../lib/ports/token-key-rotation.js';

const texts = newVaultKeyTexts();
const publicKey = parseVaultPublicKey(texts.publicText);
const privateKey = parseVaultPrivateKey(texts.privateText);

/** Of one tenant. */
export function memoryVault(): SealedIdentityVault {
  if (publicKey === null || privateKey === null) throw new Error('a key is not read back');
  return new SealedIdentityVault({
    records: memoryRecords(),
    publicKey,
    privateKey: async () => privateKey,
  });
}

function memoryRecords(): VaultRecords {
  const sealed = new Map<string, Uint8Array>();
  const lines: string[] = [];
  return {
    async put(_tenantId: string, records: readonly SealedRecord[]) {
      for (const record of records) sealed.set(record.token, record.sealed);
    },
    get: async (_tenantId, tokens) => tokens.map((token) => sealed.get(token) ?? null),
    tokens: async () => [...sealed.keys()].sort(),
    async remove(_tenantId, tokens) {
      for (const token of tokens) sealed.delete(token);
    },
    lines: async () => [...lines],
    async addLine(_tenantId, number, line) {
      if (lines.length >= number) return false;
      lines.push(line);
      return true;
    },
  };
}

/** Over the documents of a MemoryLedger, which it names the same way. */
export function memoryKeeper(documents: Map<string, LedgerDocument>): LedgerKeeper {
  const nameOf = (key: DocumentKey): string =>
    key.kind === 'year'
      ? `${key.tenantId}|${key.token}|year|${key.year}`
      : `${key.tenantId}|${key.token}|chain`;
  return {
    async replace({ puts, removals }) {
      const isCurrent =
        puts.every(({ document }) => {
          return (documents.get(nameOf(document))?.version ?? 0) === document.version - 1;
        }) && removals.every(({ key, version }) => documents.get(nameOf(key))?.version === version);
      if (!isCurrent) return { kind: 'conflict' };
      for (const { document } of puts) documents.set(nameOf(document), structuredClone(document));
      for (const { key } of removals) documents.delete(nameOf(key));
      return { kind: 'committed' };
    },
  };
}

export function memoryTokenKey(name: string): TokenKey {
  const digest = createHash('sha256').update(name);
  return { keyId: name, key: new Uint8Array(digest.digest()) };
}

export function memoryRotation(first: TokenKey, second: TokenKey): TokenKeyRotation {
  let state: RotationState = { kind: 'idle', current: first };
  return {
    state: async () => state,
    async prepare() {
      if (state.kind === 'idle') state = { kind: 'prepared', former: first, next: second };
      return state;
    },
    async adopt() {
      state = { kind: 'adopted', former: first, next: second };
    },
    async finish() {
      state = { kind: 'idle', current: second };
    },
  };
}

export function memoryAlerts(): AlertStore {
  const records = new Map<string, AlertRecord>();
  const nameOf = ({ partition, key }: AlertRecordKey): string => `${partition} ${key}`;
  return {
    load: async (_tenantId, keys) => keys.map((key) => records.get(nameOf(key)) ?? null),
    async *list(_tenantId, partition) {
      for (const record of records.values()) if (record.partition === partition) yield record;
    },
    async commit(_tenantId, changes) {
      const isCurrent = changes.every(
        (change) => (records.get(nameOf(change))?.revision ?? 0) === change.expected,
      );
      if (!isCurrent) return 'conflict';
      for (const { partition, key, expected, value } of changes) {
        if (value === null) records.delete(nameOf({ partition, key }));
        else
          records.set(nameOf({ partition, key }), {
            partition,
            key,
            revision: expected + 1,
            value,
          });
      }
      return 'committed';
    },
  };
}

/** Calls until the fuse blows: the one after the last does nothing and throws. */
export interface Fuse {
  left: number;
}

/** The port, each of whose calls burns the fuse down. */
export function fused<Port extends object>(port: Port, fuse: Fuse): Port {
  return new Proxy(port, {
    get(target, name) {
      const value: unknown = Reflect.get(target, name, target);
      if (typeof value !== 'function') return value;
      return (...args: readonly unknown[]) => {
        if (fuse.left <= 0) throw new Error('killed');
        fuse.left -= 1;
        return Reflect.apply(value, target, args) as unknown;
      };
    },
  });
}
