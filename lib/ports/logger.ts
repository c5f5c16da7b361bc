// Port: logs take an allow-list of fields, so that no claim text can slip in.

export interface LogFields {
  readonly tenantId?: string;
  readonly step?: string;
  readonly reason?: string;
  readonly count?: number;
  readonly milliseconds?: number;
  readonly snapshotId?: string;
  readonly runId?: string;
}

export interface Logger {
  info(message: string, fields?: LogFields): void;
  warn(message: string, fields?: LogFields): void;
  error(message: string, fields?: LogFields): void;
}
