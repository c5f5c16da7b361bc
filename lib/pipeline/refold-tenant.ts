// Brings every document of a tenant under the rules as they are set now, shard by shard and for as
// long as there is time (DESIGN 4: differences become one `restated` entry and fire no event). For
// hosts where whoever enters a setting cannot wait for its work.

import type { ClaimVersion } from '../domain/claim.js';
import type { FoldContext } from '../domain/fold-settings.js';
import { RULES_VERSION } from '../domain/rules-version.js';
import type { Clock } from '../ports/clock.js';
import { SHARD_COUNT, shardOf, type LedgerStore, type ShardState } from '../ports/ledger-store.js';
import type { ObjectStore } from '../ports/object-store.js';
import { versionHeader } from './claim-identity.js';
import { commitPerson } from './commit-person.js';
import { emptyChange } from './person-change.js';
import { openClaimLog } from './lake/append-claim-lines.js';
import type { OpenLakeTable } from './lake/lake-table-writer.js';
import { lineAccruals } from './lake/line-accruals.js';
import type { LedgerTools } from './ledger-tools.js';
import { readRefoldMark, writeRefoldMark, type RefoldMark } from './refold-mark.js';
import { tenantRules, type OpenReference, type TenantRules } from './tenant-rules.js';
import type { Tokenizer } from './tokenizer.js';

export interface RefoldTenant {
  readonly tenantId: string;
  readonly ledger: LedgerStore;
  /** Asked for when there is something to fold: a tenant without claims has no token key yet. */
  readonly openTokens: () => Promise<Tokenizer>;
  readonly objects: ObjectStore;
  readonly openTable: OpenLakeTable;
  readonly rules: TenantRules;
  readonly openReference: OpenReference;
  readonly clock: Clock;
  readonly isTimeUp: () => boolean;
}

export interface TenantRefolded {
  /** `unfinished`: the same again goes on. */
  readonly kind: 'current' | 'folded' | 'unfinished';
  readonly persons: number;
  readonly restated: number;
}

const CURRENT: TenantRefolded = { kind: 'current', persons: 0, restated: 0 };
/** Persons folded at once: each waits for the store most of the time. */
const AT_ONCE = 8;
const VERSIONS_PER_LOG = 20_000;
/**
 * Longer than any function may run: whoever read the settings before the last decision has ended.
 * Until then what is folded may be folded back, and is not noted as done.
 */
const SETTLED_MS = 20 * 60 * 1_000;

export async function refoldTenant(refold: RefoldTenant): Promise<TenantRefolded> {
  const { tenantId, ledger, objects, rules } = refold;
  const place = { tenantId, objects };
  const mark = await readRefoldMark(place);
  const target = rulesName(rules);
  if (mark.folded?.rules === target) return CURRENT;
  const shards = await ledger.listShards(tenantId);
  if (shards.length === 0) return CURRENT;
  const from = mark.going?.rules === target ? mark.going : { shard: 0, after: '' };
  const tools = { tenantId, ledger, tokens: await refold.openTokens(), context: rules.context };
  const common = { tools, shards, former: await formerContext(refold, mark) };
  let persons = 0;
  let restated = 0;
  for (let shard = from.shard; shard < SHARD_COUNT; shard += 1) {
    const begun = shard === from.shard ? from.after : '';
    const done = await refoldShard(refold, { ...common, shard, after: begun });
    persons += done.persons;
    restated += done.restated;
    const isOver = done.after === null;
    const next = isOver ? { shard: shard + 1, after: '' } : { shard, after: done.after };
    const isLast = next.shard === SHARD_COUNT;
    if (isLast) break;
    await writeRefoldMark(place, { folded: mark.folded, going: { rules: target, ...next } });
    if (!isOver || refold.isTimeUp()) return { kind: 'unfinished', persons, restated };
  }
  const folded = { rules: target, decisions: rules.decisions.length };
  await writeRefoldMark(place, { folded: isSettled(refold) ? folded : mark.folded, going: null });
  return { kind: 'folded', persons, restated };
}

/** Rules of the release, reference with what was entered, decisions. */
function rulesName({ context, settingsVersion }: TenantRules): string {
  return [RULES_VERSION, context.reference.version, settingsVersion].join(' ');
}

function isSettled({ rules, clock }: RefoldTenant): boolean {
  const last = rules.decisions.at(-1);
  if (last === undefined) return true;
  return Date.parse(clock.now()) - Date.parse(last.enteredAt) > SETTLED_MS;
}

async function formerContext(refold: RefoldTenant, { folded }: RefoldMark): Promise<FoldContext> {
  const decisions = refold.rules.decisions.slice(0, folded?.decisions ?? 0);
  return (await tenantRules(decisions, refold.openReference)).context;
}

interface ShardOfRefold {
  readonly tools: LedgerTools;
  readonly shards: readonly ShardState[];
  readonly shard: number;
  readonly after: string;
  readonly former: FoldContext;
}

interface ShardRefolded {
  /** Null: the whole shard is done. */
  readonly after: string | null;
  readonly persons: number;
  readonly restated: number;
}

async function refoldShard(refold: RefoldTenant, at: ShardOfRefold): Promise<ShardRefolded> {
  const tokens = await restateLog(refold, at);
  let restated = 0;
  for (let place = 0; place < tokens.length; place += AT_ONCE) {
    const some = tokens.slice(place, place + AT_ONCE);
    const change = { cause: 'refold' } as const;
    const done = await Promise.all(
      some.map((token) => commitPerson(at.tools, emptyChange(token, change))),
    );
    restated += done.filter(({ changes }) => changes.length > 0).length;
    const persons = place + some.length;
    if (persons < tokens.length && refold.isTimeUp()) {
      return { after: some.at(-1) ?? '', persons, restated };
    }
  }
  return { after: null, persons: tokens.length, restated };
}

/**
 * The log before the ledger, as in an ingest: no stored total is ever without its log row. Answers
 * with the tokens that are still to be folded.
 */
async function restateLog(
  { objects, openTable, rules }: RefoldTenant,
  { tools, shards, shard, after, former }: ShardOfRefold,
): Promise<readonly string[]> {
  const { tenantId, ledger, context } = tools;
  const restatement = rules.decisions.length;
  const log = openClaimLog({ tenantId, objects, openTable, restatement });
  const tokens = new Set<string>();
  let waiting = 0;
  for (const { year } of shards.filter((each) => each.shard === shard)) {
    for await (const { token, versions } of ledger.readShard(tenantId, year, shard)) {
      if (token <= after) continue;
      tokens.add(token);
      // A version lies in every year of its lines; its first year speaks for all.
      const own = versions.filter((each) => versionHeader(each).years[0] === year);
      const changed = own.filter((each) => isLoggedAnew(each, former, context));
      const logged = changed.map((version) => {
        return { token, shard: shardOf(token), version, accruals: lineAccruals(version, context) };
      });
      log.add(logged);
      waiting += logged.length;
      if (waiting < VERSIONS_PER_LOG) continue;
      await log.write();
      waiting = 0;
    }
  }
  await log.write();
  return [...tokens].sort();
}

function isLoggedAnew(version: ClaimVersion, former: FoldContext, now: FoldContext): boolean {
  const before = lineAccruals(version, former);
  return lineAccruals(version, now).some(({ group, signedCents }, at) => {
    const was = before[at];
    return was === undefined || was.group !== group || was.signedCents !== signedCents;
  });
}
