/** A file in parts: sealed one by one, so that neither taking it in nor giving it back needs all of it at once. */
import { openBytes, sealBytes } from '../privacy/keyring.ts';

/** The most of a part, unsealed. Bytes. */
export const PART = 1024 * 1024;

/** Whose file it is. `id` is the file's. */
export interface FileOwner {
  readonly conversationId: string;
  readonly key: Buffer;
  readonly id: string;
}

/** Seals one part. Each is bound to its place, so that parts cannot change places. */
export function sealPart(owner: FileOwner, part: number, bytes: Buffer): Buffer {
  return sealBytes(owner.key, 'media', placeOf(owner, part), bytes);
}

/** Opens all parts of a file. Throws when a part is missing or not the file's own. */
export function openParts(owner: FileOwner, parts: readonly Buffer[], size: number): Buffer {
  const whole = Buffer.concat(parts.map((body, part) => openBytes(owner.key, 'media', placeOf(owner, part), body)));
  if (whole.length !== size) throw new Error('a part of the file is missing');
  return whole;
}

/** Cuts bytes in hand into parts. */
export function* inPieces(bytes: Buffer): Generator<Buffer> {
  for (let from = 0; from < bytes.length; from += PART) yield bytes.subarray(from, from + PART);
}

/** Puts the pieces in which bytes come together into parts. */
export async function* inParts(pieces: AsyncIterable<Uint8Array>): AsyncGenerator<Buffer> {
  let waiting: Buffer[] = [];
  let size = 0;
  for await (const piece of pieces) {
    waiting.push(Buffer.from(piece.buffer, piece.byteOffset, piece.length));
    size += piece.length;
    if (size < PART) continue;
    const whole = Buffer.concat(waiting);
    const left = whole.length % PART;
    yield* inPieces(whole.subarray(0, whole.length - left));
    waiting = left > 0 ? [whole.subarray(whole.length - left)] : [];
    size = left;
  }
  if (size > 0) yield Buffer.concat(waiting);
}

/** The first part stands where whole files stood before there were parts. */
function placeOf({ conversationId, id }: FileOwner, part: number): string {
  return part === 0 ? `${conversationId}/${id}` : `${conversationId}/${id}/${part}`;
}
