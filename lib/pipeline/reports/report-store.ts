// Where reports are kept: one immutable object per month and edition, so that last month's report
// can be rendered again as it was, whatever became known since.

import { createHash } from 'node:crypto';
import { gunzipSync, gzipSync } from 'node:zlib';
import type { ObjectStore } from '../../ports/object-store.js';
import { REPORT_MODEL, type ReportModel } from './report-model.js';

export interface ReportPlace {
  readonly tenantId: string;
  readonly objects: ObjectStore;
}

export interface StoredReport {
  readonly model: ReportModel;
  /** Of the JSON text: what the outputs print, and what the next month refers to. */
  readonly sha256: string;
}

/** The text that is hashed, stored and handed out: one object a line would help nobody. */
export function reportJson(model: ReportModel): string {
  return `${JSON.stringify(model)}\n`;
}

export function reportHash(model: ReportModel): string {
  return createHash('sha256').update(reportJson(model)).digest('hex');
}

/** False when another process has stored this edition first. */
export async function storeReport(place: ReportPlace, model: ReportModel): Promise<boolean> {
  const body = gzipSync(reportJson(model));
  const key = keyOf(place.tenantId, model.month, model.edition);
  const result = await place.objects.put(key, body, { ifAbsent: true });
  return result.kind === 'stored';
}

/** The latest edition of a month, or the one asked for; null where there is none. */
export async function readReport(
  place: ReportPlace,
  month: string,
  edition?: number,
): Promise<StoredReport | null> {
  const number = edition ?? (await editionsOf(place, month)).at(-1);
  if (number === undefined) return null;
  const stored = await place.objects.get(keyOf(place.tenantId, month, number));
  if (stored === null) return null;
  const text = gunzipSync(stored.body).toString('utf8');
  const model: ReportModel = REPORT_MODEL.parse(JSON.parse(text));
  return { model, sha256: createHash('sha256').update(text).digest('hex') };
}

/** Ascending. */
export async function editionsOf(place: ReportPlace, month: string): Promise<readonly number[]> {
  const prefix = `${reportsPrefix(place.tenantId)}${month}/edition-`;
  const keys = await place.objects.list(prefix);
  return keys
    .map((key) => Number(key.slice(prefix.length).replace(/\.json\.gz$/, '')))
    .toSorted((one, other) => one - other);
}

function keyOf(tenantId: string, month: string, edition: number): string {
  return `${reportsPrefix(tenantId)}${month}/edition-${edition}.json.gz`;
}

function reportsPrefix(tenantId: string): string {
  return `tenant=${tenantId}/reports/`;
}
