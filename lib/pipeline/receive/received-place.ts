// Names of what the receiving door keeps: which tenant a key belongs to, one id for each content
// that arrived, and where the record of a part lies.

import { createHash } from 'node:crypto';
import { TENANT_ID_PATTERN } from '../../domain/tenant-id.js';
import type { ReceivedFileRef } from '../../ports/received-files.js';

const TENANT_FOLDER = new RegExp(`^tenant=(${TENANT_ID_PATTERN})/(.+)$`);
const ID_DIGITS = 32;
const OFFSET_DIGITS = 15;

/** The tenant comes from the folder and from nowhere else; null when the key names none. */
export function tenantOfKey(key: string): string | null {
  return TENANT_FOLDER.exec(key)?.[1] ?? null;
}

/** How messages name the file: its key without the tenant. */
export function fileNameOf(key: string): string {
  return TENANT_FOLDER.exec(key)?.[2] ?? key;
}

export function fileIdOf({ key, etag }: ReceivedFileRef): string {
  return createHash('sha256').update(`${etag}|${key}`).digest('hex').slice(0, ID_DIGITS);
}

/** Of the part that begins at this byte. */
export function partRecordKey(tenantId: string, fileId: string, byteOffset: number): string {
  const offset = String(byteOffset).padStart(OFFSET_DIGITS, '0');
  return `tenant=${tenantId}/received/${fileId}/part-${offset}.json`;
}

export function unpackedPrefix(tenantId: string, fileId: string): string {
  return `tenant=${tenantId}/unpacked/${fileId}/`;
}
