// Crossing events and where they went.

import { z } from '@hono/zod-openapi';

const alertRow = z.object({
  eventId: z.string(),
  type: z.string(),
  at: z.string(),
  /** Null on a digest, which concerns many. */
  token: z.string().nullable(),
  year: z.int().nullable(),
  group: z.string().nullable(),
  sequence: z.int().nullable(),
  amountCents: z.int().nullable(),
  deliveries: z.array(z.object({ endpoint: z.string(), state: z.string() })),
});

export const alertsAnswer = z.object({
  events: z.array(alertRow),
  endpoints: z.array(z.object({ endpointId: z.string(), url: z.string(), state: z.string() })),
});

export const redriveAnswer = z.object({ redriven: z.int() });
export type AlertsAnswer = z.infer<typeof alertsAnswer>;
