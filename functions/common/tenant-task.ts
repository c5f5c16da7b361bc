// Input of the tasks that a state machine runs for one tenant.

import * as z from 'zod';
import { isTenantId } from '../../lib/domain/tenant-id.js';
import type { TaskInput } from '../task-answers.js';

const INPUT = z.object({
  tenantId: z.string().refine(isTenantId),
  snapshotId: z
    .string()
    .regex(/^[0-9a-f]{32}$/)
    .nullish(),
  month: z
    .string()
    .regex(/^\d{4}-(0[1-9]|1[0-2])$/)
    .optional(),
  edition: z.int().min(1).optional(),
  scheduledTime: z.iso.datetime().optional(),
});

/** Throws without repeating what it was given. */
export function parseTask(event: unknown): TaskInput {
  const parsed = INPUT.safeParse(event);
  if (!parsed.success) throw new TypeError('the input of the task is not of its form');
  const { tenantId, snapshotId = null, month, edition, scheduledTime } = parsed.data;
  return {
    tenantId,
    snapshotId,
    ...(month === undefined ? {} : { month }),
    ...(edition === undefined ? {} : { edition }),
    ...(scheduledTime === undefined ? {} : { scheduledTime }),
  };
}
