// Credentials of a data role, for one tenant: the tag of the session is what every policy of the
// role is written on. Kept for as long as they last, for a function meets the same tenants again.

import { AssumeRoleCommand, type STSClient } from '@aws-sdk/client-sts';
import { ServiceRefusedError } from './aws-errors.js';
import { assertTenantId } from './aws-key-part.js';
import { DEFAULT_RETRY, withRetries, type RetryPolicy } from './aws-retry.js';

export interface TenantCredentialsOptions {
  readonly client: STSClient;
  readonly roleArn: string;
  /** The tag that policies are written on (infra/constructs/tenant-access.ts). */
  readonly tag?: string;
  readonly retry?: Partial<RetryPolicy>;
}

/** As the SDK's clients take them; they ask again shortly before the expiration. */
export interface SessionCredentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken: string;
  readonly expiration: Date;
}

const TENANT_TAG = 'tenantId';
/** The longest that AWS allows a role which a role assumes. */
const SECONDS = 3_600;
/** Asked for anew so long before they end: the SDK's own haste is five minutes. */
const EARLY_MS = 6 * 60 * 1_000;
const CALL = 'AssumeRole';

/** A provider for the clients of one tenant, which share one session. */
export function tenantCredentials(
  options: TenantCredentialsOptions,
  tenantId: string,
): () => Promise<SessionCredentials> {
  assertTenantId(tenantId);
  let current: Promise<SessionCredentials> | null = null;
  const assume = openAssume(options, tenantId);
  const renew = (): Promise<SessionCredentials> => {
    const renewed = assume();
    current = renewed;
    // A failure is not remembered.
    renewed.catch(() => (current = current === renewed ? null : current));
    return renewed;
  };
  return async () => {
    const known = await current?.catch(() => null);
    const isFresh = known && known.expiration.getTime() - Date.now() > EARLY_MS;
    return isFresh ? known : renew();
  };
}

function openAssume(
  options: TenantCredentialsOptions,
  tenantId: string,
): () => Promise<SessionCredentials> {
  const retry = { ...DEFAULT_RETRY, ...options.retry };
  return async () => {
    const { Credentials } = await withRetries(CALL, retry, () =>
      options.client.send(
        new AssumeRoleCommand({
          RoleArn: options.roleArn,
          RoleSessionName: sessionName(tenantId),
          DurationSeconds: SECONDS,
          Tags: [{ Key: options.tag ?? TENANT_TAG, Value: tenantId }],
        }),
      ),
    );
    const { AccessKeyId, SecretAccessKey, SessionToken, Expiration } = Credentials ?? {};
    if (!AccessKeyId || !SecretAccessKey || !SessionToken || !Expiration) {
      throw new ServiceRefusedError(CALL, 'no credentials came');
    }
    return {
      accessKeyId: AccessKeyId,
      secretAccessKey: SecretAccessKey,
      sessionToken: SessionToken,
      expiration: Expiration,
    };
  };
}

/** What the audit trail shows: 2 to 64 letters, digits and _=,.@-. */
function sessionName(tenantId: string): string {
  return `kxray-${tenantId}`.slice(0, 64);
}
