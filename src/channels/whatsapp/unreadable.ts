/** Messages that arrived before they could be read, and how long each may stay so. */
import type { HardenedClient } from './library.ts';
import type { WaMessage } from './message.ts';

interface Waiting {
  readonly timer: NodeJS.Timeout;
  readonly tell: () => void;
}

export class Unreadable {
  readonly #patience: number;
  readonly #tell: (client: HardenedClient, message: WaMessage) => void;
  readonly #waiting = new Map<string, Waiting>();

  /** `tell` is called for a message that has not become readable within so many milliseconds. */
  constructor(patience: number, tell: (client: HardenedClient, message: WaMessage) => void) {
    this.#patience = patience;
    this.#tell = tell;
  }

  /** Waits for a message. One that was meant to be seen once, and on the phone only, will never be readable here. */
  add(client: HardenedClient, message: WaMessage): void {
    if (this.#waiting.has(message.key)) return;
    const tell = () => {
      this.readable(message);
      this.#tell(client, message);
    };
    const never = message.subtype.endsWith('_unavailable_fanout');
    this.#waiting.set(message.key, { tell, timer: setTimeout(tell, never ? 0 : this.#patience) });
  }

  /** Waits for it no longer, because it came. */
  readable(message: WaMessage): void {
    clearTimeout(this.#waiting.get(message.key)?.timer);
    this.#waiting.delete(message.key);
  }

  /** Waits for it no longer, because there is no hope. */
  now(message: WaMessage): void {
    this.#waiting.get(message.key)?.tell();
  }

  clear(): void {
    for (const { timer } of this.#waiting.values()) clearTimeout(timer);
    this.#waiting.clear();
  }
}
