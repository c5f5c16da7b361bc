// Shapes of answers that the domain and the pipeline have typed already: the document names them,
// the compiler checks them, nothing is written down twice.

import { z } from '@hono/zod-openapi';

export function shapeOf<Shape>(description: string) {
  return z.custom<Shape>().openapi({ type: 'object', description });
}

export const role = z.enum(['rendering', 'billing']);
export const group = z.enum(['PT_SLP', 'OT']);
export const cents = z.int().openapi({ description: 'Cents' });
export const isoDay = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);
export const token = z.string().regex(/^k[\w-]{1,40}_[\w-]{20,64}$/);
export const claimRef = z.string().regex(/^[\w-]{24}$/);
export const npi = z.string().regex(/^[\w-]{1,20}$/);
