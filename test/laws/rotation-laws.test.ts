// A change of the token key is no fact about anybody: killed at any point and taken up again, with
// claims coming in meanwhile, it leaves totals, crossings, exposures and events as they would be
// without it. fast-check prints the seed on failure.

import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { DEFAULT_FOLD_SETTINGS } from '../../lib/domain/fold-settings.js';
import type { Seed } from '../../lib/domain/ledger-document.js';
import { toCents } from '../../lib/domain/money.js';
import type { ThresholdGroup } from '../../lib/domain/reference.js';
import type { IntakeEvent } from '../../lib/intake/intake-claim.js';
import { commitPerson } from '../../lib/pipeline/commit-person.js';
import { commitSpool } from '../../lib/pipeline/commit-spool.js';
import { emptyChange } from '../../lib/pipeline/person-change.js';
import { rememberIdentities } from '../../lib/pipeline/identity/remember-identities.js';
import { rotateTokenKey } from '../../lib/pipeline/identity/rotate-token-key.js';
import { spoolClaims, type IntakeTools } from '../../lib/pipeline/ingest-claims.js';
import { newIngestSummary } from '../../lib/pipeline/ingest-summary.js';
import { readBeneficiary } from '../../lib/pipeline/read-beneficiary.js';
import { createTokenizer } from '../../lib/pipeline/tokenizer.js';
import type { TokenKey } from '../../lib/ports/secret-source.js';
import type { ExampleSeed } from '../model/ledger-example.js';
import { fromDollars } from '../model/naive-money.js';
import {
  fused,
  memoryAlerts,
  memoryKeeper,
  memoryRotation,
  memoryTokenKey,
  memoryVault,
  type Fuse,
} from '../support/memory-vault.js';
import { eventOf } from './example-facts.js';
import { ledgersInFiles } from './files-of-claims.js';
import { aContractor } from './ingest-harness.js';
import { MemoryLedger, MemoryQuarantine, MemorySpool } from './memory-stores.js';
import { personView } from './person-view.js';
import { loadTestReference } from './replay.js';

const reference = await loadTestReference();
const payerId = aContractor(reference);
const TENANT = 'law';
const FORMER = memoryTokenKey('former');
const NEXT = memoryTokenKey('next');
const NOTHING_LOGGED = { log: { add: () => undefined, write: () => Promise.resolve() } };
const FOREVER = Number.POSITIVE_INFINITY;
const NUMBERS = ['1EG4TE5MK73', '1EG4TE5MK74'] as const;
const RUNS = { numRuns: 40 };
const MINUTES = 180_000;

function newWorld() {
  return {
    ledger: new MemoryLedger(),
    quarantine: new MemoryQuarantine(),
    vault: memoryVault(),
    alerts: memoryAlerts(),
    rotation: memoryRotation(FORMER, NEXT),
  };
}

type World = ReturnType<typeof newWorld>;

function toolsOf(world: World, key: TokenKey): IntakeTools {
  const { ledger, quarantine, vault } = world;
  const base = { tenantId: TENANT, ledger, tokens: createTokenizer(TENANT, key) };
  return {
    ...rememberIdentities(base, vault),
    quarantine,
    context: { reference, settings: DEFAULT_FOLD_SETTINGS },
  };
}

async function keyInForce({ rotation }: World): Promise<TokenKey> {
  const state = await rotation.state(TENANT);
  if (state.kind === 'idle') return state.current;
  return state.kind === 'prepared' ? state.former : state.next;
}

async function ingest(world: World, events: readonly IntakeEvent[], key?: TokenKey): Promise<void> {
  const tools = toolsOf(world, key ?? (await keyInForce(world)));
  const into = { spool: new MemorySpool(), marks: new Map(), summary: newIngestSummary() };
  async function* batches() {
    yield events;
  }
  await spoolClaims(tools, batches(), into);
  await commitSpool(tools, into, NOTHING_LOGGED);
}

/** A little below the amounts, so that claims cross them. */
async function enter(world: World, seed: ExampleSeed): Promise<void> {
  const tools = toolsOf(world, await keyInForce(world));
  const seeds = Object.entries(seed).flatMap(([year, groups]) =>
    Object.entries(groups).map(([group, amount]): Seed => {
      const cents = toCents(fromDollars(amount));
      const known = { kind: 'outside', asOf: null, source: 'law', enteredBy: 'law' } as const;
      const seedKey = `${year} ${group}`;
      return { ...known, seedKey, year: Number(year), group: group as ThresholdGroup, cents };
    }),
  );
  const token = tools.tokens.token(NUMBERS[0], '');
  if (seeds.length > 0) await commitPerson(tools, emptyChange(token, { seeds }));
}

async function join(world: World): Promise<void> {
  const tools = toolsOf(world, await keyInForce(world));
  const [from, to] = NUMBERS.map((number) => tools.tokens.token(number, ''));
  if (from === undefined || to === undefined) throw new Error('two numbers');
  const joinKey = tools.tokens.keyedHash(['join', from, to]);
  const joins = [{ joinKey, from, to, source: 'letter', isUndone: false }];
  await commitPerson(tools, emptyChange(to, { joins }));
}

/** One life of the process; false when it was killed. */
async function rotateUntil(world: World, fuse: Fuse): Promise<boolean> {
  const rotation = fused(world.rotation, fuse);
  try {
    const state = await rotation.prepare(TENANT);
    if (state.kind === 'idle') return true;
    const quarantine = fused(world.quarantine, fuse);
    const access = { purpose: 'rotation', reason: 'law', enteredBy: 'law' } as const;
    let reseals = 0;
    const result = await rotateTokenKey(
      {
        ...toolsOf(world, state.former),
        ledger: fused(world.ledger, fuse),
        keeper: fused(memoryKeeper(world.ledger.documents), fuse),
        vault: fused(world.vault, fuse),
        alerts: fused(world.alerts, fuse),
        nextTokens: createTokenizer(TENANT, state.next),
        quarantine,
        nextQuarantine: quarantine,
        rotation,
        resealSecrets: async () => (reseals += 1),
      },
      { access: { ...access, enteredAt: '2026-11-21T10:00:00.000Z', subject: null } },
    );
    expect([result.kind, reseals]).toEqual(['rotated', 1]);
    return true;
  } catch (error) {
    if (error instanceof Error && error.message === 'killed') return false;
    throw error;
  }
}

/** What must not change; event ids are made from tokens, so later ones differ. */
async function answer(world: World) {
  const tools = toolsOf(world, await keyInForce(world));
  const person = await readBeneficiary(tools, tools.tokens.token(NUMBERS[1], ''));
  const events = (person?.events ?? [])
    .map(({ eventId: _id, eventSeq: _seq, ...event }) => event)
    .sort((left, right) => left.year - right.year);
  return { view: personView(person), events };
}

describe('a change of the token key', () => {
  it(
    'changes no total, crossing, exposure or event, killed anywhere',
    async () => {
      let kills = 0;
      let eventsSeen = 0;
      const fuses = fc.array(fc.nat({ max: 60 }), { minLength: 1, maxLength: 8 });
      await fc.assert(
        fc.asyncProperty(ledgersInFiles, fuses, fc.nat(), async ({ input, files }, lives, turn) => {
          const batches = files.map((claims, file) =>
            claims.map((claim, at) => {
              const id = NUMBERS[(file + at + turn) % 2] ?? '';
              const event = eventOf(claim, payerId);
              if (event.kind !== 'claim') return event;
              return { ...event, identity: { qualifier: 'HN', id, correctedId: null } };
            }),
          );
          const before = batches.slice(0, Math.ceil(batches.length / 2));
          const after = batches.slice(before.length);
          const [plain, rotated] = [newWorld(), newWorld()];
          for (const world of [plain, rotated]) {
            await enter(world, input.seed);
            for (const batch of before) await ingest(world, batch);
            await join(world);
          }
          for (const left of lives) {
            if (await rotateUntil(rotated, { left })) break;
            kills += 1;
            const late = after.shift();
            if (late === undefined) continue;
            await ingest(plain, late);
            // Every other one by a process that was started before and knows the former key.
            await ingest(rotated, late, kills % 2 === 0 ? FORMER : undefined);
          }
          const { kind } = await rotated.rotation.state(TENANT);
          const isDone = kind === 'idle' && (await keyInForce(rotated)) === NEXT;
          if (!isDone) await rotateUntil(rotated, { left: FOREVER });
          expect(await keyInForce(rotated)).toBe(NEXT);
          expect(await answer(rotated)).toEqual(await answer(plain));

          for (const batch of after) {
            await ingest(plain, batch);
            await ingest(rotated, batch);
          }
          expect(await answer(rotated)).toEqual(await answer(plain));
          eventsSeen += (await answer(plain)).events.length;
          const tokens = await rotated.vault.tokens(TENANT);
          expect(tokens.filter((token) => !token.startsWith('knext_'))).toEqual([]);
          for (const { token, versions, seeds } of rotated.ledger.years()) {
            expect(versions.length + seeds.length > 0 && token.startsWith('kformer_')).toBe(false);
          }
        }),
        RUNS,
      );
      expect(kills).toBeGreaterThan(20);
      expect(eventsSeen).toBeGreaterThan(20);
    },
    MINUTES,
  );
});
