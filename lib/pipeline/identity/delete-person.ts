// Deletes one person's data: vault entry, ledger documents with chain and outbox, quarantine, lake.
// What is to go is written down first and crossed off last, so that a deletion that was cut off is
// finished by the next one (docs/identity.md tells what else a host must do, and why).

import { randomUUID } from 'node:crypto';
import * as z from 'zod';
import type { ChainDocument } from '../../domain/ledger-document.js';
import type { IdentityVault, VaultAccess } from '../../ports/identity-vault.js';
import type { LedgerKeeper, Replacement } from '../../ports/ledger-keeper.js';
import type { LedgerStore } from '../../ports/ledger-store.js';
import type { ObjectStore } from '../../ports/object-store.js';
import type { QuarantineStore } from '../../ports/quarantine-store.js';
import type { LedgerTools } from '../ledger-tools.js';
import { loadChains, loadYears } from '../person-documents.js';
import { forgetInLake, type DropLakeRows } from './forget-in-lake.js';
import { forgetAlerts, type AlertTools } from './person-alerts.js';

export interface DeleteTools extends LedgerTools, AlertTools {
  readonly tenantId: string;
  readonly ledger: LedgerStore;
  readonly keeper: LedgerKeeper;
  readonly quarantine: QuarantineStore;
  readonly objects: ObjectStore;
  readonly vault: IdentityVault;
  readonly dropRows: DropLakeRows;
}

const PLAN = z.strictObject({
  /** Every token of the person, former ones too. */
  tokens: z.array(z.string()),
  claims: z.int(),
  years: z.array(z.int()),
  quarantineKeys: z.array(z.string()),
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
  const versions = new Set(chains.flatMap((chain) => chain.headers.map((each) => each.versionKey)));
  return {
    tokens: chains.map((chain) => chain.token).sort(),
    claims: versions.size,
    years: [...new Set(years)].sort((left, right) => left - right),
    quarantineKeys: [...new Set([...marked, ...(await quarantinedBy(tools, numbers))])].sort(),
  };
}

export async function noteDeletion(tools: DeleteTools, plan: DeletionPlan): Promise<NotedDeletion> {
  const key = `${notesPrefix(tools.tenantId)}${randomUUID()}.json`;
  await tools.objects.put(key, new TextEncoder().encode(JSON.stringify(plan)));
  return { key, plan };
}

/** Deletions that were begun, and not crossed off. */
export async function notedDeletions(
  tools: Pick<DeleteTools, 'tenantId' | 'objects'>,
): Promise<readonly NotedDeletion[]> {
  const noted: NotedDeletion[] = [];
  for (const key of await tools.objects.list(notesPrefix(tools.tenantId))) {
    const stored = await tools.objects.get(key);
    if (stored === null) continue;
    noted.push({ key, plan: PLAN.parse(JSON.parse(new TextDecoder().decode(stored.body))) });
  }
  return noted;
}

/** In the turn of a publisher. Publish anew and keep one snapshot, then cross the note off. */
export async function deletePerson(
  tools: DeleteTools,
  { tokens, quarantineKeys }: DeletionPlan,
  access: VaultAccess,
): Promise<{ readonly renamedSnapshots: readonly string[] }> {
  const { tenantId, objects, dropRows } = tools;
  // The record of it first: what is gone can no longer be told from what never was.
  await tools.vault.forget(tenantId, tokens, access);
  await removeDocuments(tools, tokens);
  await forgetAlerts(tools, tokens);
  await tools.quarantine.remove(tenantId, quarantineKeys);
  const { renamed } = await forgetInLake({ tenantId, objects, dropRows, tokens });
  return { renamedSnapshots: renamed };
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
