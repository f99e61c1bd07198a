/** What the person sent and the server has not taken yet: goes out one by one, in order, as often as it needs. */
import type { Posted, PostedContent, PostedVoice } from '../../http/chat/shape.ts';
import type { Kept } from './kept.ts';
import { newId } from './newId.ts';

/** A recording is only named here; its sound is kept beside. */
export type Leaving = Posted | PostedVoice;
export type LeavingContent = PostedContent | Omit<PostedVoice, 'id'>;

/** `label` is what the person reads of it: the text, or the words of the option; of a recording nothing. */
export interface Waiting {
  readonly body: Leaving;
  readonly label: string;
}

/** `refused` will never be taken as it is; `away` may be taken later. */
export type PostResult = 'taken' | 'refused' | 'too_long' | 'away';

interface Parts {
  readonly kept: Kept;
  post(body: Leaving): Promise<PostResult>;
  /** Waits before the next try; `failures` counts from 1. */
  pause(failures: number): Promise<void>;
  /** Hears of each try; after `taken`, `refused` and `too_long` the message waits no more. */
  changed(waiting: Waiting, state: 'sending' | PostResult): void;
}

const NAME = 'outgoing';

export class Outgoing {
  readonly #parts: Parts;
  readonly #items: Waiting[];
  #running: Promise<void> | undefined;
  #stopped = false;

  constructor(parts: Parts) {
    this.#parts = parts;
    this.#items = JSON.parse(parts.kept.get(NAME) ?? '[]');
  }

  get waiting(): readonly Waiting[] {
    return this.#items;
  }

  /** Keeps a message; it goes out with the next {@link run}. */
  add(content: LeavingContent, label: string): Waiting {
    const waiting = { body: { id: newId(), ...content }, label };
    this.#items.push(waiting);
    this.#save();
    return waiting;
  }

  /** Sends until nothing waits. Called again meanwhile, it is the same run. */
  run(): Promise<void> {
    this.#running ??= this.#drain().finally(() => {
      this.#running = undefined;
    });
    return this.#running;
  }

  stop(): void {
    this.#stopped = true;
  }

  async #drain(): Promise<void> {
    let failures = 0;
    for (let next = this.#items[0]; next && !this.#stopped; next = this.#items[0]) {
      this.#parts.changed(next, 'sending');
      const result = await this.#parts.post(next.body);
      if (result === 'away') {
        this.#parts.changed(next, result);
        failures += 1;
        await this.#parts.pause(failures);
        continue;
      }
      failures = 0;
      this.#items.shift();
      this.#save();
      this.#parts.changed(next, result);
    }
  }

  #save(): void {
    this.#parts.kept.set(NAME, JSON.stringify(this.#items));
  }
}
