// A brake against guessing and runaway scripts: so many calls a minute for each person and kind of
// call. In memory of one process; on aws the gateway has its own limit in front.

export interface RateLimit {
  /** False when the person has to wait. */
  take(key: string, nowMs: number): boolean;
}

interface Bucket {
  tokens: number;
  at: number;
}

const KEYS_MAX = 10_000;

export function createRateLimit(perMinute: number): RateLimit {
  const buckets = new Map<string, Bucket>();
  return {
    take(key, nowMs) {
      if (buckets.size > KEYS_MAX) buckets.clear();
      const bucket = buckets.get(key) ?? { tokens: perMinute, at: nowMs };
      const refilled = bucket.tokens + ((nowMs - bucket.at) * perMinute) / 60_000;
      bucket.tokens = Math.min(perMinute, refilled);
      bucket.at = nowMs;
      buckets.set(key, bucket);
      if (bucket.tokens < 1) return false;
      bucket.tokens -= 1;
      return true;
    },
  };
}
