// Shapes of answers that the domain and the pipeline have typed already: the document names them,
// the compiler checks them, nothing is written down twice.

import { z } from '@hono/zod-openapi';

/**
 * With every field: the compiler asks for all that the type has and lets no other in, and a
 * test holds real answers against the document (test/functions/api-document.cases.ts).
 */
export function typed<Shape extends object>(
  description: string,
  fields: Readonly<Record<keyof Shape, z.ZodType>>,
): z.ZodType<Shape> {
  // The fields' own types are not compared here: brands and readonly would be in the way.
  return z.object(fields).openapi({ description }) as unknown as z.ZodType<Shape>;
}

/** One of the words of ours that the domain lists as a type: any text, by its meaning. */
export const word = z.string();
export const count = z.int();
export const share = z.number();
export const role = z.enum(['rendering', 'billing']);
export const group = z.enum(['PT_SLP', 'OT']);
export const cents = z.int().openapi({ description: 'Cents' });
export const isoDay = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);
export const token = z.string().regex(/^k[\w-]{1,40}_[\w-]{20,64}$/);
export const claimRef = z.string().regex(/^[\w-]{24}$/);
export const npi = z.string().regex(/^[\w-]{1,20}$/);
