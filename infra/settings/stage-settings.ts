// What may differ between two deployments, as typed data: parsed once from the context of the CDK
// app (`-c kxray:stage=dev`), so that a stack reads settings and never the context. It names no
// account: the credentials of whoever deploys do.

import * as z from 'zod';
import { STAGE_DEFAULTS, STAGE_NAMES, type StageDefaults } from './stage-defaults.js';

export interface StageSettings extends StageDefaults {
  readonly region: string;
  /** Who is told of an alarm; null = nobody yet, alarms then only show in the console. */
  readonly alarmAddress: string | null;
  /** The dashboard under a name of one's own; null = the name that CloudFront gives. */
  readonly dashboardDomain: DashboardDomain | null;
  /**
   * The dashboard under the name that CloudFront gave it, for a stage without a domain: known once
   * it was deployed, and named from then on, so that its pages may send files to the inbox.
   */
  readonly dashboardOrigin: string | null;
  /** Of an organization's own web ACL, made for CloudFront; null = none. */
  readonly webAclArn: string | null;
}

export interface DashboardDomain {
  readonly name: string;
  /** In us-east-1, wherever the rest is: CloudFront looks for certificates nowhere else. */
  readonly certificateArn: string;
}

const PREFIX = 'kxray:';

const HOST_NAME = /^(?=.{4,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}$/;
const CERTIFICATE = /^arn:aws[a-z-]*:acm:us-east-1:\d{12}:certificate\/[0-9a-f-]{36}$/;
const WEB_ACL = /^arn:aws[a-z-]*:wafv2:us-east-1:\d{12}:global\/webacl\/[\w-]+\/[0-9a-f-]{36}$/;
const CLOUDFRONT = /^https:\/\/[a-z0-9]{8,20}\.cloudfront\.net$/;
const REGION = /^[a-z]{2}(-[a-z]+)+-\d$/;

const CONTEXT = z
  .strictObject({
    stage: z.enum(STAGE_NAMES),
    region: z.string().regex(REGION, 'must name an AWS region, such as us-east-1'),
    'alarm-address': z.email().optional(),
    'dashboard-domain': z.string().regex(HOST_NAME, 'must be a host name').optional(),
    'dashboard-certificate': z
      .string()
      .regex(CERTIFICATE, 'must be the ARN of a certificate in us-east-1')
      .optional(),
    'dashboard-origin': z
      .string()
      .regex(CLOUDFRONT, 'must be https://NAME.cloudfront.net, as the deployment printed it')
      .optional(),
    'web-acl': z.string().regex(WEB_ACL, 'must be the ARN of a web ACL for CloudFront').optional(),
  })
  .refine(
    (context) => isSet(context['dashboard-domain']) === isSet(context['dashboard-certificate']),
    { path: ['dashboard-domain'], message: 'a domain needs a certificate, and the reverse' },
  );

/** Throws with every mistake at once; a misspelt `kxray:` key is one. */
export function readStageSettings(context: Readonly<Record<string, unknown>>): StageSettings {
  const own = Object.entries(context)
    .filter(([key]) => key.startsWith(PREFIX))
    .map(([key, value]) => [key.slice(PREFIX.length), value]);
  const parsed = CONTEXT.safeParse(Object.fromEntries(own));
  if (!parsed.success) {
    throw new Error(`context of the app (-c ${PREFIX}...):\n${z.prettifyError(parsed.error)}`);
  }
  const { stage, region } = parsed.data;
  return {
    ...STAGE_DEFAULTS[stage],
    region,
    alarmAddress: parsed.data['alarm-address'] ?? null,
    dashboardDomain: toDomain(
      parsed.data['dashboard-domain'],
      parsed.data['dashboard-certificate'],
    ),
    dashboardOrigin: parsed.data['dashboard-origin'] ?? null,
    webAclArn: parsed.data['web-acl'] ?? null,
  };
}

function toDomain(name?: string, certificateArn?: string): DashboardDomain | null {
  if (name === undefined || certificateArn === undefined) return null;
  return { name, certificateArn };
}

function isSet(value: unknown): boolean {
  return value !== undefined;
}
