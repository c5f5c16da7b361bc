// The lines behind one part of a score. The host asks the lake for them, which may take a moment;
// what it found is kept beside the pages of the same set, so that the next look is one read.

import type { PatternId } from '../../domain/patterns/pattern-finding.js';
import type { ProviderRole } from '../../domain/patterns/provider-role.js';
import { claimRefOf } from '../../pipeline/pages/claim-ref.js';
import type { ProviderPage } from '../../pipeline/pages/page-contents.js';
import { putPage, type PageSet } from '../../pipeline/pages/page-store.js';
import { providerBucket, providerKey } from '../../pipeline/pages/provider-pages.js';
import type { ApiContext } from '../api-context.js';
import type { PartLinesAnswer } from '../contract/providers.js';
import { NOT_FOUND, type Problem } from '../problem.js';
import { NOT_BUILT, NOT_HERE } from './not-built.js';

interface Provider {
  readonly tenantId: string;
  readonly role: ProviderRole;
  readonly npi: string;
}

/** What one answer can hold on aws (6 MB), by far; `total` says how many there are. */
const LINES_SHOWN = 5_000;

export async function partLines(
  context: ApiContext,
  tenantId: string,
  asked: Omit<Provider, 'tenantId'> & { readonly pattern: PatternId },
): Promise<PartLinesAnswer | { readonly problem: Problem } | 'later'> {
  const { actions, objects } = context.ports;
  if (actions.partLines === undefined) return { problem: NOT_HERE };
  const set = await context.pages.set(tenantId);
  if (set === null || set.runId === null) return { problem: NOT_BUILT };
  const { pagesId, snapshotId } = set;
  const { role, npi, pattern } = asked;
  const page = `lines-${role}-${npi}-${pattern}`;
  const known = await context.pages.page<PartLinesAnswer>(tenantId, pagesId, page);
  if (known !== null) return known;
  const provider = await providerOf(context, set, { tenantId, role, npi });
  const finding = provider?.patterns.find((each) => each.pattern === pattern);
  if (provider === null || finding === undefined) return { problem: NOT_FOUND };
  const { period } = provider;
  const found = await actions.partLines({ tenantId, snapshotId, period, finding });
  if (found.kind === 'pending') return 'later';
  const { tokens } = await context.ports.openTenant(tenantId);
  const lines = found.lines
    .slice(0, LINES_SHOWN)
    .map((line) => ({ ...line, claimRef: claimRefOf(tokens, line.icn) }));
  const answer = { total: found.lines.length, lines };
  await putPage({ tenantId, objects }, { pagesId, page }, answer);
  return answer;
}

export async function providerOf(
  { pages }: ApiContext,
  { pagesId }: PageSet,
  { tenantId, role, npi }: Provider,
): Promise<ProviderPage | null> {
  type Bucket = Readonly<Record<string, ProviderPage>>;
  const bucket = await pages.page<Bucket>(tenantId, pagesId, providerBucket(npi));
  const key = providerKey({ role, npi });
  return bucket !== null && Object.hasOwn(bucket, key) ? (bucket[key] ?? null) : null;
}
