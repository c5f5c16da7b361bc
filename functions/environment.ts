// The settings that handlers get, by name: one list, so that a name means the same in every door
// and in the stack that sets it. A handler takes the ones that it needs (contract.ts) and parses
// them once, at cold start.

import * as z from 'zod';

const NAME = z.string().min(1).max(256);
const ARN = z.string().regex(/^arn:aws[a-z-]*:/);

export const SETTINGS = {
  LEDGER_TABLE: NAME,
  /** Where files arrive, under tenant=ID/. */
  INBOX_BUCKET: NAME,
  /** The customer's key of the inbox: whoever lets a file in names it. */
  INBOX_KMS_KEY_ARN: ARN,
  /** Under the intake key: sealed texts of claims, and packed files while they are unpacked. */
  QUARANTINE_BUCKET: NAME,
  /** The published tables, score runs, and claims on their way from one door to the next. */
  LAKE_BUCKET: NAME,
  REPORTS_BUCKET: NAME,
  /** Who a token is, sealed: doors that take claims in add to it and read nothing of it. */
  VAULT_TABLE: NAME,
  /** The data role that this door assumes for one tenant at a time (tag `tenantId`). */
  TENANT_ROLE_ARN: ARN,
  /** Secrets are PREFIX/TENANT/token-key. */
  TOKEN_KEY_PREFIX: NAME,
  /** The customer's key under which a tenant's first secret is made. */
  TOKEN_KMS_KEY_ARN: ARN,
  RECEIVED_FILES_QUEUE_URL: z.url(),
  LEDGER_BATCHES_QUEUE_URL: z.url(),
  ALERTS_QUEUE_URL: z.url(),
  /** The state machine that makes reports. */
  MONTHLY_REPORT_ARN: ARN,
  ATHENA_DATABASE: NAME,
  ATHENA_WORKGROUP: NAME,
} as const;

export type SettingName = keyof typeof SETTINGS;

export type Settings<Name extends SettingName> = Readonly<Record<Name, string>>;

/** Throws with the names of what is missing or malformed, never with a value. */
export function readSettings<Name extends SettingName>(
  names: readonly Name[],
  environment: Readonly<Record<string, string | undefined>> = process.env,
): Settings<Name> {
  const read = names.map((name) => [name, SETTINGS[name].safeParse(environment[name])] as const);
  const wrong = read.flatMap(([name, { success }]) => (success ? [] : [name]));
  if (wrong.length > 0) throw new Error(`missing or malformed settings: ${wrong.join(', ')}`);
  return Object.fromEntries(read.map(([name, { data }]) => [name, data])) as Settings<Name>;
}
