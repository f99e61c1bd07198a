/** Recordings that have not gone out, each under the id of its message: at hand, and in what the tab keeps over a reload. */
import type { Kept } from './kept.ts';

export class Sounds {
  readonly #kept: Kept;
  readonly #atHand = new Map<string, Blob>();
  readonly #surviving = new Set<string>();

  constructor(kept: Kept) {
    this.#kept = kept;
  }

  /** Keeps a recording. It is at hand at once, and survives a reload when this resolves, if the browser has room for it. */
  async keep(id: string, sound: Blob): Promise<void> {
    this.#atHand.set(id, sound);
    const written = await write(sound);
    // It may have gone out meanwhile.
    if (this.#atHand.has(id) && this.#kept.set(nameOf(id), written)) this.#surviving.add(id);
  }

  /** Undefined when it went out, or was lost with an earlier page. */
  find(id: string): Blob | undefined {
    const atHand = this.#atHand.get(id);
    if (atHand) return atHand;
    const written = this.#kept.get(nameOf(id));
    if (written === null) return undefined;
    this.#surviving.add(id);
    return read(written);
  }

  /** Whether a reload would leave it alone. */
  survives(id: string): boolean {
    return this.#surviving.has(id);
  }

  drop(id: string): void {
    this.#atHand.delete(id);
    this.#surviving.delete(id);
    this.#kept.remove(nameOf(id));
  }
}

function nameOf(id: string): string {
  return `sound/${id}`;
}

/** A tab keeps nothing but text: the type, a line's end, and the bytes as base64. */
async function write(sound: Blob): Promise<string> {
  const bytes = new Uint8Array(await sound.arrayBuffer());
  let letters = '';
  for (const byte of bytes) letters += String.fromCharCode(byte);
  return `${sound.type}\n${btoa(letters)}`;
}

function read(written: string): Blob {
  const end = written.indexOf('\n');
  const letters = atob(written.slice(end + 1));
  const bytes = Uint8Array.from(letters, (letter) => letter.charCodeAt(0));
  return new Blob([bytes], { type: written.slice(0, end) });
}
