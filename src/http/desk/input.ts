/** What a request brought, in the shape that it must have. Both throw a `Refusal`. */
import type { Context } from 'hono';
import type { z } from 'zod';
import { Refusal } from '../../desk/refusal.ts';

export function read<Value>(shape: z.ZodType<Value>, value: unknown): Value {
  const result = shape.safeParse(value);
  if (!result.success) throw new Refusal('bad_request');
  return result.data;
}

export async function body<Value>(c: Context, shape: z.ZodType<Value>): Promise<Value> {
  return read(shape, await c.req.json().catch(() => undefined));
}
