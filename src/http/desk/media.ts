/**
 * Answering with a file of a person, whole or in part: a player asks for parts, some play nothing without, none can jump
 * without. Nothing of it is kept by the browser, shown by another page, or taken for anything but what it is.
 */
import type { Context } from 'hono';
import type { Media } from '../../desk/media.ts';
import { fileNameFor } from './fileName.ts';

/** 206 when a part was asked for, 416 when there is no such part, else 200. */
export function mediaAnswer(c: Context, media: Media): Response {
  const { bytes } = media;
  for (const [name, value] of Object.entries(GUARDS)) c.header(name, value);
  const part = partOf(c.req.header('range'), bytes.length);
  if (part === 'none') {
    c.header('Content-Range', `bytes */${bytes.length}`);
    return c.body(null, 416);
  }
  for (const [name, value] of Object.entries(headersOf(media))) c.header(name, value);
  if (!part) return c.body(new Uint8Array(bytes));
  c.header('Content-Range', `bytes ${part.from}-${part.to}/${bytes.length}`);
  return c.body(new Uint8Array(bytes.subarray(part.from, part.to + 1)), 206);
}

const GUARDS = {
  'Cache-Control': 'no-store',
  'X-Content-Type-Options': 'nosniff',
  'Cross-Origin-Resource-Policy': 'same-origin',
  // Whoever opens it by its address has a page that can do nothing.
  'Content-Security-Policy': "default-src 'none'; sandbox",
  'Accept-Ranges': 'bytes',
};

/** What the sender called it is never told: a name can say more than the file, and can deceive. */
function headersOf({ type, use }: Media): Record<string, string> {
  if (use === 'save') {
    const disposition = `attachment; filename="${fileNameFor(type)}"`;
    return { 'Content-Type': type === PDF ? PDF : 'application/octet-stream', 'Content-Disposition': disposition };
  }
  return { 'Content-Type': type, 'Content-Disposition': 'inline' };
}

const PDF = 'application/pdf';

/** The part that a `Range` header names, ends included. Undefined for the whole: no header, or one that asks for something else. */
export function partOf(header: string | undefined, size: number): { from: number; to: number } | 'none' | undefined {
  const [, first = '', last = ''] = /^bytes=(\d*)-(\d*)$/.exec(header?.trim() ?? '') ?? [];
  if (first === '' && last === '') return undefined;
  const from = first === '' ? Math.max(0, size - Number(last)) : Number(first);
  const to = first === '' || last === '' ? size - 1 : Math.min(Number(last), size - 1);
  return from > to ? 'none' : { from, to };
}
