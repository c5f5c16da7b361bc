// The HTTP API in front of its one door. No route is open: a token of our user pool, for our
// client, is checked before the door is called; tenant and role are read from it there.

import { RemovalPolicy, Stack } from 'aws-cdk-lib';
import {
  HttpApi,
  HttpMethod,
  HttpStage,
  LogGroupLogDestination,
} from 'aws-cdk-lib/aws-apigatewayv2';
import { AccessLogFormat } from 'aws-cdk-lib/aws-apigateway';
import { HttpJwtAuthorizer } from 'aws-cdk-lib/aws-apigatewayv2-authorizers';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import type { IUserPool, IUserPoolClient } from 'aws-cdk-lib/aws-cognito';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import type { StageSettings } from '../settings/stage-settings.js';
import { logRetentionOf } from './log-retention.js';

export interface DashboardApiProps {
  readonly settings: StageSettings;
  readonly key: IKey;
}

export interface ApiDoor {
  readonly door: IFunction;
  readonly pool: IUserPool;
  readonly client: IUserPoolClient;
}

/** Far above what people do with a page, far below what would crowd out the other doors. */
const THROTTLE = { rateLimit: 50, burstLimit: 100 };

/** The route and never the path: tokens of beneficiaries may be in it. */
const LOGGED = {
  requestId: '$context.requestId',
  time: '$context.requestTime',
  routeKey: '$context.routeKey',
  method: '$context.httpMethod',
  status: '$context.status',
  latency: '$context.responseLatency',
  sourceIp: '$context.identity.sourceIp',
  subject: '$context.authorizer.claims.sub',
  authorizerError: '$context.authorizer.error',
  integrationError: '$context.integration.error',
};

export class DashboardApi extends Construct {
  readonly api: HttpApi;
  /** Where CloudFront finds it. */
  readonly hostName: string;

  /** The door comes later (`addDoor`): its client waits for the dashboard, which waits for this. */
  constructor(scope: Construct, id: string, props: DashboardApiProps) {
    super(scope, id);
    const { settings } = props;
    this.api = new HttpApi(this, 'Api', {
      apiName: `kxray-${settings.stage}`,
      description: 'Answers the dashboard',
      createDefaultStage: false,
    });
    new HttpStage(this, 'Stage', {
      httpApi: this.api,
      stageName: '$default',
      autoDeploy: true,
      throttle: THROTTLE,
      accessLogSettings: {
        destination: new LogGroupLogDestination(this.addLogGroup(props)),
        format: AccessLogFormat.custom(JSON.stringify(LOGGED)),
      },
    });
    const { region, urlSuffix } = Stack.of(this);
    this.hostName = `${this.api.apiId}.execute-api.${region}.${urlSuffix}`;
  }

  addDoor({ door, pool, client }: ApiDoor): void {
    this.api.addRoutes({
      path: '/api/{proxy+}',
      methods: [HttpMethod.ANY],
      integration: new HttpLambdaIntegration('Door', door),
      authorizer: new HttpJwtAuthorizer('Tokens', this.issuerOf(pool), {
        jwtAudience: [client.userPoolClientId],
      }),
    });
  }

  /** Who makes the tokens, as they name it. */
  issuerOf({ userPoolId }: IUserPool): string {
    const { region, urlSuffix } = Stack.of(this);
    return `https://cognito-idp.${region}.${urlSuffix}/${userPoolId}`;
  }

  private addLogGroup({ settings, key }: DashboardApiProps): LogGroup {
    return new LogGroup(this, 'Log', {
      logGroupName: `/aws/vendedlogs/kxray/${settings.stage}/api`,
      encryptionKey: key,
      retention: logRetentionOf(settings),
      removalPolicy: RemovalPolicy.DESTROY,
    });
  }
}
