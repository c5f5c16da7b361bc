// Port: what people decided about a workspace - amounts entered, contractors confirmed, layouts,
// tolerances - as an append-only list. What a change means is the pipeline's business.

export type JsonValue =
  string | number | boolean | null | readonly JsonValue[] | { readonly [name: string]: JsonValue };

/** One decision. A later change of the same kind and key supersedes an earlier one. */
export interface SettingsChange {
  /** What is decided (`reference`, `contractor`, `icn_layout`, `tolerance`, ...). */
  readonly kind: string;
  /** About what: a year and amount, a contractor number, a setting's name. */
  readonly key: string;
  readonly value: JsonValue;
  readonly source: string;
  readonly enteredBy: string;
  /** ISO instant. */
  readonly enteredAt: string;
}

export interface WorkspaceSettings {
  /** Number of changes so far: two reads with the same version are the same settings. */
  readonly version: number;
  /** In the order in which they were appended. */
  readonly changes: readonly SettingsChange[];
}

export interface SettingsStore {
  read(tenantId: string): Promise<WorkspaceSettings>;
  /** Durable when it resolves; nothing appended is ever edited. */
  append(tenantId: string, change: SettingsChange): Promise<void>;
}
