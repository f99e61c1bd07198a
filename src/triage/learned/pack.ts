/** A model as bytes, for keeping between starts: one line of JSON, then the numbers. */
import { FLAGS } from '../../engine/protocol.ts';
import { FEATURES } from './features.ts';
import type { Model } from './model.ts';

/** Goes up when older bytes must not be read any more. */
const LAYOUT = 1;

interface Head {
  readonly layout: number;
  readonly types: readonly string[];
  readonly outputs: number;
}

export function pack({ types, matrix, steps, bias, rare }: Model): Uint8Array {
  const head: Head = { layout: LAYOUT, types, outputs: bias.length };
  const line = new TextEncoder().encode(`${JSON.stringify(head)}\n`);
  const parts = [line, ...[steps, bias, rare].map(bytesOf), bytesOf(matrix)];
  const all = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

/** The model in bytes of {@link pack}; null when they are not that, cut short or of another layout. */
export function unpack(bytes: Uint8Array): Model | null {
  const lineEnd = bytes.indexOf(10);
  const head = lineEnd < 0 ? null : readHead(new TextDecoder().decode(bytes.subarray(0, lineEnd)));
  if (!head) return null;
  const { types, outputs } = head;
  if (outputs !== types.length + FLAGS.length + 1) return null;
  const expected = lineEnd + 1 + 4 * (2 * outputs + FEATURES) + FEATURES * outputs;
  if (bytes.length !== expected) return null;
  let at = lineEnd + 1;
  const take = (length: number): ArrayBuffer => {
    // Copied, because the numbers must begin at a multiple of four and a `Buffer`'s own slice is a view.
    const taken = new Uint8Array(bytes.subarray(at, at + length));
    at += length;
    return taken.buffer;
  };
  const steps = new Float32Array(take(4 * outputs));
  const bias = new Float32Array(take(4 * outputs));
  const rare = new Float32Array(take(4 * FEATURES));
  return { types, steps, bias, rare, matrix: new Int8Array(take(FEATURES * outputs)) };
}

function readHead(line: string): Head | null {
  try {
    const head = JSON.parse(line) as Head;
    return head.layout === LAYOUT && Array.isArray(head.types) && Number.isInteger(head.outputs) ? head : null;
  } catch {
    return null;
  }
}

function bytesOf(numbers: Float32Array | Int8Array): Uint8Array {
  return new Uint8Array(numbers.buffer, numbers.byteOffset, numbers.byteLength);
}
