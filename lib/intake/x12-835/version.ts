// GS08: which edition of the 835 a group is written in. Others than 005010 are read with a warning:
// what 4010 places elsewhere are not elements that the reader keeps.

export interface VersionWarning {
  readonly reason: 'OLD_VERSION' | 'UNKNOWN_VERSION';
  readonly message: string;
}

/** Null for 005010, which needs no word. */
export function describeVersion(version: string): VersionWarning | null {
  if (version.startsWith('005010')) return null;
  return version.startsWith('004010')
    ? { reason: 'OLD_VERSION', message: 'GS08 says 4010; read as far as it agrees with 5010' }
    : { reason: 'UNKNOWN_VERSION', message: 'GS08 is not 005010; read as 5010' };
}
