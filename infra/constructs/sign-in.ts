// Who may come in: people by invitation, with a second factor, in one of four roles. The tenant is
// written into the account when it is made and can then be changed by nobody, its owner least of
// all; it reaches the API in a signed token and never in a request.

import { Duration, Stack } from 'aws-cdk-lib';
import {
  AccountRecovery,
  CfnUserPoolGroup,
  FeaturePlan,
  Mfa,
  StandardThreatProtectionMode,
  StringAttribute,
  UserPool,
  type UserPoolDomain,
} from 'aws-cdk-lib/aws-cognito';
import { Construct } from 'constructs';
import type { StageSettings } from '../settings/stage-settings.js';
import { removalPolicyOf } from './removal.js';

/** `custom:tenant` in a token; a name is all that an attribute of a pool can ever have. */
export const TENANT_ATTRIBUTE = 'tenant';

/** From least to most; a person in several is what the first of precedence says. */
const ROLES = [
  { name: 'viewer', precedence: 40, description: 'Sees totals, providers and reports' },
  { name: 'analyst', precedence: 30, description: 'Also enters amounts and outside spend' },
  { name: 'reviewer', precedence: 20, description: 'Also closes findings with a reason' },
  { name: 'admin', precedence: 10, description: 'Also invites people and looks up identities' },
] as const;

const PASSWORD_LENGTH = 14;
const INVITATION_DAYS = 3;
/** As the stores of this host take it. */
const TENANT_LENGTH = 128;

export class SignIn extends Construct {
  readonly pool: UserPool;
  readonly domain: UserPoolDomain;

  constructor(scope: Construct, id: string, settings: StageSettings) {
    super(scope, id);
    this.pool = this.addPool(settings);
    // In the name of the account, as such names are unique in the region among all customers.
    this.domain = this.pool.addDomain('Domain', {
      cognitoDomain: { domainPrefix: `kxray-${settings.stage}-${Stack.of(this).account}` },
    });
    for (const { name, precedence, description } of ROLES) {
      new CfnUserPoolGroup(this, `Role-${name}`, {
        userPoolId: this.pool.userPoolId,
        groupName: name,
        precedence,
        description,
      });
    }
  }

  private addPool(settings: StageSettings): UserPool {
    return new UserPool(this, 'Pool', {
      selfSignUpEnabled: false,
      signInAliases: { email: true },
      signInCaseSensitive: false,
      autoVerify: { email: true },
      keepOriginal: { email: true },
      accountRecovery: AccountRecovery.EMAIL_ONLY,
      mfa: Mfa.REQUIRED,
      mfaSecondFactor: { otp: true, sms: false },
      passwordPolicy: {
        minLength: PASSWORD_LENGTH,
        requireDigits: true,
        requireLowercase: true,
        requireUppercase: true,
        requireSymbols: true,
        tempPasswordValidity: Duration.days(INVITATION_DAYS),
      },
      customAttributes: {
        [TENANT_ATTRIBUTE]: new StringAttribute({
          mutable: false,
          minLen: 1,
          maxLen: TENANT_LENGTH,
        }),
      },
      featurePlan: FeaturePlan.PLUS,
      standardThreatProtectionMode: StandardThreatProtectionMode.FULL_FUNCTION,
      deletionProtection: !settings.isDisposable,
      removalPolicy: removalPolicyOf(settings),
    });
  }
}
