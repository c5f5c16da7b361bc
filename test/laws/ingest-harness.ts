// Runs a random ledger through the ingest step, file by file, into a store in memory, and reads it
// back: the door of the laws that speak of files, commits and stored documents.

import { DEFAULT_FOLD_SETTINGS } from '../../lib/domain/fold-settings.js';
import { toCents } from '../../lib/domain/money.js';
import type { Seed } from '../../lib/domain/ledger-document.js';
import type { ReferenceData } from '../../lib/domain/reference.js';
import type { IntakeEvent } from '../../lib/intake/intake-claim.js';
import { commitPerson } from '../../lib/pipeline/commit-person.js';
import { commitSpool } from '../../lib/pipeline/commit-spool.js';
import { emptyChange } from '../../lib/pipeline/person-change.js';
import { spoolClaims, type IntakeTools } from '../../lib/pipeline/ingest-claims.js';
import { newIngestSummary, type IngestSummary } from '../../lib/pipeline/ingest-summary.js';
import { readBeneficiary, type BeneficiaryLedger } from '../../lib/pipeline/read-beneficiary.js';
import { createTokenizer } from '../../lib/pipeline/tokenizer.js';
import type { ExampleBucket, ExampleSeed } from '../model/ledger-example.js';
import { fromDollars } from '../model/naive-money.js';
import type { NaiveInput } from '../model/naive-ledger.js';
import { eventOf } from './example-facts.js';
import { MemoryLedger, MemoryQuarantine, MemorySpool } from './memory-stores.js';

export interface IngestedLedger {
  readonly store: MemoryLedger;
  readonly person: BeneficiaryLedger | null;
  /** One for each file. */
  readonly summaries: readonly IngestSummary[];
}

const TENANT = 'law';
const NOTHING_LOGGED = { log: { add: () => undefined, write: () => Promise.resolve() } };

/** Ingests files one after the other; seeds are there before the first. */
export async function ingestFiles(
  files: readonly (readonly IntakeEvent[])[],
  input: Pick<NaiveInput, 'config' | 'seed'>,
  reference: ReferenceData,
): Promise<IngestedLedger> {
  const store = new MemoryLedger();
  const tools = toolsOf(store, input, reference);
  const token = tools.tokens.token('MEMBER-1', aContractor(reference));
  const seeds = seedsOf(input.seed);
  if (seeds.length > 0) await commitPerson(tools, emptyChange(token, { seeds }));
  const summaries: IngestSummary[] = [];
  for (const events of files) {
    const into = { spool: new MemorySpool(), marks: new Map(), summary: newIngestSummary() };
    await spoolClaims(tools, oneBatch(events), into);
    await commitSpool(tools, into, NOTHING_LOGGED);
    summaries.push(into.summary);
  }
  return { store, person: await readBeneficiary(tools, token), summaries };
}

export async function ingestLedger(
  input: NaiveInput,
  reference: ReferenceData,
): Promise<IngestedLedger> {
  const payerId = aContractor(reference);
  return ingestFiles([input.claims.map((claim) => eventOf(claim, payerId))], input, reference);
}

/** Any Medicare contractor of the shipped list. */
export function aContractor(reference: ReferenceData): string {
  const [number] = reference.contractors.keys();
  if (number === undefined) throw new Error('the reference data names no contractor');
  return number;
}

function toolsOf(
  ledger: MemoryLedger,
  input: Pick<NaiveInput, 'config'>,
  reference: ReferenceData,
): IntakeTools {
  const { orderPolicy, correctionPosition, nearThresholdTolerance } = input.config;
  const settings = {
    ...DEFAULT_FOLD_SETTINGS,
    order: orderPolicy ?? 'receipt',
    correctionPlacement: correctionPosition ?? 'original',
    nearTolerance: {
      kind: 'fixed' as const,
      cents: toCents(fromDollars(nearThresholdTolerance)),
    },
  };
  return {
    tenantId: TENANT,
    ledger,
    quarantine: new MemoryQuarantine(),
    tokens: createTokenizer(TENANT, { keyId: '1', key: new Uint8Array(32) }),
    context: { reference, settings },
  };
}

function seedsOf(seed: ExampleSeed): readonly Seed[] {
  return Object.entries(seed).flatMap(([year, groups]) =>
    Object.entries(groups).map(([group, amount]) => ({
      seedKey: `${year} ${group}`,
      kind: 'outside' as const,
      year: Number(year),
      group: group as ExampleBucket,
      cents: toCents(fromDollars(amount)),
      asOf: null,
      source: 'law',
      enteredBy: 'law',
    })),
  );
}

async function* oneBatch(events: readonly IntakeEvent[]) {
  yield events;
}
