// Deletes one person's data: vault entry, ledger documents with chain and outbox, alerts, cases,
// quarantine, documents of the record, claims on their way, rows of reports, lake.
// What is to go is written down first and crossed off last, so that a deletion that was cut off is
// finished by the next one (docs/identity.md tells what else a host must do, and why).

import { randomUUID } from 'node:crypto';
import * as z from 'zod';
import type { ChainDocument } from '../../domain/ledger-document.js';
import type { CaseStore } from '../../ports/case-store.js';
import type { IdentityVault, VaultAccess } from '../../ports/identity-vault.js';
import type { LedgerKeeper, Replacement } from '../../ports/ledger-keeper.js';
import type { LedgerStore } from '../../ports/ledger-store.js';
import type { ObjectStore } from '../../ports/object-store.js';
import type { QuarantineStore } from '../../ports/quarantine-store.js';
import { casesOfClaims } from '../cases/cases-of-claims.js';
import type { LedgerTools } from '../ledger-tools.js';
import { loadChains, loadYears } from '../person-documents.js';
import { readJson } from '../read-json.js';
import { forgetInLake, type DropLakeRows, type LogProgress } from './forget-in-lake.js';
import { forgetInLines } from './forget-in-lines.js';
import { forgetInReports } from './forget-in-reports.js';
import { forgetAlerts, type AlertTools } from './person-alerts.js';

export interface DeleteTools extends LedgerTools, AlertTools {
  readonly tenantId: string;
  readonly ledger: LedgerStore;
  readonly keeper: LedgerKeeper;
  readonly quarantine: QuarantineStore;
  readonly cases: CaseStore;
  readonly objects: ObjectStore;
  /** Where files of reports are rendered to; null on a host that hands them to people. */
  readonly rendered: ObjectStore | null;
  readonly vault: IdentityVault;
  readonly dropRows: DropLakeRows;
}

const CHUNK = z.strictObject({ year: z.int(), sha256: z.string(), rows: z.int() }).nullable();

const PLAN = z.strictObject({
  /** Every token of the person, former ones too. */
  tokens: z.array(z.string()),
  claims: z.int(),
  years: z.array(z.int()),
  quarantineKeys: z.array(z.string()),
  caseIds: z.array(z.string()),
  /** How far the log of the lake was looked through, when there was not time for all of it. */
  log: z
    .strictObject({ checked: z.array(z.string()), replaced: z.record(z.string(), CHUNK) })
    .optional(),
  /** What is behind it, on a host that does one thing after the other in calls of their own. */
  stage: z.enum(['deleted', 'published']).optional(),
  /** How far the other objects were looked through, and how many of them stay by intent. */
  swept: z.strictObject({ to: z.string(), stillNaming: z.int() }).optional(),
});

export type DeletionPlan = Readonly<z.infer<typeof PLAN>>;

export interface NotedDeletion {
  readonly key: string;
  readonly plan: DeletionPlan;
}

const MAX_ATTEMPTS = 50;

/** Changes nothing. `numbers`: as far as they are known, to find texts in quarantine by them. */
export async function planDeletion(
  tools: DeleteTools,
  token: string,
  numbers: readonly string[],
): Promise<DeletionPlan> {
  const chains = [...(await loadChains(tools, [token])).values()];
  const years = chains.flatMap((chain) => [
    ...chain.years,
    ...chain.headers.flatMap((header) => header.years),
  ]);
  const marked = chains.flatMap((chain) => chain.quarantined.map((mark) => mark.quarantineKey));
  const headers = chains.flatMap((chain) => chain.headers);
  const versions = new Set(headers.map((each) => each.versionKey));
  return {
    tokens: chains.map((chain) => chain.token).sort(),
    claims: versions.size,
    years: [...new Set(years)].sort((left, right) => left - right),
    quarantineKeys: [...new Set([...marked, ...(await quarantinedBy(tools, numbers))])].sort(),
    caseIds: [...(await casesOfClaims(tools, headers))],
  };
}

export async function noteDeletion(tools: DeleteTools, plan: DeletionPlan): Promise<NotedDeletion> {
  return keepNote(tools, { key: `${notesPrefix(tools.tenantId)}${randomUUID()}.json`, plan });
}

export async function keepNote(
  { objects }: Pick<DeleteTools, 'objects'>,
  noted: NotedDeletion,
): Promise<NotedDeletion> {
  await objects.put(noted.key, new TextEncoder().encode(JSON.stringify(noted.plan)));
  return noted;
}

/** Deletions that were begun, and not crossed off. */
export async function notedDeletions(
  tools: Pick<DeleteTools, 'tenantId' | 'objects'>,
): Promise<readonly NotedDeletion[]> {
  const noted: NotedDeletion[] = [];
  for (const key of await tools.objects.list(notesPrefix(tools.tenantId))) {
    const plan = await readJson(tools.objects, key, PLAN);
    if (plan !== null) noted.push({ key, plan });
  }
  return noted;
}

export type PersonDeleted =
  | { readonly kind: 'deleted'; readonly renamedSnapshots: readonly string[] }
  /** Time was up; the note says how far it came, and the same again goes on. */
  | { readonly kind: 'unfinished' };

/** In the turn of a publisher. Publish anew and keep one snapshot, then cross the note off. */
export async function deletePerson(
  tools: DeleteTools,
  { key, plan }: NotedDeletion,
  step: { readonly access: VaultAccess; readonly isTimeUp?: () => boolean },
): Promise<PersonDeleted> {
  const { tenantId, objects, dropRows, rendered } = tools;
  const { tokens } = plan;
  // The record of it first: what is gone can no longer be told from what never was.
  await tools.vault.forget(tenantId, tokens, step.access);
  // Claims on their way before the ledger that they are on their way to.
  await forgetInLines({ tenantId, objects, tokens });
  await removeDocuments(tools, tokens);
  await forgetAlerts(tools, tokens);
  await tools.quarantine.remove(tenantId, plan.quarantineKeys);
  await tools.cases.remove(tenantId, plan.caseIds);
  await forgetInReports({ tenantId, objects, rendered, tokens });
  const { isTimeUp = () => false } = step;
  const lake = await forgetInLake({
    tenantId,
    objects,
    dropRows,
    tokens,
    log: plan.log,
    isTimeUp,
  });
  // What comes next takes its time, too: it gets a call of its own, which need not look again.
  const isDone = lake.kind === 'forgotten' && !(lake.looked > 0 && isTimeUp());
  if (isDone) return { kind: 'deleted', renamedSnapshots: lake.renamed };
  await keepNote(tools, { key, plan: { ...plan, log: mutable(lake.log) } });
  return { kind: 'unfinished' };
}

/** The schema's arrays are plain ones. */
function mutable({ checked, replaced }: LogProgress): DeletionPlan['log'] {
  return { checked: [...checked], replaced: { ...replaced } };
}

/** Also after a deletion: somebody may have stored claims while all else was taken away. */
export async function isInLedger(tools: DeleteTools, { tokens }: DeletionPlan): Promise<boolean> {
  return (await chainsOf(tools, tokens)).size > 0;
}

export async function crossOff(
  tools: Pick<DeleteTools, 'objects'>,
  { key }: NotedDeletion,
): Promise<void> {
  await tools.objects.remove(key);
}

async function quarantinedBy(
  { tenantId, quarantine }: DeleteTools,
  numbers: readonly string[],
): Promise<readonly string[]> {
  const wanted = numbers.map(plain).filter((number) => number !== '');
  if (wanted.length === 0) return [];
  const found: string[] = [];
  for (const { quarantineKey, kind } of await quarantine.list(tenantId)) {
    const text = kind === 'claim' ? await quarantine.open(tenantId, quarantineKey) : null;
    if (text === null) continue;
    const said = plain(text);
    if (wanted.some((number) => said.includes(number))) found.push(quarantineKey);
  }
  return found;
}

/** However people and files write a number. */
function plain(text: string): string {
  return text.replace(/[\s-]/g, '').toUpperCase();
}

async function removeDocuments(tools: DeleteTools, tokens: readonly string[]): Promise<void> {
  for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt += 1) {
    const replacement = await removalOf(tools, tokens);
    if (replacement.puts.length + replacement.removals.length === 0) return;
    const result = await tools.keeper.replace(replacement);
    if (result.kind === 'committed') return;
  }
  throw new Error('the ledger documents kept changing; try again');
}

async function removalOf(tools: DeleteTools, tokens: readonly string[]): Promise<Replacement> {
  const { tenantId } = tools;
  const gone = new Set(tokens);
  const own = await chainsOf(tools, tokens);
  const years = await loadYears(tools, own, 'all');
  const named = [...own.values()].flatMap((chain) =>
    chain.joins.flatMap(({ from, to }) => [from, to]),
  );
  const others = await chainsOf(
    tools,
    [...new Set(named)].filter((token) => !gone.has(token)),
  );
  const removals = [...own.values(), ...years.values()].map((document) => {
    const { token, version } = document;
    return 'year' in document
      ? { key: { kind: 'year', tenantId, token, year: document.year } as const, version }
      : { key: { kind: 'chain', tenantId, token } as const, version };
  });
  // Two who were joined by mistake and taken apart still name each other.
  const puts = [...others.values()].flatMap((chain) => {
    const joins = chain.joins.filter(({ from, to }) => !gone.has(from) && !gone.has(to));
    if (joins.length === chain.joins.length) return [];
    const version = chain.version + 1;
    return [{ document: { kind: 'chain' as const, ...chain, joins, version } }];
  });
  return { puts, removals };
}

async function chainsOf(
  tools: DeleteTools,
  tokens: readonly string[],
): Promise<ReadonlyMap<string, ChainDocument>> {
  const { tenantId } = tools;
  const keys = tokens.map((token) => ({ kind: 'chain' as const, tenantId, token }));
  const chains = new Map<string, ChainDocument>();
  if (keys.length === 0) return chains;
  for (const document of await tools.ledger.load(keys)) {
    if (document?.kind === 'chain') chains.set(document.token, document);
  }
  return chains;
}

function notesPrefix(tenantId: string): string {
  return `tenant=${tenantId}/deletions/`;
}
