// Who may come in, with what proof, and what the page gets to know.

import { describe, expect, it } from '@jest/globals';
import * as z from 'zod';
import type { StageName } from '../../infra/settings/stage-defaults.js';
import { withoutHashes } from './policy-lines.js';
import { statefulTemplate, statelessTemplate, text } from './synthesized.js';

const CLIENT = z.object({ Properties: z.object({ CallbackURLs: z.array(z.unknown()) }) });

describe('SignIn', () => {
  const template = statefulTemplate('prod');

  it('invites people, asks for a second factor and watches for stolen passwords', () => {
    template.hasResourceProperties('AWS::Cognito::UserPool', {
      AdminCreateUserConfig: { AllowAdminCreateUserOnly: true },
      MfaConfiguration: 'ON',
      EnabledMfas: ['SOFTWARE_TOKEN_MFA'],
      UserPoolAddOns: { AdvancedSecurityMode: 'ENFORCED' },
      DeletionProtection: 'ACTIVE',
      Policies: {
        PasswordPolicy: {
          MinimumLength: 14,
          RequireLowercase: true,
          RequireUppercase: true,
          RequireNumbers: true,
          RequireSymbols: true,
        },
      },
    });
  });

  it('writes the tenant into the account once and for all', () => {
    template.hasResourceProperties('AWS::Cognito::UserPool', {
      Schema: [{ Name: 'tenant', AttributeDataType: 'String', Mutable: false }],
    });
  });

  it('has four roles, the strongest first', () => {
    const groups = Object.values(template.findResources('AWS::Cognito::UserPoolGroup'))
      .map((group) => group['Properties'] as { GroupName: string; Precedence: number })
      .sort((left, right) => left.Precedence - right.Precedence);

    expect(groups.map(({ GroupName }) => GroupName)).toEqual([
      'admin',
      'reviewer',
      'analyst',
      'viewer',
    ]);
  });

  it('has a sign-in page in the name of the account', () => {
    template.hasResourceProperties('AWS::Cognito::UserPoolDomain', {
      Domain: { 'Fn::Join': ['', ['kxray-prod-', { Ref: 'AWS::AccountId' }]] },
    });
  });
});

describe('DashboardClient', () => {
  const template = statelessTemplate('dev');

  it('comes back to where the dashboard is, and on dev to a developer too', () => {
    const returnsOf = (stage: StageName) =>
      Object.values(statelessTemplate(stage).findResources('AWS::Cognito::UserPoolClient')).map(
        (client) => CLIENT.parse(client).Properties.CallbackURLs.map(text).map(withoutHashes),
      );
    const own = 'https://${SiteDistribution.DomainName}/';

    expect(returnsOf('prod')).toEqual([[own]]);
    expect(returnsOf('dev')).toEqual([[own, 'http://localhost:5173/']]);
  });

  it('gives tokens by code only, without a secret, and for a short time', () => {
    template.hasResourceProperties('AWS::Cognito::UserPoolClient', {
      GenerateSecret: false,
      AllowedOAuthFlows: ['code'],
      AllowedOAuthScopes: ['openid'],
      AllowedOAuthFlowsUserPoolClient: true,
      ExplicitAuthFlows: ['ALLOW_REFRESH_TOKEN_AUTH'],
      PreventUserExistenceErrors: 'ENABLED',
      EnableTokenRevocation: true,
      IdTokenValidity: 30,
      AccessTokenValidity: 30,
      RefreshTokenValidity: 720,
    });
  });

  it('shows the tenant to the dashboard and lets nobody write it', () => {
    template.hasResourceProperties('AWS::Cognito::UserPoolClient', {
      ReadAttributes: ['custom:tenant', 'email', 'email_verified', 'name'],
      WriteAttributes: ['name'],
    });
  });
});
