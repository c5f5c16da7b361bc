// S3 as it takes a form from a browser: signature, expiry and every condition of the policy, the
// checksum and the size of the file, and no field that the policy does not know. What it takes lies
// in the bucket; the answer is the ETag, or the word with which S3 refuses.

import { createHash, createHmac, randomBytes } from 'node:crypto';
import * as z from 'zod';

export interface TakenForm {
  readonly key: string;
  readonly etag: string;
  readonly body: Uint8Array;
}

export interface SentForm {
  readonly url: string;
  readonly fields: Readonly<Record<string, string>>;
  readonly file: Uint8Array;
  readonly secret: string;
  /** ISO instant at which it arrives. */
  readonly now: string;
}

const POLICY = z.object({
  expiration: z.string(),
  conditions: z.array(
    z.union([
      z.tuple([z.literal('content-length-range'), z.int(), z.int()]),
      z.record(z.string(), z.string()),
    ]),
  ),
});

/** Fields that carry the policy and so cannot be in it. */
const CARRIERS = ['Policy', 'X-Amz-Signature'];

export function takeForm({ fields, file, secret, now }: SentForm): TakenForm | string {
  const { Policy: policyText = '', key = '' } = fields;
  if (signature(fields, secret) !== fields['X-Amz-Signature']) return 'SignatureDoesNotMatch';
  const policy = POLICY.parse(JSON.parse(Buffer.from(policyText, 'base64').toString('utf8')));
  if (Date.parse(now) > Date.parse(policy.expiration)) return 'AccessDenied: expired';
  const named = new Set<string>();
  for (const condition of policy.conditions) {
    if (Array.isArray(condition)) {
      const [, least, most] = condition;
      if (file.length < least) return 'EntityTooSmall';
      if (file.length > most) return 'EntityTooLarge';
      continue;
    }
    for (const [name, wanted] of Object.entries(condition)) {
      named.add(name);
      if (fields[name] !== wanted) return `AccessDenied: ${name}`;
    }
  }
  const extra = Object.keys(fields).filter((name) => !CARRIERS.includes(name) && !named.has(name));
  if (extra.length > 0) return 'AccessDenied: extra fields';
  const checksum = createHash('sha256').update(file).digest('base64');
  if (checksum !== fields['x-amz-checksum-sha256']) return 'BadDigest';
  return { key, etag: randomBytes(16).toString('hex'), body: file };
}

/** Signature version 4 of a policy, by its definition. */
function signature(fields: Readonly<Record<string, string>>, secret: string): string {
  const [, day = '', region = '', service = '', end = ''] =
    fields['X-Amz-Credential']?.split('/') ?? [];
  const parts = [day, region, service, end, fields['Policy'] ?? ''];
  const key = parts.reduce<Buffer>(
    (sum, part) => createHmac('sha256', sum).update(part).digest(),
    Buffer.from(`AWS4${secret}`),
  );
  return key.toString('hex');
}
