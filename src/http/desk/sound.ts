/** Answering with a sound, whole or in part. A player asks for parts: some play nothing without, none can jump without. */
import type { Context } from 'hono';
import type { Voice } from '../../desk/voice.ts';

/** 206 when a part was asked for, 416 when there is no such part, else 200. Not to be kept, nor to be taken for anything but sound. */
export function soundAnswer(c: Context, { bytes, type }: Voice): Response {
  c.header('Cache-Control', 'no-store');
  c.header('X-Content-Type-Options', 'nosniff');
  c.header('Accept-Ranges', 'bytes');
  const part = partOf(c.req.header('range'), bytes.length);
  if (part === 'none') {
    c.header('Content-Range', `bytes */${bytes.length}`);
    return c.body(null, 416);
  }
  c.header('Content-Type', type);
  if (!part) return c.body(new Uint8Array(bytes));
  c.header('Content-Range', `bytes ${part.from}-${part.to}/${bytes.length}`);
  return c.body(new Uint8Array(bytes.subarray(part.from, part.to + 1)), 206);
}

/** The part that a `Range` header names, ends included. Undefined for the whole: no header, or one that asks for something else. */
export function partOf(header: string | undefined, size: number): { from: number; to: number } | 'none' | undefined {
  const [, first = '', last = ''] = /^bytes=(\d*)-(\d*)$/.exec(header?.trim() ?? '') ?? [];
  if (first === '' && last === '') return undefined;
  const from = first === '' ? Math.max(0, size - Number(last)) : Number(first);
  const to = first === '' || last === '' ? size - 1 : Math.min(Number(last), size - 1);
  return from > to ? 'none' : { from, to };
}
