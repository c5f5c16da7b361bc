// QuarantineStore on LMDB: what could not be accepted. Records, sealed texts and counts are kept
// apart and written in one transaction, so that counting and listing never touch a text.

import type { Database } from 'lmdb';
import {
  COUNTED_AS,
  type QuarantineCounts,
  type QuarantineEntry,
  type QuarantineRecord,
  type QuarantineStore,
} from '../../ports/quarantine-store.js';
import type { SecretSource } from '../../ports/secret-source.js';
import { openText, sealText, type SealedText } from '../common/quarantine-seal.js';
import { AFTER_KEY_PARTS, assertKeyPart, assertTenantId } from './key-part.js';
import type { LmdbEnvironment, StoreKey } from './lmdb-environment.js';

interface SealedEntry {
  readonly record: QuarantineRecord;
  readonly text: SealedText | null;
}

const NO_COUNTS: QuarantineCounts = { claims: 0, lines: 0, files: 0, lists: 0 };

export class LmdbQuarantineStore implements QuarantineStore {
  readonly #environment: LmdbEnvironment;
  readonly #secrets: SecretSource;
  readonly #records: Database<QuarantineRecord, StoreKey>;
  readonly #texts: Database<SealedText, StoreKey>;
  readonly #counts: Database<QuarantineCounts, StoreKey>;

  constructor(environment: LmdbEnvironment, secrets: SecretSource) {
    this.#environment = environment;
    this.#secrets = secrets;
    this.#records = environment.database<QuarantineRecord>('quarantine', 'msgpack');
    this.#texts = environment.database<SealedText>('quarantineTexts', 'msgpack');
    this.#counts = environment.database<QuarantineCounts>('quarantineCounts', 'msgpack');
  }

  async put(entries: readonly QuarantineEntry[]): Promise<void> {
    for (const entry of entries) assertPlace(entry.tenantId, entry.quarantineKey);
    const sealed: SealedEntry[] = [];
    for (const { rawText, ...record } of entries) {
      const text = rawText === null ? null : await sealText(this.#secrets, record, rawText);
      sealed.push({ record, text });
    }
    if (sealed.length === 0) return;
    await this.#environment.transact(() => {
      for (const entry of sealed) this.#putOne(entry);
    });
  }

  async list(tenantId: string): Promise<readonly QuarantineRecord[]> {
    assertTenantId(tenantId);
    return this.#environment.read(() => {
      const range = this.#records.getRange({ start: [tenantId], end: [tenantId, AFTER_KEY_PARTS] });
      return [...range].map(({ value }) => value);
    });
  }

  async counts(tenantId: string): Promise<QuarantineCounts> {
    assertTenantId(tenantId);
    return this.#environment.read(() => this.#countsOf(tenantId));
  }

  async open(tenantId: string, quarantineKey: string): Promise<string | null> {
    assertPlace(tenantId, quarantineKey);
    const text = this.#environment.read(() => this.#texts.get([tenantId, quarantineKey]));
    return text === undefined ? null : openText(this.#secrets, { tenantId, quarantineKey }, text);
  }

  async remove(tenantId: string, quarantineKeys: readonly string[]): Promise<void> {
    for (const quarantineKey of quarantineKeys) assertPlace(tenantId, quarantineKey);
    if (quarantineKeys.length === 0) return;
    await this.#environment.transact(() => {
      for (const quarantineKey of quarantineKeys) this.#removeOne([tenantId, quarantineKey]);
    });
  }

  /** The first arrival stays: its key is a hash of the content, so a later one says nothing new. */
  #putOne({ record, text }: SealedEntry): void {
    const key: StoreKey = [record.tenantId, record.quarantineKey];
    if (this.#records.get(key) !== undefined) return;
    void this.#records.put(key, record);
    if (text !== null) void this.#texts.put(key, text);
    this.#count(record, 1);
  }

  #removeOne(key: StoreKey): void {
    const record = this.#records.get(key);
    if (record === undefined) return;
    void this.#records.remove(key);
    void this.#texts.remove(key);
    this.#count(record, -1);
  }

  #count(record: QuarantineRecord, sign: 1 | -1): void {
    const counts = this.#countsOf(record.tenantId);
    const counted = COUNTED_AS[record.kind];
    void this.#counts.put([record.tenantId], {
      ...counts,
      lines: counts.lines + sign * record.lines,
      [counted]: counts[counted] + sign,
    });
  }

  /** A store of before lists were told apart names none. */
  #countsOf(tenantId: string): QuarantineCounts {
    return { ...NO_COUNTS, ...this.#counts.get([tenantId]) };
  }
}

function assertPlace(tenantId: string, quarantineKey: string): void {
  assertTenantId(tenantId);
  assertKeyPart('quarantineKey', quarantineKey);
}
