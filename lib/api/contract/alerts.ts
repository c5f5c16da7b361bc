// Crossing events and where they went.

import { z } from '@hono/zod-openapi';

export const alertRow = z.object({
  eventId: z.string(),
  type: z.string(),
  at: z.string().nullable(),
  token: z.string(),
  year: z.int(),
  group: z.string().nullable(),
  sequence: z.int(),
  deliveries: z.array(
    z.object({
      endpoint: z.string(),
      state: z.string(),
      attempts: z.int(),
      nextAt: z.string().nullable(),
      lastStatus: z.string().nullable(),
    }),
  ),
});

export const alertsAnswer = z.object({
  events: z.array(alertRow),
  endpoints: z.array(z.object({ name: z.string(), url: z.string(), state: z.string() })),
});

export const redriveAnswer = z.object({ redriven: z.int() });
export type AlertsAnswer = z.infer<typeof alertsAnswer>;
