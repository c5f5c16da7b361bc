// Takes the rows that name a person out of reports that are stored. Sums stay what was known on the
// day of the report; the report says that rows were taken out. Files that were rendered from it go
// first, so that a deletion which was cut off still finds by the report what is left to do.

import { gunzipSync, gzipSync } from 'node:zlib';
import type { ObjectStore } from '../../ports/object-store.js';
import { REPORT_MODEL, type ReportModel } from '../reports/report-model.js';
import { reportJson } from '../reports/report-store.js';
import type { ForgetInObjects } from './forget-in-lines.js';

export interface ForgetInReports extends ForgetInObjects {
  /** Where rendered files lie, by tenant, month and edition; null on a host that keeps none. */
  readonly rendered: ObjectStore | null;
}

const EDITION = /\/reports\/(\d{4}-\d{2})\/(edition-\d+)\.json\.gz$/;
export const ROWS_TAKEN_OUT =
  'Rows that named a beneficiary were taken out since, because the data of that person was ' +
  'deleted. Sums are those of the day on which the report was made.';

/** How many reports are without the person now. */
export async function forgetInReports(place: ForgetInReports): Promise<number> {
  const { tenantId, objects, tokens } = place;
  let rewritten = 0;
  for (const key of await objects.list(`tenant=${tenantId}/reports/`)) {
    const [, month, edition] = EDITION.exec(key) ?? [];
    const stored = month === undefined ? null : await objects.get(key);
    if (stored === null || edition === undefined) continue;
    const model = REPORT_MODEL.parse(JSON.parse(gunzipSync(stored.body).toString('utf8')));
    const next = withoutPersons(model, new Set(tokens));
    if (next === null) continue;
    await removeRendered(place, `tenant=${tenantId}/${month}/${edition}/`);
    await objects.put(key, gzipSync(reportJson(next)));
    rewritten += 1;
  }
  return rewritten;
}

/** Months whose latest report has no rendered files: to be rendered anew from what is stored. */
export async function unrenderedMonths({
  tenantId,
  objects,
  rendered,
}: Omit<ForgetInReports, 'tokens'>): Promise<readonly string[]> {
  if (rendered === null) return [];
  const latest = new Map<string, number>();
  for (const key of await objects.list(`tenant=${tenantId}/reports/`)) {
    const [, month, edition] = EDITION.exec(key) ?? [];
    if (month === undefined || edition === undefined) continue;
    const number = Number(edition.slice('edition-'.length));
    latest.set(month, Math.max(number, latest.get(month) ?? 0));
  }
  const months: string[] = [];
  for (const [month, edition] of latest) {
    const files = await rendered.list(`tenant=${tenantId}/${month}/edition-${edition}/`);
    if (files.length === 0) months.push(month);
  }
  return months.sort();
}

async function removeRendered({ rendered }: ForgetInReports, prefix: string): Promise<void> {
  if (rendered === null) return;
  for (const key of await rendered.list(prefix)) await rendered.remove(key);
}

/** Null when no row names any of them. */
function withoutPersons(model: ReportModel, gone: ReadonlySet<string>): ReportModel | null {
  const isOther = ({ token }: { readonly token: string }): boolean => !gone.has(token);
  const { lines, largest, documentation, simulatedAdr, cases, unknowns } = model;
  // What was decided on names claims alone: each of them is among the lines.
  const goneLines = new Set(lines.filter((each) => !isOther(each)).map(lineName));
  const next: ReportModel = {
    ...model,
    lines: lines.filter(isOther),
    ...(cases === undefined
      ? {}
      : {
          cases: { ...cases, lines: cases.lines.filter((each) => !goneLines.has(lineName(each))) },
        }),
    largest: largest !== null && isOther(largest) ? largest : null,
    documentation: documentation && {
      ...documentation,
      gaps: documentation.gaps.filter(isOther),
    },
    simulatedAdr: simulatedAdr && {
      ...simulatedAdr,
      claims: simulatedAdr.claims.filter(isOther),
    },
  };
  if (reportJson(next) === reportJson(model)) return null;
  const others = unknowns.filter((sentence) => sentence !== ROWS_TAKEN_OUT);
  return { ...next, unknowns: [ROWS_TAKEN_OUT, ...others] };
}

function lineName({ icn, line }: Pick<ReportModel['lines'][number], 'icn' | 'line'>): string {
  return `${line} ${icn}`;
}
