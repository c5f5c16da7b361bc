// What a template's references become where its resources are made one by one: names and ARNs by
// logical id. Only the functions that tables, buckets and queues use; another one is an error.

export const REGION = 'us-east-1';
export const ACCOUNT = '123456789012';

export interface Resource {
  readonly Type: string;
  readonly Properties: Readonly<Record<string, unknown>>;
}

export interface Resources {
  readonly byId: Readonly<Record<string, Resource>>;
  /** What one stack hands to another, by the name of the export. */
  readonly exports: Readonly<Record<string, unknown>>;
}

/** One name for a resource in every service: S3 is the strictest. */
export function nameOf(logicalId: string): string {
  return logicalId.toLowerCase();
}

export function arnOf(resources: Resources, logicalId: string): string {
  const name = nameOf(logicalId);
  const service = resources.byId[logicalId]?.Type.split('::')[1]?.toLowerCase() ?? '';
  if (service === 's3') return `arn:aws:s3:::${name}`;
  const path = service === 'kms' ? `key/${name}` : name;
  return `arn:aws:${service}:${REGION}:${ACCOUNT}:${path}`;
}

const PSEUDO: Readonly<Record<string, string>> = {
  'AWS::AccountId': ACCOUNT,
  'AWS::Region': REGION,
  'AWS::Partition': 'aws',
  'AWS::URLSuffix': 'amazonaws.com',
};

/** The value with every reference replaced. */
export function resolved(resources: Resources, value: unknown): unknown {
  if (Array.isArray(value)) return value.map((each) => resolved(resources, each));
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value as Readonly<Record<string, unknown>>);
  const [first] = entries;
  if (entries.length === 1 && first !== undefined) {
    const [name, given] = first;
    if (name === 'Ref') return PSEUDO[String(given)] ?? nameOf(String(given));
    if (name.startsWith('Fn::')) return resolvedFunction(resources, name, given);
  }
  return Object.fromEntries(entries.map(([key, each]) => [key, resolved(resources, each)]));
}

function resolvedFunction(resources: Resources, name: string, given: unknown): string {
  if (name === 'Fn::ImportValue' && typeof given === 'string') {
    return String(resolved(resources, resources.exports[given]));
  }
  const [first, second] = Array.isArray(given) ? (given as readonly unknown[]) : [];
  if (name === 'Fn::GetAtt' && second === 'Arn') return arnOf(resources, String(first));
  if (name === 'Fn::Join' && Array.isArray(second)) {
    return second.map((each) => String(resolved(resources, each))).join(String(first));
  }
  throw new Error(`${name} is not known here`);
}
